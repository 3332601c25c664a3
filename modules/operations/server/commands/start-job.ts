import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { MOST_TRIES } from '#platform/jobs/job.ts';
import { askForJob, hasQueue } from '#platform/jobs/job-queue.ts';
import { refuse } from '#shared/errors.ts';
import { operationErrors } from '../../contract/errors.ts';
import type { OperationMeans } from '../means.ts';
import { requireWhole } from '../require-whole.ts';

/** Runs a job soon, beside its plan; asked twice before it began it runs once. @throws PERMISSION_MISSING, OPERATIONS_WHOLE, JOB_UNKNOWN, JOBS_NOT_RUNNING */
export async function startJob(context: Context, { jobs }: OperationMeans, name: string): Promise<void> {
  requireWhole(context);
  const job = jobs.find((one) => one.name === name);
  if (!job) throw refuse(operationErrors.JOB_UNKNOWN, { job: name });
  await inTransaction(context.platform.db, async (tx) => {
    if (!(await hasQueue(tx))) throw refuse(operationErrors.JOBS_NOT_RUNNING);
    await askForJob(tx, name, job.mostTries ?? MOST_TRIES);
    await audit(tx, context, { action: 'job.started', subject: { type: 'job', id: name, district: 0 } });
  });
}
