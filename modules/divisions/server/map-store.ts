import { sql } from 'kysely';
import type { Outline } from '#engines/outlines/read-outlines.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import type { Day } from '#shared/day.ts';
import type { MapPack, MapPackFacts } from '../contract/map.ts';
import type { StoredOutline } from './domain/arrange-map.ts';
import { inForce, isShell, MOST_BELOW } from './published-units.ts';

/**
 * Outlines of what lies directly below a division on a day. Groupings such as 市辖区 are stepped over.
 * @param view only what was approved for publication, which is all that the role of the public pages may read
 */
export async function readOutlinesBelow(
  db: Database,
  view: 'division_outlines' | 'divisions_published_outlines',
  key: number,
  today: Day,
): Promise<StoredOutline[]> {
  const isHere = sql<boolean>`(not ${isShell('u')} and (u.parent = ${key} or u.parent in
    (select s.key from divisions_published_units s where s.parent = ${key} and ${isShell('s')})))`;
  const pack =
    view === 'division_outlines'
      ? sql`(select o.*, p.source, p.approval_number, p.edition from division_outlines o join map_packs p on p.id = o.pack_id)`
      : sql`divisions_published_outlines`;
  const { rows } = await sql<StoredOutline>`
    select o.division, u.short_name as name, o.path, o.min_x as "minX", o.min_y as "minY", o.max_x as "maxX", o.max_y as "maxY",
      o.label_x as "labelX", o.label_y as "labelY", o.source, o.approval_number as "approvalNumber", o.edition
    from divisions_published_units u join ${pack} o on o.division = u.key
    where ${isHere} and ${inForce(today)} order by u.key limit ${MOST_BELOW}`.execute(db);
  return rows;
}

/** Whether anybody may be shown where they are. */
export async function hasPublishedOutlines(portalDb: Database): Promise<boolean> {
  const { rows } = await sql`select from divisions_published_outlines limit 1`.execute(portalDb);
  return rows.length > 0;
}

/** Published outlines whose box holds a point, the lowest level first. */
export async function readOutlinesAround(portalDb: Database, [x, y]: readonly [number, number], today: Day): Promise<{ division: number; path: string }[]> {
  const { rows } = await sql<{ division: number; path: string }>`
    select o.division, o.path from divisions_published_outlines o join divisions_published_units u on u.key = o.division
    where o.min_x <= ${x} and o.max_x >= ${x} and o.min_y <= ${y} and o.max_y >= ${y}
      and ${inForce(today)}
    order by u.level desc, u.key limit ${MOST_BELOW}`.execute(portalDb);
  return rows;
}

export async function listStoredPacks(db: Database): Promise<MapPack[]> {
  const { rows } = await sql<Omit<MapPack, 'loadedAt'> & { loadedAt: Date }>`
    select p.id, p.name, p.source, p.approval_number as "approvalNumber", p.coordinate_system as "coordinateSystem", p.edition, p.loaded_at as "loadedAt",
      (select count(*)::int from division_outlines o where o.pack_id = p.id) as outlines
    from map_packs p order by p.loaded_at desc, p.id limit ${MOST_BELOW}`.execute(db);
  return rows.map((row) => ({ ...row, loadedAt: row.loadedAt.toISOString() }));
}

/** A pack of the same name is replaced. @returns its id */
export async function replacePack(tx: Transaction, { name, ...facts }: MapPackFacts, by: { at: Date; id: string }): Promise<number> {
  await sql`delete from map_packs where name = ${name}`.execute(tx);
  const id = await nextRecordId(tx, 0);
  await sql`insert into map_packs (id, name, source, approval_number, coordinate_system, edition, loaded_at, loaded_by)
    values (${id}, ${name}, ${facts.source}, ${facts.approvalNumber || null}, ${facts.coordinateSystem}, ${facts.edition}, ${by.at}, ${by.id})`.execute(tx);
  return id;
}

/** Each division has one outline: that of the pack loaded last. */
export async function writeOutlines(tx: Transaction, pack: number, outlines: ReadonlyMap<number, Outline>): Promise<void> {
  const rows = [...outlines].map(([division, outline]) => ({ division, ...outline }));
  await sql`
    insert into division_outlines (division, pack_id, path, min_x, min_y, max_x, max_y, label_x, label_y)
    select r.division, ${pack}, r.path, r."minX", r."minY", r."maxX", r."maxY", r."labelX", r."labelY"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (division bigint, path text, "minX" int, "minY" int, "maxX" int, "maxY" int, "labelX" int, "labelY" int)
    on conflict (division) do update set pack_id = excluded.pack_id, path = excluded.path, min_x = excluded.min_x, min_y = excluded.min_y,
      max_x = excluded.max_x, max_y = excluded.max_y, label_x = excluded.label_x, label_y = excluded.label_y`.execute(tx);
}

/** @returns whether there was one */
export async function deletePack(tx: Transaction, name: string): Promise<boolean> {
  const { rows } = await sql`delete from map_packs where name = ${name} returning id`.execute(tx);
  return rows.length > 0;
}
