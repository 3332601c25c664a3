import { setImmediate } from 'node:timers/promises';
import { readRows, type StoredRow } from '../registers/stored-row.ts';
import { writeRecords } from '../registers/write-records.ts';
import { EmptyDistricts } from './empty-districts.ts';
import { collectNameless, identifyChunk, type RowIdentities } from './identify-rows.ts';
import { type ImportRun, lookUp } from './import-run.ts';
import { judgeRow, type Outcome, type Plan } from './judge-row.ts';
import { askFormerNames, noticeFormerName } from './notice-former-names.ts';
import { RepeatedRows } from './repeated-rows.ts';
import { RowNumbers } from './row-numbers.ts';
import { reportNameless } from './sheet-headings.ts';
import { readChunks, type SheetReading, type SheetRow } from './sheet-rows.ts';

/**
 * Several rows may mean one record, so nothing can be decided before all of them are known: the sheets are to be read twice
 * (`identifyRows`). Carries nothing.
 */
export class RowsMeet extends Error {}

/** A group of rows with all that was looked up for it. */
interface PreparedRows {
  rows: readonly SheetRow[];
  stored: ReadonlyMap<number, StoredRow>;
  /** drawn for its new records */
  numbers: number[];
}

/** What the groups of one sheet have in common. */
interface Application {
  run: ImportRun;
  reading: SheetReading;
  plan: Plan;
  numbers: RowNumbers;
  /** while rows are matched as they come: where nothing is to be looked up, and columns without a heading that hold something */
  matching: { empty: EmptyDistricts; nameless: Set<number> } | undefined;
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
  const matching = known ? undefined : { empty: new EmptyDistricts(run.tx, reading.definition), nameless: new Set<number>() };
  const application: Application = { run, reading, plan, numbers: new RowNumbers(run.tx), matching };
  const groups = readChunks(reading, run.context.today);
  const underWay = { written: Promise.resolve(), coming: await startNext(application, groups) };
  try {
    while (underWay.coming) {
      const prepared = await underWay.coming.prepared;
      underWay.coming = await startNext(application, groups);
      const outcomes = prepared.rows.map((row) => judgeRow(run, reading, plan, row, prepared.stored.get(plan.repeated.recordOf(row.number) ?? 0)));
      const before = underWay.written;
      underWay.written = writeOutcomes(application, outcomes, prepared.numbers);
      // told where it is waited for
      underWay.written.catch(() => undefined);
      await before;
      count(run, reading, outcomes);
    }
    await underWay.written;
  } finally {
    await Promise.allSettled([underWay.written, underWay.coming?.prepared]);
    await groups.return();
  }
  if (!matching) return;
  if (await matching.empty.gotOthers(run.batchId)) throw new RowsMeet();
  reportNameless(reading.definition, matching.nameless, run.report);
}

function startMatching(run: ImportRun, { definition }: SheetReading): RowIdentities {
  const identities: RowIdentities = { repeated: new RepeatedRows(), refused: new Set() };
  run.repeated.set(definition.register, identities.repeated);
  return identities;
}

/**
 * Reads the next group and sends the questions about it. They must have left before the group before it is checked and written: the database
 * answers in turn, and would answer them only after writing that one, with nobody checking rows meanwhile.
 */
async function startNext(application: Application, groups: AsyncGenerator<SheetRow[], void, undefined>) {
  const { done, value: rows } = await groups.next();
  if (done) return undefined;
  const prepared = prepareRows(application, rows);
  // told where it is waited for
  prepared.catch(() => undefined);
  await setImmediate();
  return { prepared };
}

async function prepareRows({ run, reading, plan, numbers, matching }: Application, rows: readonly SheetRow[]): Promise<PreparedRows> {
  const drafts = rows.map(({ draft }) => draft);
  await lookUp(run, reading.definition, drafts);
  await matching?.empty.learn(drafts);
  const isAsked = ({ draft }: SheetRow) => !matching?.empty.holds(draft);
  const [formerNames] = await Promise.all([
    askFormerNames(run, reading, rows.filter(isAsked)),
    matching ? identifyChunk(run, reading, rows, plan, 'matching', isAsked) : undefined,
    numbers.drawAhead(rows.length),
  ]);
  if (matching && plan.repeated.meet) throw new RowsMeet();
  const ids = rows.map(({ number }) => plan.repeated.recordOf(number)).filter((id) => id !== undefined);
  const [stored, drawn] = await Promise.all([readRows(run.tx, reading.definition, ids), numbers.take(rows.length - ids.length)]);
  for (const row of rows) {
    if (plan.repeated.recordOf(row.number) === undefined && formerNames.has(row.number)) noticeFormerName(reading, row);
    if (matching) collectNameless(reading, row, matching.nameless);
  }
  return { rows, stored, numbers: drawn };
}

async function writeOutcomes({ run, reading, numbers }: Application, outcomes: readonly Outcome[], drawn: readonly number[]): Promise<void> {
  const { definition } = reading;
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
