import { sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import { splitByDistrict } from '#platform/access/split-by-district.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { districtOf, isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import type { FilingMeans } from '../means.ts';

export interface HandOverInput {
  /** account name of whoever takes over */
  to: string;
  /** account id of whoever leaves; null for cases that nobody has taken yet */
  from: string | null;
  /** only these cases; all open ones of the leaver without it */
  ids?: readonly number[] | undefined;
  reason: string;
}

/**
 * Gives the open cases of a desk to a colleague: all of them when somebody leaves.
 * @returns how many went over @throws FILING_HANDLER_UNKNOWN
 */
export async function handOverDesk(context: Context, means: FilingMeans, { to, from, ids, reason }: HandOverInput): Promise<number> {
  const { actor, now } = context;
  requirePermission(actor, 'filing.hand-over');
  const colleague = await means.findColleague(context, to);
  if (!colleague?.mayHandle || !isWithin(colleague.division, actor.range)) throw refuse(filingErrors.FILING_HANDLER_UNKNOWN);
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const list = ids ? [...ids] : null;
    let count = 0;
    for (const part of await splitByDistrict(tx, actor.range)) {
      const { numAffectedRows } = await sql`
        update filing_applications a set handler_id = ${colleague.id}, handler_name = ${colleague.name}, version = a.version + 1, updated_at = ${now.toISOString()}, updated_by = ${actor.id}
        where ${inRange(part, 'a')} and a.decided_on is null and a.handler_id is not distinct from ${from}
          and (${list}::bigint[] is null or a.id = any(${list}::bigint[])) and (${from}::text is not null or ${list}::bigint[] is not null)`.execute(tx);
      count += Number(numAffectedRows ?? 0);
    }
    await audit(tx, context, {
      action: 'filing.handedOver',
      subject: { type: 'filingDesk', id: from ?? 'unassigned', district: districtOf(actor.division) },
      details: { to: colleague.id, count, reason },
    });
    return count;
  });
}
