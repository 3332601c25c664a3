import { divisionOf, notice, valueOf } from '../registers/draft.ts';
import { findByName } from '../registers/find-by-name.ts';
import { homeColumn } from '../registers/table-layout.ts';
import type { ImportRun } from './import-run.ts';
import type { SheetReading, SheetRow } from './sheet-rows.ts';

/** The rows whose name another record at the same place bore before. */
export async function askFormerNames(run: ImportRun, { definition }: SheetReading, rows: readonly SheetRow[]): Promise<ReadonlySet<number>> {
  const { nameField, formerNamesTable } = definition;
  const home = homeColumn(definition);
  if (!formerNamesTable || !home || nameField === undefined) return new Set();
  const asking = rows.flatMap(({ number, draft }) => {
    const name = valueOf(draft, nameField);
    const division = divisionOf(draft, home.field);
    return typeof name === 'string' && division && !draft.isOutside ? [{ number, name, division }] : [];
  });
  const answers = await findByName(run.tx, definition, asking, 'division', run.context.actor.range, 'former');
  return new Set(asking.flatMap(({ number }, index) => (answers[index]?.found ? [number] : [])));
}

/** A new record that bears a former name of another at the same place may be that other: a file older than the renaming. */
export function noticeFormerName({ definition }: SheetReading, { draft }: SheetRow): void {
  const column = definition.columns.find(({ field }) => field === definition.nameField);
  if (!column) return;
  const suggestion = '如果是同一个，请从导出的文件中复制它的编码填入这一行；如果不是，不必处理。';
  const message = `“${String(valueOf(draft, column.field))}”是已有记录的曾用名，这一行将作为新的记录。`;
  draft.problems.push(notice(column, { rule: 'former-name', message, suggestion }));
}
