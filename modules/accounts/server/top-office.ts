import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { NATION_KEY } from '#shared/division-code.ts';
import { findOfficeByName, insertOffice } from './office-store.ts';

const NAME = '平台管理办公室';

/** The office of the three administrators of the whole installation, made when first needed. */
export async function topOfficeId(tx: Transaction, context: Context): Promise<number> {
  const known = await findOfficeByName(tx, NATION_KEY, NAME);
  if (known) return known.id;
  const id = await nextRecordId(tx, 0);
  await insertOffice(tx, { id, div: NATION_KEY, name: NAME, kind: 'other', demonstration: false, createdAt: context.now, createdBy: context.actor.id });
  return id;
}
