import { sql } from 'kysely';
import { onlyDistrict } from '#shared/division-code.ts';
import { inOneDistrict } from '../access/jurisdiction.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import type { RowContent, StoredRow } from './stored-row.ts';
import { snakeCase } from './table-layout.ts';

/** A renamed record keeps its old name; a name it bears again is no former one. */
export async function rememberNames(
  tx: Transaction,
  context: Context,
  definition: SheetDefinition,
  changes: readonly { stored: StoredRow; next: RowContent }[],
): Promise<void> {
  const { formerNamesTable, nameField } = definition;
  if (!formerNamesTable || !nameField) return;
  const column = snakeCase(nameField);
  const renamed = changes.filter(({ stored, next }) => stored[column] !== next[column]);
  if (renamed.length === 0) return;
  const rows = renamed.map(({ stored, next }) => ({ district: next.district, record_id: stored.id, name: stored[column], now: next[column] }));
  const records = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(district int, record_id bigint, name text, now text)`;
  await sql`delete from ${sql.table(formerNamesTable)} f using ${records} where f.district = r.district and f.record_id = r.record_id and f.name = r.now ${inOneDistrict({ rows: 'r', district: onlyDistrict(rows.map(({ district }) => district)) }, 'f')}`.execute(
    tx,
  );
  await sql`
    insert into ${sql.table(formerNamesTable)} (district, record_id, name, until_on)
    select r.district, r.record_id, r.name, ${context.today}::date from ${records} on conflict (district, record_id, name) do update set until_on = excluded.until_on`.execute(
    tx,
  );
}

export async function deleteFormerNames(tx: Transaction, table: string, rows: readonly { id: number; district: number }[]): Promise<void> {
  const districts = [...new Set(rows.map(({ district }) => district))];
  await sql`delete from ${sql.table(table)} where district = any(${districts}::int[]) and record_id = any(${rows.map(({ id }) => id)}::bigint[])`.execute(tx);
}
