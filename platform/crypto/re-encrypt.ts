import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { EncryptedColumn } from './encrypted-columns.ts';

const PAGE = 500;

/**
 * Brings the values of the columns under the current key, a page at a time, while people work: a value that somebody changed
 * meanwhile is left as it is. History keeps the keys it was written with; no key is ever removed.
 * @returns how many values were written anew
 */
export async function reEncrypt(context: Context, columns: readonly EncryptedColumn[]): Promise<number> {
  let done = 0;
  for (const column of columns) done += await reEncryptColumn(context, column);
  return done;
}

async function reEncryptColumn({ platform: { db, cipher } }: Context, { table, id, column, purpose }: EncryptedColumn): Promise<number> {
  const name = sql.ref(`t.${column}`);
  const key = sql.ref(`t.${id}`);
  const current = `${cipher.currentKey()}.`;
  const renewed = (row: number, stored: string) => {
    const told = typeof purpose === 'string' ? purpose : purpose(row);
    return cipher.encrypt(cipher.decrypt(stored, told), told);
  };
  let done = 0;
  let after = 0;
  for (;;) {
    const { rows } = await sql<{ id: number; stored: string }>`select ${key} as id, ${name} as stored from ${sql.table(table)} t
      where ${key} > ${after} and ${name} is not null order by ${key} limit ${PAGE}`.execute(db);
    const old = rows.filter(({ stored }) => !stored.startsWith(current));
    if (old.length > 0) {
      const { numAffectedRows } = await sql`update ${sql.table(table)} t set ${sql.id(column)} = n.next
        from unnest(${old.map((row) => row.id)}::bigint[], ${old.map(({ stored }) => stored)}::text[],
          ${old.map((row) => renewed(row.id, row.stored))}::text[]) as n(id, stored, next)
        where ${key} = n.id and ${name} = n.stored`.execute(db);
      done += Number(numAffectedRows ?? 0);
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return done;
    after = last.id;
  }
}
