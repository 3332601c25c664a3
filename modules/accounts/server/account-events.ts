import { audit, type AuditEvent } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';

/** Writes what happened to an account into the audit chain of its home district. Call it last in the transaction. */
export function auditAccount(
  tx: Transaction,
  context: Context,
  action: string,
  account: { id: number; div: number },
  details: AuditEvent['details'] = {},
  states: Pick<AuditEvent, 'before' | 'after'> = {},
): Promise<void> {
  return audit(tx, context, { action, subject: { type: 'account', id: account.id, district: districtOf(account.div) }, details, ...states });
}
