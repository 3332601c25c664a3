import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { dismissJob, listQueuedJobs, type QueuedJob, runJobAgain } from '#platform/jobs/job-queue.ts';
import { refuse } from '#shared/errors.ts';
import { operationErrors } from '../../contract/errors.ts';
import { requireWhole } from '../require-whole.ts';

/** Lets a job whose tries all failed begin anew. @throws PERMISSION_MISSING, OPERATIONS_WHOLE, JOB_NOT_DEAD */
export async function runDeadJob(context: Context, id: number): Promise<void> {
  requireWhole(context);
  await inTransaction(context.platform.db, async (tx) => {
    const dead = await requireDead(tx, id);
    if (!(await runJobAgain(tx, id))) throw refuse(operationErrors.JOB_NOT_DEAD);
    await audit(tx, context, { action: 'job.run-again', subject: { type: 'job', id: dead.job, district: 0 }, details: { attempts: dead.attempts } });
  });
}

/** Takes a job whose tries all failed out of the queue; its plan goes on. @throws PERMISSION_MISSING, OPERATIONS_WHOLE, JOB_NOT_DEAD */
export async function dismissDeadJob(context: Context, id: number, reason: string): Promise<void> {
  requireWhole(context);
  await inTransaction(context.platform.db, async (tx) => {
    const dead = await requireDead(tx, id);
    if (!(await dismissJob(tx, id))) throw refuse(operationErrors.JOB_NOT_DEAD);
    await audit(tx, context, { action: 'job.dismissed', subject: { type: 'job', id: dead.job, district: 0 }, details: { reason } });
  });
}

async function requireDead(tx: Transaction, id: number): Promise<QueuedJob> {
  const found = (await listQueuedJobs(tx)).find((job) => job.id === id && job.isDead);
  if (!found) throw refuse(operationErrors.JOB_NOT_DEAD);
  return found;
}
