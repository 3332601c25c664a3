/** The product as an office meets it: divisions loaded, workbooks brought in and taken out as files. */
import { Buffer } from 'node:buffer';
import { read, utils } from '@e965/xlsx';
import { sql } from 'kysely';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { exportEvidence, type ExportOptions, importEvidence } from '#modules/evidence/server/public.ts';
import type { Context } from '#platform/context.ts';
import { checkedWorkbook } from '#platform/imports/checked-workbook.ts';
import type { Finding } from '#platform/imports/import-report.ts';
import type { ImportOptions, ImportOutcome } from '#platform/imports/import-workbook.ts';
import { removeDemonstrationRecords } from '#platform/imports/remove-demonstration-records.ts';
import { inTransaction } from '#platform/db/database.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { type Book, workbook } from './workbooks.ts';

export interface Product {
  context: Context;
  /** imports a file, or rows written as one */
  bring(input: Uint8Array | Book, options?: ImportOptions): Promise<ImportOutcome>;
  export(options?: ExportOptions): Promise<Uint8Array>;
  checked(input: Uint8Array, outcome: ImportOutcome): Promise<Uint8Array>;
  /** all columns of a table as JSON, in the order of their ids */
  table(name: string): Promise<Record<string, unknown>[]>;
  count(table: string): Promise<number>;
  /** takes every record out again */
  clear(): Promise<void>;
}

export async function openProduct(scope: readonly string[] = ['410402', '410403']): Promise<Product> {
  const { db } = await createTestDatabase();
  const context = testContext(db, { facts: createProductFacts(), now: '2023-11-20T04:00:00.000Z' });
  if (scope.length > 0) await loadDivisions(context, { scope: [...scope] });
  const table: Product['table'] = async (name) => {
    const { rows } = await sql<{ row: Record<string, unknown> }>`select to_jsonb(t) as row from ${sql.table(name)} t order by t.id`.execute(db);
    return rows.map(({ row }) => row);
  };
  return {
    context,
    bring: (input, options = {}) =>
      importEvidence(context, productRegisters, input instanceof Uint8Array ? input : workbook(input), { demonstration: true, ...options }),
    export: async (options = { reason: '核对' }) => Buffer.concat(await Array.fromAsync(await exportEvidence(context, productRegisters, options))),
    checked: async (input, outcome) => Buffer.concat(await Array.fromAsync(checkedWorkbook(productRegisters, input, outcome))),
    table,
    count: async (name) => (await table(name)).length,
    clear: () => inTransaction(db, async (tx) => void (await removeDemonstrationRecords(tx, productRegisters.inWritingOrder))),
  };
}

/** A workbook as any other program reads it: rows of shown text by sheet, headings first. */
export function readBack(bytes: Uint8Array): Map<string, string[][]> {
  const file = read(bytes, { type: 'buffer', cellDates: false });
  return new Map(file.SheetNames.map((name) => [name, utils.sheet_to_json<string[]>(file.Sheets[name] ?? {}, { header: 1, raw: false, defval: '' })]));
}

/** `row column rule` of each, for comparing many at a glance. */
export function brief(list: readonly Finding[]): string[] {
  return list.map(({ row, column, rule }) => `${row} ${column} ${rule}`.replace('  ', ' '));
}

/** `rows created updated unchanged rejected` of a sheet. */
export function counts(outcome: ImportOutcome, sheet = outcome.sheets[0]?.sheet): number[] | undefined {
  const found = outcome.sheets.find((each) => each.sheet === sheet);
  return found && [found.rows, found.created, found.updated, found.unchanged, found.rejected];
}
