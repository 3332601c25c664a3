import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { foldProvinceMonths } from '../province-store.ts';

/** Makes one row per month again of what a day's writers appended to the sums of provinces. Run it after the self-check: it repairs what that finds. @idempotent */
export async function foldProvinces(context: Context): Promise<void> {
  await inTransaction(context.platform.db, foldProvinceMonths);
}
