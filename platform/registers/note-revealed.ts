/** Numbers shown in clear: by one door for all of the product, so that nobody is shown them unseen, and the limit counts all of them. */
import { sql } from 'kysely';
import { refuse } from '#shared/errors.ts';
import { type AuditEvent, audit } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { registerErrors } from './errors.ts';
import { countRevealed, noteView, type SeenRecord } from './personal-data-views.ts';

/** Enough for a day's calls, too few to copy a register by hand. */
export const REVEALS_PER_HOUR = 60;
const HOUR_MS = 3_600_000;

/**
 * Notes for the person concerned and in the audit trail that somebody is shown numbers in clear; call it before they are, and last, as `audit`.
 * @param more details for the trail
 * @throws REVEAL_TOO_MANY
 */
export async function noteRevealed(tx: Transaction, context: Context, seen: SeenRecord, reason: string, more: AuditEvent['details'] = {}): Promise<void> {
  await requireNotTooMany(tx, context);
  await noteView(tx, context, seen, reason);
  await audit(tx, context, {
    action: 'personal-data.revealed',
    subject: { type: seen.register, id: seen.id, district: seen.district },
    details: { fields: seen.fields.join('、'), reason, ...more },
  });
}

async function requireNotTooMany(tx: Transaction, { actor, now }: Context): Promise<void> {
  // two at once count one after the other
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reveal ${actor.id}`}, 0))`.execute(tx);
  const { count, first } = await countRevealed(tx, actor.id, new Date(now.getTime() - HOUR_MS));
  if (count < REVEALS_PER_HOUR) return;
  const seconds = first === null ? 60 : Math.max(1, Math.ceil((first.getTime() + HOUR_MS - now.getTime()) / 1000));
  throw refuse(registerErrors.REVEAL_TOO_MANY, { limit: REVEALS_PER_HOUR, minutes: Math.ceil(seconds / 60), seconds });
}
