import type { Transaction } from '../db/database.ts';
import type { ColumnDefinition, ResolvedDivision, SheetDefinition } from '../imports/sheet.ts';
import { codeOf, LEVEL_NAMES, type DivisionLevel, NATION_KEY } from '#shared/division-code.ts';
import type { Day } from '#shared/day.ts';
import { type Draft, type DraftCell, finding, valueOf } from './draft.ts';
import type { DivisionTree } from './registers.ts';
import { divisionColumns } from './table-layout.ts';

/** Stands above every division that is loaded. */
const NATION = codeOf(NATION_KEY);

/** Remembers what was looked up, so that a workbook asks for each code once. */
export class DivisionBook {
  readonly #known = new Map<string, ResolvedDivision | null>();
  readonly #resolve: DivisionTree['resolveDivisions'];
  readonly #day: Day;

  constructor(resolve: DivisionTree['resolveDivisions'], day: Day) {
    this.#resolve = resolve;
    this.#day = day;
  }

  async learn(tx: Transaction, codes: Iterable<string>): Promise<void> {
    const unknown = [...new Set([NATION, ...codes])].filter((code) => !this.#known.has(code));
    if (unknown.length === 0) return;
    const found = await this.#resolve(tx, unknown, this.#day);
    for (const code of unknown) this.#known.set(code, found.get(code) ?? null);
  }

  /** No divisions are loaded at all. */
  isEmpty(): boolean {
    return this.#known.get(NATION) === null;
  }

  get(code: string): ResolvedDivision | undefined {
    return this.#known.get(code) ?? undefined;
  }
}

interface Named {
  column: ColumnDefinition;
  /** field that gets the division */
  field: string;
  codes: readonly string[];
  levels: readonly DivisionLevel[] | undefined;
}

function namedDivisions(definition: SheetDefinition, draft: Draft): Named[] {
  return divisionColumns(definition).flatMap((column): Named[] => {
    const value = valueOf(draft, column.field);
    if (value === undefined) return [];
    if (column.type === 'division') return [{ column, field: column.field, codes: [String(value)], levels: column.levels }];
    if (column.type === 'divisionList') return [{ column, field: column.field, codes: value as readonly string[], levels: column.levels }];
    if (column.type !== 'divisionOrName' || valueOf(draft, column.codeWhen.field) !== column.codeWhen.is) return [];
    return [{ column, field: column.divisionField, codes: [String(value)], levels: undefined }];
  });
}

/** Fills `draft.divisions`; unknown codes and wrong levels become findings. One look-up for all drafts. */
export async function resolveDraftDivisions(tx: Transaction, book: DivisionBook, definition: SheetDefinition, drafts: readonly Draft[]): Promise<void> {
  const named = drafts.map((draft) => namedDivisions(definition, draft));
  await book.learn(
    tx,
    named.flat().flatMap(({ codes }) => codes),
  );
  for (const [index, draft] of drafts.entries()) {
    for (const item of named[index] ?? []) settle(draft, item, book);
  }
}

function settle(draft: Draft, { column, field, codes, levels }: Named, book: DivisionBook): void {
  const divisions = codes.map((code) => book.get(code));
  const unknown = codes.find((_code, index) => divisions[index] === undefined);
  if (unknown !== undefined) {
    invalidate(draft, column, field);
    draft.problems.push(
      finding(column, {
        rule: 'division-unknown',
        message: book.isEmpty() ? `系统中还没有载入区划，无法核对区划代码 ${unknown}。` : `区划代码 ${unknown} 不存在。`,
        suggestion: book.isEmpty()
          ? '请先载入区划（命令行：wotu divisions load），再导入。'
          : '请在“区划”页面查询正确的代码；新设的区划请先在系统中登记；如该地区的区划还没有载入，请先载入。',
      }),
    );
    return;
  }
  const known = divisions.filter((division) => division !== undefined);
  const misplaced = levels && known.find((division) => !levels.includes(division.level));
  if (misplaced) {
    invalidate(draft, column, field);
    const wanted = (levels ?? []).map((level) => LEVEL_NAMES[level]).join('或');
    draft.problems.push(
      finding(column, {
        rule: 'division-level',
        message: `“${column.heading}”应是${wanted}的代码，“${misplaced.name}”是${LEVEL_NAMES[misplaced.level]}。`,
        suggestion: `请填写${wanted}的 12 位代码。`,
      }),
    );
    return;
  }
  draft.divisions.set(field, distinct(known));
  const [first] = known;
  // an official code and the key of one division are the same party
  if (column.type === 'divisionOrName' && first) write(draft, column.field, { state: 'value', value: codeOf(first.recordedKey) });
}

/** A key and an official code of the same division in one list name it once. */
function distinct(divisions: readonly ResolvedDivision[]): ResolvedDivision[] {
  return [...new Map(divisions.map((division) => [division.recordedKey, division])).values()];
}

function invalidate(draft: Draft, column: ColumnDefinition, field: string): void {
  write(draft, column.field, { state: 'invalid' });
  if (field !== column.field) write(draft, field, { state: 'invalid' });
}

function write(draft: Draft, field: string, cell: DraftCell): void {
  (draft.cells as Map<string, DraftCell>).set(field, cell);
}
