import type { Job } from '#platform/jobs/job.ts';

/** What the composition root tells this module about the whole product. */
export interface OperationMeans {
  /** all background work, with its plan */
  jobs: readonly Pick<Job, 'name' | 'title' | 'nightlyAt' | 'mostTries'>[];
}
