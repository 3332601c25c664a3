import type { Context } from '#platform/context.ts';
import type { Job } from '#platform/jobs/job.ts';

/** What the composition root tells this module about the whole product. */
export interface OperationMeans {
  /** all background work, with its plan */
  jobs: readonly Pick<Job, 'name' | 'title' | 'nightlyAt' | 'mostTries'>[];
  /** of the program */
  version: string;
  dataFolder: string;
  /** HTTPS servers whose certificates are watched */
  httpsOrigins: readonly string[];
  /** the newest recount of all counters */
  lastCheck(context: Context): Promise<{ finishedAt: string; drifted: number } | null>;
}
