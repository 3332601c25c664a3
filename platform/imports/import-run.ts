import type { Context } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import type { Draft } from '../registers/draft.ts';
import type { Registers } from '../registers/registers.ts';
import { type DivisionBook, resolveDraftDivisions } from '../registers/resolve-divisions.ts';
import { refuseOutside } from '../registers/refuse-outside.ts';
import { type IsInWorkbook, resolveDraftReferences } from '../registers/resolve-references.ts';
import type { Touched } from '../registers/write-records.ts';
import type { ImportReport } from './import-report.ts';
import { type RepeatedRows } from './repeated-rows.ts';
import { nameKeyText } from './row-keys.ts';
import type { SheetDefinition } from './sheet.ts';

export interface ImportProgress {
  sheet: string;
  /** counting: all rows are written and the figures of the places touched are counted anew */
  stage: 'checking' | 'writing' | 'counting';
  /** rows of this sheet done so far */
  rows: number;
  /** rows to go through over all sheets and stages; null when nobody counted them */
  allRows: number | null;
}

/** What one import carries along, from sheet to sheet. */
export interface ImportRun {
  tx: Transaction;
  context: Context;
  registers: Registers;
  book: DivisionBook;
  report: ImportReport;
  /** by register: which of the workbook's rows mean the same record */
  repeated: Map<string, RepeatedRows>;
  /** registers whose sheet cannot be read: its columns are not certain */
  unreadable: ReadonlySet<string>;
  touched: Touched;
  batchId: number;
  demonstration: boolean;
  allRows: number | null;
  onProgress(progress: ImportProgress): void;
}

/** Looks up divisions and references of a group of rows. */
export async function lookUp(run: ImportRun, definition: SheetDefinition, drafts: readonly Draft[]): Promise<void> {
  const isInWorkbook: IsInWorkbook = (target, name, recordedKey) =>
    run.unreadable.has(target.register) || (run.repeated.get(target.register)?.holdsKey(nameKeyText(name, recordedKey)) ?? false);
  await resolveDraftDivisions(run.tx, run.book, definition, drafts);
  refuseOutside(definition, drafts, run.context.actor);
  await resolveDraftReferences(run.tx, run.registers, definition, drafts, isInWorkbook, run.context.actor.range);
}
