import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { Hat } from '../../contract/hats.ts';
import { endHats } from '../person-store.ts';

/** A person no longer comes as something, wherever: within the transaction of the act that shows it. Not worn, nothing changes. */
export async function takeOffHat(tx: Transaction, context: Context, { personId, hat }: { personId: number; hat: Hat }): Promise<void> {
  const ended = await endHats(tx, personId, hat, context.today);
  if (ended === 0) return;
  await audit(tx, context, { action: 'person.hat-taken-off', subject: { type: 'person', id: personId, district: 0 }, details: { hat } });
}
