import { createReadStream } from 'node:fs';
import { sql } from 'kysely';
import type { WorkbookSheet } from '#engines/documents/excel/cell.ts';
import { readWorkbook } from '#engines/documents/excel/read-workbook.ts';
import { CHOICES_SHEET } from '#engines/documents/excel/sheet-spec.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import { foldText } from '#shared/fold-text.ts';
import type { Context } from '../context.ts';
import { isCollision } from '../db/collision.ts';
import { inTransaction, type Transaction } from '../db/database.ts';
import { nextRecordId } from '../db/record-ids.ts';
import { holdPlaces } from '../facts/hold-places.ts';
import type { Registers } from '../registers/registers.ts';
import { DivisionBook } from '../registers/resolve-divisions.ts';
import { nothingTouched } from '../registers/write-records.ts';
import { applyRows, RowsMeet } from './apply-rows.ts';
import { importErrors } from './errors.ts';
import { finishBatch } from './finish-batch.ts';
import { identifyRows } from './identify-rows.ts';
import { type Finding, ImportReport, type ReportedRow, type SheetCounts, sheetProblem } from './import-report.ts';
import type { ImportProgress, ImportRun } from './import-run.ts';
import { inspectUpload } from './inspect-upload.ts';
import type { SheetDefinition } from './sheet.ts';
import { INSTRUCTIONS_SHEET, VERSION_SHEET } from './sheet-headings.ts';
import { openSheet, readChunks, type SheetReading } from './sheet-rows.ts';

/** The bytes, a stream of them, or the path of a file. */
export type WorkbookInput = Uint8Array | AsyncIterable<Uint8Array> | string;

export interface ImportOptions {
  /** as people named it: for the list of imports, and its ending must fit the content */
  fileName?: string;
  /** came from outside: looked through in a thread of its own first */
  isUpload?: boolean;
  /** check and count, write nothing */
  dryRun?: boolean;
  /** write the valid rows although others have findings */
  skipInvalid?: boolean;
  /** marks new records as demonstration data */
  demonstration?: boolean;
  onProgress?(progress: ImportProgress): void;
}

/** The document of `wotu import --json`. `error` is there when nothing was written because of the workbook. */
export interface ImportOutcome {
  error?: { code: string; message: string };
  /** for undoing; null when nothing was written */
  batchId: number | null;
  sheets: SheetCounts[];
  findings: Finding[];
  notices: Finding[];
  /** the first rows with findings, as they stand in the file */
  rows: ReportedRow[];
}

/** Thrown inside the transaction to leave no trace; carries nothing. */
class NothingToKeep extends Error {}

export async function openInput(input: WorkbookInput, fileName?: string): Promise<WorkbookSheet[]> {
  const options = fileName === undefined ? {} : { fileName };
  return readWorkbook(typeof input === 'string' ? (createReadStream(input) as AsyncIterable<Uint8Array>) : input, options);
}

/**
 * Reads an evidence workbook and writes its registers, all or nothing unless `skipInvalid`. It is read once, and a second time from the beginning
 * when rows turn out to have to do with each other (a record that stands twice, a name that passes from one record to another), or with what
 * somebody else wrote meanwhile.
 * Every row is checked in full before the transaction ends; refusals of the file come back as `error`, not as exceptions.
 * The caller checks the permission; jurisdiction is checked row by row.
 */
export async function importWorkbook(context: Context, registers: Registers, input: WorkbookInput, options: ImportOptions = {}): Promise<ImportOutcome> {
  let report = new ImportReport();
  try {
    const rowsOf = options.isUpload && input instanceof Uint8Array ? await inspectUpload({ bytes: input, fileName: options.fileName ?? '' }) : undefined;
    const sheets = await openInput(input, options.fileName);
    const readings = await openKnownSheets(registers, sheets, report);
    const rows = rowsOf && countRows(readings, rowsOf);
    try {
      return await runImport(context, registers, readings, report, { ...options, readings: 1, allRows: rows });
    } catch (error) {
      if (!(error instanceof RowsMeet) && !isCollision(error)) throw error;
    }
    const inVain = [...report.counts.values()].reduce((sum, counts) => sum + counts.rows, 0);
    report = new ImportReport();
    const again = await openKnownSheets(registers, sheets, report);
    return await runImport(context, registers, again, report, { ...options, readings: 2, allRows: rows && inVain + 2 * rows });
  } catch (error) {
    const refusal = asRefusal(error);
    if (!refusal) throw error;
    return {
      error: { code: refusal.code, message: refusal.message },
      batchId: null,
      sheets: [],
      findings: report.findings,
      notices: report.notices(),
      rows: [],
    };
  }
}

function countRows(readings: readonly SheetReading[], rowsOf: Readonly<Record<string, number>>): number {
  return readings.reduce((sum, { sheet }) => sum + (rowsOf[sheet.name] ?? 0), 0);
}

/** Two imports at the same moment may create the same record, and once more when one is read again. */
function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  return isCollision(error) ? refuse(importErrors.IMPORT_COLLIDED) : undefined;
}

