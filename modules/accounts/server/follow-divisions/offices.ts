import { sql } from 'kysely';
import type { DivisionFollower } from '#platform/facts/division-follower.ts';
import { districtsAt, pairsOf, shortNames } from './moved-places.ts';

const LONGEST_NAME = 80;

interface MovingOffice {
  id: number;
  source: number;
  target: number;
  name: string;
  /** another open office of the same parent bears the name at the heir, or comes along before it */
  taken: boolean;
}

/** An office goes where its division goes; one whose name is taken there says where it comes from. */
export const officeFollower: DivisionFollower = {
  label: '单位',
  async count(tx, _context, keys) {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from offices
      where district = any(${districtsAt(keys)}::int[]) and div = any(${keys}::bigint[]) and closed_at is null`.execute(tx);
    return rows[0]?.count ?? 0;
  },
  async follow(tx, _context, { moves }) {
    const { rows } = await sql<MovingOffice>`
      select o.id, pair.source, pair.target, o.name, o.closed_at is null and (
        exists (select 1 from offices there where there.div = pair.target and there.name = o.name and there.closed_at is null
          and coalesce(there.parent_id, 0) = coalesce(o.parent_id, 0))
        or row_number() over (partition by pair.target, o.name, coalesce(o.parent_id, 0), o.closed_at is null order by o.id) > 1) as taken
      from offices o join ${pairsOf(moves)} on pair.source = o.div where o.district = any(${districtsAt(moves.keys())}::int[])`.execute(tx);
    const nameOf = await shortNames(
      tx,
      rows.map(({ source }) => source),
    );
    const names = rows.map(({ name, taken, source, id }) => (taken ? telling(name, nameOf(source), id) : name));
    await sql`update offices o set district = (moved.target / 1000000)::int, div = moved.target, name = moved.name
      from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ target }) => target)}::bigint[], ${names}::text[]) as moved (id, target, name)
      where o.id = moved.id`.execute(tx);
  },
};

/** The number keeps two that come from places of one name apart. */
function telling(name: string, former: string, id: number): string {
  const mark = `（原${former}，${id}）`;
  return name.slice(0, LONGEST_NAME - mark.length) + mark;
}
