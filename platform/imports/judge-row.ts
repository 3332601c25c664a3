import { cellOf, hasFindings } from '../registers/draft.ts';
import { checkRecord } from '../registers/check-record.ts';
import { mergeDraft } from '../registers/merge-draft.ts';
import { changedColumns, type RowContent, type StoredRow } from '../registers/stored-row.ts';
import type { Change } from '../registers/write-records.ts';
import { reportDiffering, type RowIdentities } from './identify-rows.ts';
import type { ImportRun } from './import-run.ts';
import { findingAt, reportedRow, type SheetReading, type SheetRow } from './sheet-rows.ts';

/** What is known of the rows of a sheet when each is checked. */
export interface Plan extends RowIdentities {
  differing: ReadonlyMap<number, readonly number[]>;
  repeats: ReadonlySet<number>;
}

export type Outcome = { kind: 'rejected' } | { kind: 'unchanged' } | { kind: 'change'; change: Change };

/** Checks a row in full, reports what is found and says what is to be done with it. */
export function judgeRow(run: ImportRun, reading: SheetReading, plan: Plan, row: SheetRow, stored: StoredRow | undefined): Outcome {
  const { definition } = reading;
  const { draft } = row;
  const merged = mergeDraft(definition, draft, stored, run.context.platform.cipher);
  draft.problems.push(...checkRecord({ definition, draft, stored, merged, actor: run.context.actor, today: run.context.today }));
  for (const problem of draft.problems) run.report.add(problem.severity, findingAt(reading, row, problem));
  const group = plan.differing.get(row.number);
  const isRefused = group !== undefined || plan.refused.has(row.number) || hasFindings(draft);
  if (isRefused) run.report.keepRow(() => reportedRow(reading, row));
  if (group) reportDiffering(run, reading, row, group);
  if (!merged || isRefused) return { kind: 'rejected' };
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
