import { readRows, type StoredRow } from '../registers/stored-row.ts';
import { writeRecords } from '../registers/write-records.ts';
import { collectNameless, identifyChunk, type RowIdentities } from './identify-rows.ts';
import { type ImportRun, lookUp } from './import-run.ts';
import { judgeRow, type Outcome, type Plan } from './judge-row.ts';
import { askFormerNames, noticeFormerName } from './notice-former-names.ts';
import { readAhead } from './read-ahead.ts';
import { RepeatedRows } from './repeated-rows.ts';
import { RowNumbers } from './row-numbers.ts';
import { reportNameless } from './sheet-headings.ts';
import { readChunks, type SheetReading, type SheetRow } from './sheet-rows.ts';

/**
 * Several rows may mean one record, so nothing can be decided before all of them are known: the sheets are to be read twice
 * (`identifyRows`). Carries nothing.
 */
export class RowsMeet extends Error {}

/** So many groups of rows are read and looked up while the database writes the one before. */
const AHEAD = 2;

/** A group of rows with all that was looked up for it. */
interface PreparedRows {
  rows: readonly SheetRow[];
  stored: ReadonlyMap<number, StoredRow>;
  /** drawn for its new records */
  numbers: number[];
}

/**
 * Every row is checked in full, and the good ones are written as they come: while the database writes a group of rows, the next ones are
 * read and checked.
 * @param known which records the rows mean, from a first reading; without it they are matched as they come
 * @throws RowsMeet when they cannot be
 */
export async function applyRows(run: ImportRun, reading: SheetReading, known?: RowIdentities): Promise<void> {
  const identities = known ?? startMatching(run, reading);
  const plan: Plan = { ...identities, differing: identities.repeated.differing(), repeats: identities.repeated.repeats() };
  const numbers = new RowNumbers(run.tx);
  let written = Promise.resolve();
  for await (const prepared of readAhead(prepareRows(run, reading, plan, numbers, known === undefined), AHEAD)) {
    const outcomes = prepared.rows.map((row) => judgeRow(run, reading, plan, row, prepared.stored.get(plan.repeated.recordOf(row.number) ?? 0)));
    const before = written;
    written = writeOutcomes(run, reading, outcomes, prepared.numbers, numbers);
    // told where it is waited for
    written.catch(() => undefined);
    await before;
    count(run, reading, outcomes);
  }
  await written;
}

function startMatching(run: ImportRun, { definition }: SheetReading): RowIdentities {
  const identities: RowIdentities = { repeated: new RepeatedRows(), refused: new Set() };
  run.repeated.set(definition.register, identities.repeated);
  return identities;
}

async function* prepareRows(
  run: ImportRun,
  reading: SheetReading,
  plan: Plan,
  numbers: RowNumbers,
  matching: boolean,
): AsyncGenerator<PreparedRows, void, undefined> {
  const nameless = new Set<number>();
  for await (const rows of readChunks(reading, run.context.today)) {
    await lookUp(
      run,
      reading.definition,
      rows.map(({ draft }) => draft),
    );
    const [formerNames] = await Promise.all([
      askFormerNames(run, reading, rows),
      matching ? identifyChunk(run, reading, rows, plan, 'matching') : undefined,
      numbers.drawAhead(rows.length),
    ]);
    if (matching && plan.repeated.meet) throw new RowsMeet();
    const ids = rows.map(({ number }) => plan.repeated.recordOf(number)).filter((id) => id !== undefined);
    const [stored, drawn] = await Promise.all([readRows(run.tx, reading.definition, ids), numbers.take(rows.length - ids.length)]);
    for (const row of rows) {
      if (plan.repeated.recordOf(row.number) === undefined && formerNames.has(row.number)) noticeFormerName(reading, row);
      if (matching) collectNameless(reading, row, nameless);
    }
    yield { rows, stored, numbers: drawn };
  }
  if (matching) reportNameless(reading.definition, nameless, run.report);
}

async function writeOutcomes(run: ImportRun, { definition }: SheetReading, outcomes: readonly Outcome[], drawn: number[], numbers: RowNumbers): Promise<void> {
  const changes = outcomes.flatMap((outcome) => (outcome.kind === 'change' ? [outcome.change] : []));
  const created = changes.filter(({ stored }) => !stored).length;
  numbers.giveBack(drawn.slice(created));
  if (changes.length === 0) return;
  const marks = { batchId: run.batchId, demonstration: run.demonstration, numbers: drawn.slice(0, created) };
  await writeRecords(run.tx, run.context, run.registers, definition, changes, run.book, marks, run.touched);
}

function count(run: ImportRun, { definition }: SheetReading, outcomes: readonly Outcome[]): void {
  const counts = run.report.countsOf(definition);
  counts.rows += outcomes.length;
  for (const outcome of outcomes) {
    if (outcome.kind === 'change') counts[outcome.change.stored ? 'updated' : 'created'] += 1;
    else counts[outcome.kind] += 1;
  }
  run.onProgress({ sheet: definition.sheet, stage: 'writing', rows: counts.rows, allRows: run.allRows });
}
