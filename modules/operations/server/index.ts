import type { FastifyInstance } from 'fastify';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { operationRoutes } from '../contract/routes.ts';
import { dismissDeadJob, runDeadJob } from './commands/decide-dead-job.ts';
import { startJob } from './commands/start-job.ts';
import type { OperationMeans } from './means.ts';
import { getHealth } from './queries/get-health.ts';
import { listJobRuns } from './queries/list-job-runs.ts';
import { listJobs } from './queries/list-jobs.ts';

export type { OperationMeans } from './means.ts';

/** Binds what the person on duty sees and does. */
export function registerOperations(app: FastifyInstance, options: BindOptions, means: OperationMeans): void {
  bindRoutes(app, options, operationRoutes, {
    health: (context) => getHealth(context, means),
    listJobs: (context) => listJobs(context, means),
    listJobRuns: (context, { query }) => listJobRuns(context, means, query),
    startJob: async (context, { params }) => {
      await startJob(context, means, params.job);
      return {};
    },
    runDeadJob: async (context, { params }) => {
      await runDeadJob(context, params.id);
      return {};
    },
    dismissDeadJob: async (context, { params, body }) => {
      await dismissDeadJob(context, params.id, body.reason);
      return {};
    },
  });
}
