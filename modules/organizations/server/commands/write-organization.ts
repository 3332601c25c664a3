import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { FormValues } from '#platform/registers/record-form.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { createRecordIn, updateRecordIn } from '#platform/registers/save-record.ts';

/** Fields of the sheet 社区社会组织, by field name; divisions as codes, numbers in clear, null clears. */
export type OrganizationValues = FormValues;

/**
 * Opens an organization's record or changes it, in the transaction of the act that causes it: history, counters and the
 * record's audit entry included. The record keeps its id through ledger, filing and registration.
 * @param stored undefined for a new one @param demonstration marks a new one as invented @throws RECORD_NOT_FOUND, RECORD_VERSION_STALE, RECORD_INVALID, RECORD_KEY_TAKEN
 */
export async function writeOrganization(
  tx: Transaction,
  context: Context,
  registers: Registers,
  stored: { id: number; version: number } | undefined,
  values: OrganizationValues,
  reason: string,
  demonstration = false,
): Promise<{ id: number; version: number }> {
  const { id, version } = stored
    ? await updateRecordIn(tx, context, registers, 'organizations', stored, values, reason)
    : await createRecordIn(tx, context, registers, 'organizations', values, reason);
  if (!stored && demonstration) await sql`update organizations set demonstration = true where district = ${Math.floor(id / 1e9)} and id = ${id}`.execute(tx);
  return { id, version };
}