async function openKnownSheets(registers: Registers, sheets: readonly WorkbookSheet[], report: ImportReport): Promise<SheetReading[]> {
  const readings: SheetReading[] = [];
  const seen = new Set<SheetDefinition>();
  for (const sheet of sheets) {
    const name = foldText(sheet.name);
    const definition = registers.bySheet.get(name);
    if (!definition) {
      if (![INSTRUCTIONS_SHEET, VERSION_SHEET, CHOICES_SHEET].includes(name))
        report.add(
          'notice',
          sheetProblem(sheet.name, 'unknown-sheet', `不认识“${sheet.name}”这张表，没有读取。`, '如果这张表有需要的数据，请把表名改成模板中的名称。'),
        );
      continue;
    }
    if (seen.has(definition)) report.add('finding', sheetProblem(sheet.name, 'sheet-repeated', `“${name}”表出现了两次。`, '请合并成一张表。'));
    if (sheet.hidden)
      report.add('notice', sheetProblem(name, 'hidden-sheet', `“${name}”是隐藏的工作表，其中的数据也读取了。`, '如果不需要这些数据，请删除这张表后重新导入。'));
    const reading = seen.has(definition) ? undefined : await openSheet(definition, sheet, report);
    seen.add(definition);
    report.countsOf(definition);
    if (reading) readings.push(reading);
  }
  if (seen.size === 0) {
    throw refuse(importErrors.WORKBOOK_NO_KNOWN_SHEET, {
      sheets:
        sheets
          .map(({ name }) => name)
          .slice(0, 10)
          .join('、') || '无',
      known: [...registers.bySheet.keys()].join('、'),
    });
  }
  return readings;
}

interface RunOptions extends ImportOptions {
  allRows: number | undefined;
  /** how often each sheet is read: once, as long as no row has to do with another */
  readings: 1 | 2;
}

async function runImport(
  context: Context,
  registers: Registers,
  readings: readonly SheetReading[],
  report: ImportReport,
  options: RunOptions,
): Promise<ImportOutcome> {
  let batchId: number | null = null;
  try {
    batchId = await inTransaction(context.platform.db, (tx) => writeAll(tx, context, registers, readings, report, options));
  } catch (error) {
    if (!(error instanceof NothingToKeep)) throw error;
  }
  const found = { batchId, findings: inOrder(registers, report.findings), notices: inOrder(registers, report.notices()), rows: report.rows };
  const refused = report.findings.length > 0 && !options.skipInvalid;
  if (!refused) return { ...found, sheets: [...report.counts.values()] };
  const { code, message } = refuse(importErrors.WORKBOOK_HAS_FINDINGS, { count: report.findings.length });
  return { error: { code, message }, ...found, sheets: options.dryRun ? [...report.counts.values()] : [] };
}

async function writeAll(
  tx: Transaction,
  context: Context,
  registers: Registers,
  readings: readonly SheetReading[],
  report: ImportReport,
  options: RunOptions,
): Promise<number | null> {
  await holdPlaces(tx);
  const run: ImportRun = {
    tx,
    context,
    registers,
    report,
    book: new DivisionBook(registers.resolveDivisions, context.today),
    repeated: new Map(),
    unreadable: new Set(readings.filter(({ headings }) => headings.unusable).map(({ definition }) => definition.register)),
    touched: nothingTouched(),
    batchId: await nextRecordId(tx, 0),
    demonstration: options.demonstration ?? false,
    allRows: options.allRows ?? null,
    onProgress: options.onProgress ?? (() => undefined),
  };
  await planForLookUps(tx, true);
  for (const definition of registers.inWritingOrder) {
    const reading = readings.find((each) => each.definition === definition);
    if (!reading) continue;
    if (reading.headings.unusable) await rejectAll(run, reading);
    else await applyRows(run, reading, options.readings === 2 ? await identifyRows(run, reading) : undefined);
  }
  if (options.dryRun || (report.findings.length > 0 && !options.skipInvalid)) throw new NothingToKeep();
  await planForLookUps(tx, false);
  return finishBatch(run, options.fileName ?? '');
}

/**
 * Rows are looked up by key, a thousand at a time. The tables fill within this transaction and their statistics do not, so the
 * planner would go on reading the whole table each time as if it were still empty.
 */
async function planForLookUps(tx: Transaction, on: boolean): Promise<void> {
  for (const setting of ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'])
    await sql`select set_config(${setting}, ${on ? 'off' : 'on'}, true)`.execute(tx);
}

/** A sheet whose columns are not certain: no row of it can be read. */
async function rejectAll(run: ImportRun, reading: SheetReading): Promise<void> {
  const counts = run.report.countsOf(reading.definition);
  for await (const rows of readChunks(reading, run.context.today)) {
    counts.rows += rows.length;
    counts.rejected += rows.length;
  }
}

/** By sheet, row and column, as people go through a workbook. */
function inOrder(registers: Registers, findings: readonly Finding[]): Finding[] {
  const place = new Map(registers.definitions.map(({ sheet }, index) => [sheet, index]));
  const columns = new Map(
    registers.definitions.flatMap(({ sheet, columns: list }) => list.map(({ heading }, index) => [`${sheet}\0${heading}`, index] as const)),
  );
  const rank = (finding: Finding) => [place.get(finding.sheet) ?? -1, finding.row, columns.get(`${finding.sheet}\0${finding.column}`) ?? -1] as const;
  return findings
    .map((finding) => ({ finding, rank: rank(finding) }))
    .sort((one, other) => one.rank[0] - other.rank[0] || one.rank[1] - other.rank[1] || one.rank[2] - other.rank[2])
    .map(({ finding }) => finding);
}
