import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { releaseReferences } from '#platform/registers/release-references.ts';
import { readRows } from '#platform/registers/stored-row.ts';
import { nothingTouched, placesOf, removeRecords } from '#platform/registers/write-records.ts';
import type { StoredAgreement } from './agreement-store.ts';
import type { ExchangeMeans } from './means.ts';
import { registersOf } from './sendable.ts';

/** Rows of one register taken out with one set of statements. */
const GROUP = 1000;

/** Records that came by an agreement and still count here. */
export async function countReceived(tx: Transaction, agreementId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from exchange_rows where agreement_id = ${agreementId} and record_id is not null and state <> 'removed'`.execute(tx);
  return rows[0]?.count ?? 0;
}

/**
 * Takes out what came by an agreement, those first that refer to others; the whole rows go into the history. The place must be ours again.
 * @returns how many @throws RECORD_IN_USE when something that was entered here hangs on one of them
 */
export async function removeReceived(
  tx: Transaction,
  context: Context,
  { registers }: ExchangeMeans,
  agreement: StoredAgreement,
  reason: string,
): Promise<number> {
  const touched = nothingTouched();
  let removed = 0;
  for (const { definition } of registersOf(registers, agreement.terms).reverse()) {
    const { rows } = await sql<{ id: number }>`
      select record_id as id from exchange_rows
      where agreement_id = ${agreement.id} and register = ${definition.register} and record_id is not null and state <> 'removed' order by record_id`.execute(
      tx,
    );
    const ids = rows.map(({ id }) => id);
    for (let start = 0; start < ids.length; start += GROUP) {
      const stored = [...(await readRows(tx, definition, ids.slice(start, start + GROUP), { lock: true })).values()];
      await releaseReferences(
        tx,
        context,
        registers,
        definition,
        stored.map(({ id }) => id),
      );
      await removeRecords(tx, context, definition, stored, 'deleted', { reason }, touched);
      removed += stored.length;
    }
  }
  await sql`update exchange_rows set state = 'removed', reason = null, record_id = null where agreement_id = ${agreement.id} and record_id is not null`.execute(
    tx,
  );
  const changed = { sets: [...touched.factSets], districts: [...touched.districts], places: placesOf(touched), today: context.today };
  if (touched.factSets.size > 0) await context.platform.facts.changed(tx, changed);
  return removed;
}
