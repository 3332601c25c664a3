import { sql } from 'kysely';
import { noteMoved } from '#platform/db/moved-records.ts';
import type { DivisionFollower } from '#platform/facts/division-follower.ts';
import { districtOf } from '#shared/division-code.ts';

/**
 * Saved views go where the posts go that kept them: they are looked for at the division of the post. They stand in nobody's
 * way, so none are counted. Whoever kept two of one name in two counties that are one now has the one that is there already.
 */
export const viewFollower: DivisionFollower = {
  label: '保存的视图',
  count: async () => 0,
  async follow(tx, _context, { moves }) {
    const pairs = [...moves].map(([source, target]) => ({ source, target }));
    const districts = [...new Set(pairs.map(({ source }) => districtOf(source)))];
    const { rows } = await sql<{ target: number; row: object }>`
      delete from evidence_views v using jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as pair (source bigint, target bigint)
      where v.district = any(${districts}::int[]) and v.office_div = pair.source
      returning pair.target, row_as_json(v) as row`.execute(tx);
    const elsewhere = rows.map(({ target, row }) => ({ ...row, district: districtOf(target), office_div: target }));
    const kept = await sql<{
      id: number;
      district: number;
    }>`insert into evidence_views select * from jsonb_populate_recordset(null::evidence_views, ${JSON.stringify(elsewhere)}::jsonb)
      on conflict (district, register, owner_id, name) do nothing returning id, district`.execute(tx);
    await noteMoved(tx, kept.rows);
  },
};
