import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { districtOf } from '#shared/division-code.ts';

export interface SavedView {
  id: number;
  name: string;
  search: string;
  isShared: boolean;
  isOwn: boolean;
  ownerName: string;
}

export interface NewView {
  register: string;
  name: string;
  search: string;
  isShared: boolean;
}

/** One's own views of a register and those that colleagues of the same office share. */
export async function listViewsOf(db: Database, { actor }: Context, register: string): Promise<SavedView[]> {
  requirePermission(actor, 'evidence.read');
  const { rows } = await sql<SavedView>`
    select v.id, v.name, v.search, v.is_shared as "isShared", v.owner_id = ${actor.id} as "isOwn", v.owner_name as "ownerName" from evidence_views v
    where v.district = ${districtOf(actor.division)} and v.register = ${register} and (v.owner_id = ${actor.id} or (v.is_shared and v.office_div = ${actor.division}))
    order by v.owner_id = ${actor.id} desc, v.name`.execute(db);
  return rows;
}

/** One's own views of a register under other names, at the division of the post. */
export async function countOtherViews(tx: Transaction, { actor }: Context, register: string, name: string): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from evidence_views v
    where v.district = ${districtOf(actor.division)} and v.register = ${register} and v.owner_id = ${actor.id} and v.name <> ${name}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** The same name again replaces what stood under it. */
export async function putView(tx: Transaction, { actor, now }: Context, { register, name, search, isShared }: NewView): Promise<number> {
  const district = districtOf(actor.division);
  const id = await nextRecordId(tx, district);
  const { rows } = await sql<{ id: number }>`
    insert into evidence_views (id, district, office_div, register, name, search, is_shared, owner_id, owner_name, created_at)
    values (${id}, ${district}, ${actor.division}, ${register}, ${name}, ${search}, ${isShared}, ${actor.id}, ${actor.name}, ${now.toISOString()}::timestamptz)
    on conflict (district, register, owner_id, name) do update set search = excluded.search, is_shared = excluded.is_shared, office_div = excluded.office_div returning id`.execute(
    tx,
  );
  return rows[0]?.id ?? id;
}

/** @returns the district it was kept in, undefined for what is not one's own */
export async function deleteView(tx: Transaction, { actor }: Context, id: number): Promise<number | undefined> {
  return findWhereItLies(tx, id, async (at) => {
    const { rows } = await sql<{ district: number }>`
      delete from evidence_views v where v.district = ${at} and v.id = ${id} and v.owner_id = ${actor.id} returning v.district`.execute(tx);
    return rows[0]?.district;
  });
}
