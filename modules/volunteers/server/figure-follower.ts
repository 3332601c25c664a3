import { sql } from 'kysely';
import type { DivisionFollower } from '#platform/facts/division-follower.ts';
import { districtOf } from '#shared/division-code.ts';

/** Counters of a place that ended are added to those of its heir: one row a place and year, so they cannot be carried as rows. */
export const volunteerFigureFollower: DivisionFollower = {
  label: '志愿服务统计',
  async count(tx, _context, keys) {
    const districts = [...new Set(keys.map(districtOf))];
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from volunteer_figures f where f.district = any(${districts}::int[]) and f.div = any(${[...keys]}::bigint[])`.execute(tx);
    return rows[0]?.count ?? 0;
  },
  async follow(tx, _context, { moves }) {
    const sources = [...moves.keys()];
    await sql`insert into volunteer_figures as f (district, div, year, registered, withdrawn, served, services, minutes)
      select (pair.target / 1000000)::int, pair.target, g.year, sum(g.registered), sum(g.withdrawn), sum(g.served), sum(g.services), sum(g.minutes)
      from volunteer_figures g join unnest(${sources}::bigint[], ${[...moves.values()]}::bigint[]) as pair (source, target) on pair.source = g.div
      where g.district = any(${[...new Set(sources.map(districtOf))]}::int[])
      group by pair.target, g.year
      on conflict (district, div, year) do update set registered = f.registered + excluded.registered, withdrawn = f.withdrawn + excluded.withdrawn,
        served = f.served + excluded.served, services = f.services + excluded.services, minutes = f.minutes + excluded.minutes`.execute(tx);
    await sql`delete from volunteer_figures f where f.district = any(${[...new Set(sources.map(districtOf))]}::int[]) and f.div = any(${sources}::bigint[])`.execute(
      tx,
    );
  },
};
