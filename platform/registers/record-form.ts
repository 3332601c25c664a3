import { z } from 'zod';
import type { ColumnDefinition } from '../imports/sheet.ts';
import type { RawCell } from './draft.ts';
import type { OutsideValue } from './record-values.ts';

/** What a form sends for a field: null clears, an absent field stays. Divisions are codes. */
export const formValuesSchema = z.record(
  z.string(),
  z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(2000)).max(5000), z.null()]),
);
export type FormValues = z.infer<typeof formValuesSchema>;

const EMPTY: RawCell = { kind: 'empty', value: null, isFormula: false, formulaHasResult: true };

function rawCell(value: string | number | boolean): RawCell {
  const kind = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
  return { kind, value, isFormula: false, formulaHasResult: true };
}

/** A form's field as the cell it would be, so that forms and workbooks are read by the same rules. */
export function cellOfForm(column: ColumnDefinition, value: OutsideValue, isNew: boolean): RawCell {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return isNew || column.required ? EMPTY : rawCell('-');
  if (Array.isArray(value)) return rawCell(value.join('、'));
  return rawCell(value as string | number | boolean);
}

/** Cells of a new record: fields the form does not have are blank. */
export function cellsOfNew(values: FormValues): (column: ColumnDefinition) => RawCell | undefined {
  return (column) => (column.type === 'recordCode' ? undefined : cellOfForm(column, values[column.field] ?? null, true));
}
