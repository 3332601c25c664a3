import type { Context } from '#platform/context.ts';
import type { Job } from '#platform/jobs/job.ts';

/** The newest recount of all counters. */
export interface FigureCheckSeen {
  finishedAt: string;
  drifted: number;
  /** where, the first of them, by name */
  places: readonly string[];
}

/** What the composition root tells this module about the whole product. */
export interface OperationMeans {
  /** all background work, with its plan */
  jobs: readonly Pick<Job, 'name' | 'title' | 'nightlyAt' | 'mostTries'>[];
  /** of the program */
  version: string;
  dataFolder: string;
  /** HTTPS servers whose certificates are watched */
  httpsOrigins: readonly string[];
  lastCheck(context: Context): Promise<FigureCheckSeen | null>;
}
