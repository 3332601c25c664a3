import { sql } from 'kysely';
import type { DivisionFollower } from '#platform/facts/division-follower.ts';
import { districtsAt, pairsOf } from './moved-places.ts';

/** As what a person comes goes along; who wears the same at the heir already, or brings it from two places, wears it once. */
export const hatFollower: DivisionFollower = {
  label: '个人身份',
  async count(tx, _context, keys) {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from person_hats
      where district = any(${districtsAt(keys)}::int[]) and div = any(${keys}::bigint[]) and ends_on is null`.execute(tx);
    return rows[0]?.count ?? 0;
  },
  async follow(tx, { today }, { moves }) {
    const going = sql`select h.id, pair.target, exists (select 1 from person_hats there where there.account_id = h.account_id and there.hat = h.hat
          and there.div = pair.target and coalesce(there.organization_id, 0) = coalesce(h.organization_id, 0) and there.ends_on is null)
        or row_number() over (partition by h.account_id, h.hat, pair.target, coalesce(h.organization_id, 0) order by h.id) > 1 as taken
      from person_hats h join ${pairsOf(moves)} on pair.source = h.div
      where h.district = any(${districtsAt(moves.keys())}::int[]) and h.ends_on is null`;
    await sql`update person_hats h set ends_on = greatest(${today}::date, h.begins_on) from (${going}) as going where going.id = h.id and going.taken`.execute(
      tx,
    );
    await sql`update person_hats h set district = (going.target / 1000000)::int, div = going.target from (${going}) as going where going.id = h.id`.execute(tx);
  },
};
