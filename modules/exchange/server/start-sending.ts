import type { Transaction } from '#platform/db/database.ts';
import { askForJob, hasQueue } from '#platform/jobs/job-queue.ts';
import type { ExchangeMeans } from './means.ts';

/** Soon, once the transaction is through; without a queue the command line sends. */
export async function startSending(tx: Transaction, { sendingJob }: Pick<ExchangeMeans, 'sendingJob'>): Promise<void> {
  if (await hasQueue(tx)) await askForJob(tx, sendingJob.name, sendingJob.mostTries);
}
