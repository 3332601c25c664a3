import { z } from 'zod';
import { pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import { healthSchema } from './health.ts';
import { dismissalSchema, jobIdSchema, jobNameSchema, jobRunQuerySchema, jobRunSchema, jobsSchema } from './schemas.ts';

const noContent = z.object({});

export const operationRoutes = {
  health: defineRoute({
    method: 'GET',
    path: '/api/v1/operations/health',
    permission: 'operations.manage',
    gathers: 'besideWriting',
    summary: '平台状况：版本、备份、任务、核对、连接、磁盘、证书和慢语句',
    response: healthSchema,
  }),
  listJobs: defineRoute({
    method: 'GET',
    path: '/api/v1/operations/jobs',
    permission: 'operations.manage',
    summary: '后台任务的安排、最近一次运行，以及多次失败、等人处理的任务',
    response: jobsSchema,
  }),
  listJobRuns: defineRoute({
    method: 'GET',
    path: '/api/v1/operations/job-runs',
    permission: 'operations.manage',
    summary: '后台任务的每一次运行，新的在前',
    query: jobRunQuerySchema,
    response: pageSchema(jobRunSchema),
  }),
  startJob: defineRoute({
    method: 'POST',
    path: '/api/v1/operations/jobs/:job/start',
    permission: 'operations.manage',
    summary: '立即运行一项后台任务',
    params: z.object({ job: jobNameSchema }),
    response: noContent,
  }),
  runDeadJob: defineRoute({
    method: 'POST',
    path: '/api/v1/operations/dead-jobs/:id/run',
    permission: 'operations.manage',
    summary: '重新运行一项多次失败的任务',
    params: z.object({ id: jobIdSchema }),
    response: noContent,
  }),
  dismissDeadJob: defineRoute({
    method: 'POST',
    path: '/api/v1/operations/dead-jobs/:id/dismiss',
    permission: 'operations.manage',
    summary: '不再运行一项多次失败的任务，须写明理由',
    params: z.object({ id: jobIdSchema }),
    body: dismissalSchema,
    response: noContent,
  }),
};
