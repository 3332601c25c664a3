import type { OperationMeans } from '#modules/operations/server/index.ts';
import { JOB_PLAN } from './job-plan.ts';

/** What the operations page is told about the whole product. */
export const operationMeans: OperationMeans = { jobs: Object.entries(JOB_PLAN).map(([name, plan]) => ({ name, ...plan })) };
