import type { Actor } from '../access/actor.ts';
import type { ColumnDefinition, FieldValues, Problem, ResolvedDivision, SheetDefinition } from '../imports/sheet.ts';
import { dayInWords, type Day } from '#shared/day.ts';
import { codeOf, isWithin } from '#shared/division-code.ts';
import { cellOf, type Draft, finding, notice, valueOf } from './draft.ts';
import { columnToBlame, outsideJurisdiction } from './refuse-outside.ts';
import { fieldValues, type RowContent, type StoredRow } from './stored-row.ts';
import { isPersonal } from './table-layout.ts';

export interface CheckInput {
  definition: SheetDefinition;
  draft: Draft;
  stored: StoredRow | undefined;
  /** undefined while it is not known where the record lies */
  merged: RowContent | undefined;
  actor: Actor;
  today: Day;
}

/** Everything that can only be judged over the whole record: order of days, rules between columns, jurisdiction. */
export function checkRecord(input: CheckInput): Problem[] {
  if (input.draft.isOutside) return [];
  const values = valuesForRules(input);
  const divisions = new Map([...input.draft.divisions].flatMap(([field, [first]]) => (first ? [[field, first] as const] : [])));
  return [
    ...movedOutside(input),
    ...daysInOrder(input.definition, values),
    ...divisionsInForce(input, values),
    ...maskedWithoutRecord(input),
    ...(input.definition.rules ?? []).flatMap((rule) => rule({ values, divisions, today: input.today })),
  ];
}

/** Fields with findings of their own, and required ones that are missing, are undefined: rules pass over them. */
function valuesForRules({ definition, draft, stored, merged }: CheckInput): FieldValues {
  const base = merged ? fieldValues(definition, merged) : {};
  for (const column of definition.columns) {
    const cell = cellOf(draft, column.field);
    if (cell.state === 'invalid' || (column.required && cell.state !== 'value')) base[column.field] = undefined;
    else if (!merged && !stored) base[column.field] = valueWithoutRow(column, draft);
  }
  return base;
}

function valueWithoutRow(column: ColumnDefinition, draft: Draft): FieldValues[string] {
  const value = valueOf(draft, column.field);
  if (column.type === 'division' || column.type === 'divisionList') return undefined;
  return value ?? null;
}

function columnOf(definition: SheetDefinition, field: string): ColumnDefinition | undefined {
  return definition.columns.find((column) => column.field === field);
}

function movedOutside({ definition, draft, stored, merged, actor }: CheckInput): Problem[] {
  const outside = [merged?.div, stored?.div].some((div) => div !== undefined && !isWithin(div, actor.range));
  return outside ? [outsideJurisdiction(columnToBlame(definition, draft), actor)] : [];
}

function daysInOrder(definition: SheetDefinition, values: FieldValues): Problem[] {
  const begins = values[definition.begins];
  const ends = definition.ends === undefined ? undefined : values[definition.ends];
  if (typeof begins !== 'string' || typeof ends !== 'string' || ends >= begins) return [];
  const [beginColumn, endColumn] = [columnOf(definition, definition.begins), columnOf(definition, definition.ends ?? '')];
  if (!beginColumn || !endColumn) return [];
  return [
    finding(endColumn, {
      rule: 'end-before-begin',
      message: `${endColumn.heading}（${dayInWords(ends)}）早于${beginColumn.heading}（${dayInWords(begins)}）。`,
      suggestion: '请核对两个日期。',
    }),
  ];
}

function divisionsInForce({ definition, draft, today }: CheckInput, values: FieldValues): Problem[] {
  const begins = values[definition.begins];
  if (typeof begins !== 'string') return [];
  const begun = columnOf(definition, definition.begins);
  const late =
    begun && begins > today
      ? [
          notice(begun, {
            rule: 'begins-in-future',
            message: `${begun.heading}（${dayInWords(begins)}）晚于今天，到那一天才开始统计。`,
            suggestion: '请核对日期。',
          }),
        ]
      : [];
  const closed = [...draft.divisions].flatMap(([field, divisions]) =>
    divisions.filter((division) => !division.inForceOn(begins)).map((division) => notInForce(definition, draft, field, division, begins)),
  );
  return [...late, ...closed.filter((problem) => problem !== undefined)];
}

function notInForce(definition: SheetDefinition, draft: Draft, field: string, division: ResolvedDivision, day: Day): Problem | undefined {
  const filledFrom = definition.columns.find(
    (column) => column.type === 'divisionOrName' && column.divisionField === field && cellOf(draft, field).state !== 'value',
  );
  const column = filledFrom ?? columnOf(definition, field);
  return (
    column &&
    notice(column, {
      rule: 'division-not-in-force',
      message: `区划 ${codeOf(division.recordedKey)}（${division.name}）在${dayInWords(day)}不存在（尚未设立或已撤并），按现在的区划统计。`,
      suggestion: '如填错了代码或日期，请改正；否则不必处理。',
    })
  );
}

function maskedWithoutRecord({ definition, draft, stored }: CheckInput): Problem[] {
  if (stored) return [];
  return definition.columns
    .filter((column) => {
      if (!isPersonal(column)) return false;
      const cell = cellOf(draft, column.field);
      return cell.state === 'keep' && cell.masked;
    })
    .map((column) =>
      notice(column, {
        rule: 'masked-without-record',
        message: `“${column.heading}”是打了星号的，新增的记录里没有原值，按空白处理。`,
        suggestion: '请填写完整的号码。',
      }),
    );
}
