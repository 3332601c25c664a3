import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { changeInEach } from '#platform/db/in-each.ts';
import { noteWhereabouts, whereaboutsOf } from '#platform/db/whereabouts.ts';

export interface OrganizationMerge {
  removedId: number;
  removedName: string;
  reason: string;
  moved: Record<string, number>;
  mergedAt: Date;
  mergedBy: string;
}

/** What went into the record that goes now leads to the one that stays. */
export async function insertMerge(
  tx: Transaction,
  { actor, now }: Context,
  { district, removedId, keptId, removedName, reason, moved }: Omit<OrganizationMerge, 'mergedAt' | 'mergedBy'> & { district: number; keptId: number },
): Promise<void> {
  await changeInEach(await whereaboutsOf(tx, { kind: 'record', key: removedId }), (one) =>
    sql`update organization_merges set kept_id = ${keptId} where district = ${one} and kept_id = ${removedId}`.execute(tx),
  );
  await sql`insert into organization_merges (district, removed_id, kept_id, removed_name, reason, moved, merged_at, merged_by, merged_by_name)
    values (${district}, ${removedId}, ${keptId}, ${removedName}, ${maskNumbersIn(reason)}, ${JSON.stringify(moved)}::jsonb, ${now.toISOString()}::timestamptz, ${actor.id}, ${actor.name})`.execute(
    tx,
  );
  await noteWhereabouts(tx, [
    { kind: 'record', key: removedId, district },
    { kind: 'record', key: keptId, district },
  ]);
}

/** The record that stays for one that went. */
export async function findMergedInto(db: Database, removedId: number): Promise<number | undefined> {
  const districts = await whereaboutsOf(db, { kind: 'record', key: removedId });
  const { rows } = await sql<{ id: number }>`
    select kept_id as id from organization_merges where district = any(${districts}::int[]) and removed_id = ${removedId}`.execute(db);
  return rows[0]?.id;
}

/** The records that went into one, the newest first. */
export async function listMergesOf(db: Database, keptId: number): Promise<OrganizationMerge[]> {
  const districts = await whereaboutsOf(db, { kind: 'record', key: keptId });
  const { rows } = await sql<OrganizationMerge>`
    select removed_id as "removedId", removed_name as "removedName", reason, moved, merged_at as "mergedAt", merged_by_name as "mergedBy"
    from organization_merges where district = any(${districts}::int[]) and kept_id = ${keptId} order by merged_at desc`.execute(db);
  return rows;
}

/** An organization is no member of itself, as it would be when a hub and a member of it are one. */
export async function dropOwnMembership(tx: Transaction, one: number, other: number): Promise<void> {
  const districts = await whereaboutsOf(tx, { kind: 'record', key: one }, { kind: 'record', key: other });
  await changeInEach(districts, (district) =>
    sql`delete from organization_hub_memberships m
      where m.district = ${district} and ((m.organization_id = ${one} and m.hub_id = ${other}) or (m.organization_id = ${other} and m.hub_id = ${one}))`.execute(
      tx,
    ),
  );
}
