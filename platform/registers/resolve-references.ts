import { sql } from 'kysely';
import type { KeyRange } from '#shared/division-code.ts';
import { inRange } from '../access/jurisdiction.ts';
import type { Transaction } from '../db/database.ts';
import { isOneOf } from '../db/few.ts';
import { inEach } from '../db/in-each.ts';
import type { ReferenceDefinition, SheetDefinition } from '../imports/sheet.ts';
import { type Draft, divisionOf, finding, notice, valueOf } from './draft.ts';
import { findByName, type NameAnswer } from './find-by-name.ts';
import type { Registers } from './registers.ts';

/** Does the same workbook hold such a record, though with findings of its own? Then the message says so. */
export type IsInWorkbook = (target: SheetDefinition, name: string, recordedKey: number) => boolean;

/** Fills `draft.references` from what lies in the range. What is not found becomes a finding where the reference is required, else at most a notice. */
export async function resolveDraftReferences(
  tx: Transaction,
  registers: Registers,
  definition: SheetDefinition,
  drafts: readonly Draft[],
  isInWorkbook: IsInWorkbook,
  range: KeyRange,
): Promise<void> {
  for (const reference of definition.references ?? []) {
    const target = registers.byRegister.get(reference.register);
    if (!target) continue;
    const asking = drafts.flatMap((draft) => {
      const name = valueOf(draft, reference.nameField);
      const division = divisionOf(draft, reference.divisionField);
      return typeof name === 'string' && division && !draft.isOutside ? [{ draft, name, division }] : [];
    });
    const answers = await holdFound(tx, target, await findByName(tx, target, asking, reference.within, range), range);
    for (const [index, question] of asking.entries()) {
      const answer = answers[index];
      if (!answer) continue;
      question.draft.references.set(reference.store, answer.found);
      if (!answer.found) report(definition, target, reference, question, answer, isInWorkbook);
    }
  }
}

/** Until the transaction ends nobody moves or removes what was found; what went meanwhile is not found. */
async function holdFound(tx: Transaction, target: SheetDefinition, answers: readonly NameAnswer[], range: KeyRange): Promise<NameAnswer[]> {
  const places = Map.groupBy(
    answers.flatMap(({ found }) => (found ? [found] : [])),
    ({ district }) => district,
  );
  const rows = await inEach([...places.keys()], async (district) => {
    const ids = [...new Set((places.get(district) ?? []).map(({ id }) => id))];
    const locked = await sql<{ id: number; district: number; div: number; recordedDiv: number }>`
      select t.id, t.district, t.div, t.recorded_div as "recordedDiv" from ${sql.table(target.table)} t
      where t.district = ${district} and ${isOneOf(sql`t.id`, ids, 'bigint')} and ${inRange(range, 't')} order by t.id for key share`.execute(tx);
    return locked.rows;
  });
  const held = new Map(rows.map((row) => [row.id, row]));
  return answers.map((answer): NameAnswer => {
    if (!answer.found) return answer;
    const found = held.get(answer.found.id);
    return found ? { found } : { found: null, reason: 'absent' };
  });
}

function report(
  definition: SheetDefinition,
  target: SheetDefinition,
  reference: ReferenceDefinition,
  { draft, name, division }: { draft: Draft; name: string; division: { recordedKey: number; name: string } },
  answer: NameAnswer & { found: null },
  isInWorkbook: IsInWorkbook,
): void {
  const column = definition.columns.find(({ field }) => field === reference.nameField);
  if (!column) return;
  if (!reference.required) {
    if (reference.notFoundNotice) {
      const message = reference.notFoundNotice.replace('{name}', name);
      draft.problems.push(notice(column, { rule: 'reference-unknown', message, suggestion: `请核对名称，或在“${target.sheet}”中补充。` }));
    }
    return;
  }
  if (answer.reason === 'ambiguous') {
    draft.problems.push(
      finding(column, {
        rule: 'reference-ambiguous',
        message: `“${division.name}”有多条名为“${name}”的${target.sheet}记录，无法确定是哪一条。`,
        suggestion: '请先合并重复的记录，或使用现用名称。',
      }),
    );
    return;
  }
  const rejected = isInWorkbook(target, name, division.recordedKey);
  draft.problems.push(
    finding(column, {
      rule: 'reference-unknown',
      message: rejected
        ? `本文件“${target.sheet}”表中的“${name}”有问题，不能写入，这一行也就无所归属。`
        : `“${division.name}”没有名为“${name}”的${target.sheet}记录（含曾用名）。`,
      suggestion: rejected ? `请先改正“${target.sheet}”表中的那一行。` : `请核对名称和区划代码，或在“${target.sheet}”表中补上这条记录（可以在同一个文件里）。`,
    }),
  );
}
