import { cellOf, divisionOf, hasFindings, notice, valueOf } from '../registers/draft.ts';
import { checkRecord } from '../registers/check-record.ts';
import { findByName } from '../registers/find-by-name.ts';
import { mergeDraft } from '../registers/merge-draft.ts';
import { changedColumns, readRows, type RowContent, type StoredRow } from '../registers/stored-row.ts';
import { homeColumn } from '../registers/table-layout.ts';
import { type Change, writeRecords } from '../registers/write-records.ts';
import { reportDiffering, type RowIdentities } from './identify-rows.ts';
import { type ImportRun, lookUp } from './import-run.ts';
import { findingAt, readChunks, reportedRow, type SheetReading, type SheetRow } from './sheet-rows.ts';

/** What the second reading of a sheet needs to know about its rows. */
interface Plan extends RowIdentities {
  differing: ReadonlyMap<number, readonly number[]>;
  repeats: ReadonlySet<number>;
}

type Outcome = { kind: 'rejected' } | { kind: 'unchanged' } | { kind: 'change'; change: Change };

/** The second reading: every row is checked in full, and the good ones are written as they come. */
export async function applyRows(run: ImportRun, reading: SheetReading, identities: RowIdentities): Promise<void> {
  const plan: Plan = { ...identities, differing: identities.repeated.differing(), repeats: identities.repeated.repeats() };
  const counts = run.report.countsOf(reading.definition);
  for await (const rows of readChunks(reading, run.context.today)) {
    const outcomes = await judgeChunk(run, reading, plan, rows);
    const changes = outcomes.flatMap((outcome) => (outcome.kind === 'change' ? [outcome.change] : []));
    await writeRecords(
      run.tx,
      run.context,
      run.registers,
      reading.definition,
      changes,
      run.book,
      { batchId: run.batchId, demonstration: run.demonstration },
      run.touched,
    );
    counts.rows += rows.length;
    counts.created += changes.filter(({ stored }) => !stored).length;
    counts.updated += changes.filter(({ stored }) => stored).length;
    counts.unchanged += outcomes.filter(({ kind }) => kind === 'unchanged').length;
    counts.rejected += outcomes.filter(({ kind }) => kind === 'rejected').length;
    run.onProgress({ sheet: reading.definition.sheet, stage: 'writing', rows: counts.rows, allRows: run.allRows });
  }
}

async function judgeChunk(run: ImportRun, reading: SheetReading, plan: Plan, rows: readonly SheetRow[]): Promise<Outcome[]> {
  await lookUp(
    run,
    reading.definition,
    rows.map(({ draft }) => draft),
  );
  await noticeFormerNames(run, reading, plan, rows);
  const ids = rows.map(({ number }) => plan.repeated.recordOf(number)).filter((id) => id !== undefined);
  const stored = await readRows(run.tx, reading.definition, ids, false);
  return rows.map((row) => judgeRow(run, reading, plan, row, stored.get(plan.repeated.recordOf(row.number) ?? 0)));
}

/** A new record that bears a former name of another at the same place may be that other: a file older than the renaming. */
async function noticeFormerNames(run: ImportRun, { definition }: SheetReading, plan: Plan, rows: readonly SheetRow[]): Promise<void> {
  const { nameField, formerNamesTable } = definition;
  const home = homeColumn(definition);
  const column = definition.columns.find(({ field }) => field === nameField);
  if (!formerNamesTable || !home || !column) return;
  const asking = rows.flatMap(({ number, draft }) => {
    const name = valueOf(draft, column.field);
    const division = divisionOf(draft, home.field);
    return typeof name === 'string' && division && !draft.isOutside && plan.repeated.recordOf(number) === undefined ? [{ draft, name, division }] : [];
  });
  const answers = await findByName(run.tx, definition, asking, 'division', run.context.actor.range);
  for (const [index, { draft, name }] of asking.entries()) {
    if (!answers[index]?.found) continue;
    const suggestion = '如果是同一个，请从导出的文件中复制它的编码填入这一行；如果不是，不必处理。';
    draft.problems.push(notice(column, { rule: 'former-name', message: `“${name}”是已有记录的曾用名，这一行将作为新的记录。`, suggestion }));
  }
}

function judgeRow(run: ImportRun, reading: SheetReading, plan: Plan, row: SheetRow, stored: StoredRow | undefined): Outcome {
  const { definition } = reading;
  const { draft } = row;
  const merged = mergeDraft(definition, draft, stored, run.context.platform.cipher);
  draft.problems.push(...checkRecord({ definition, draft, stored, merged, actor: run.context.actor, today: run.context.today }));
  for (const problem of draft.problems) run.report.add(problem.severity, findingAt(reading, row, problem));
  const group = plan.differing.get(row.number);
  if (group || plan.refused.has(row.number) || hasFindings(draft)) run.report.keepRow(() => reportedRow(reading, row));
  if (group) reportDiffering(run, reading, row, group);
  if (!merged || group || plan.refused.has(row.number) || hasFindings(draft)) return { kind: 'rejected' };
  if (plan.repeats.has(row.number) || (stored && changedColumns(definition, stored, merged).length === 0)) return { kind: 'unchanged' };
  return { kind: 'change', change: { stored, next: merged, action: actionOf(reading, row, stored, merged) } };
}

/** An end that was not there before is an end, not an ordinary change. */
function actionOf({ definition }: SheetReading, { draft }: SheetRow, stored: StoredRow | undefined, merged: RowContent): Change['action'] {
  if (!stored) return 'created';
  const { ends } = definition;
  const isEnd =
    ends !== undefined && cellOf(draft, ends).state === 'value' && changedColumns(definition, stored, merged).some((name) => name.startsWith('ended'));
  return isEnd ? 'ended' : 'updated';
}
