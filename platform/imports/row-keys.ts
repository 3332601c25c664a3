import { createHash } from 'node:crypto';
import type { Draft } from '../registers/draft.ts';
import { cellText } from '../registers/read-cell.ts';
import { keyColumns } from '../registers/table-layout.ts';
import type { ColumnDefinition, SheetDefinition } from './sheet.ts';
import type { SheetReading, SheetRow } from './sheet-rows.ts';

function readingOf(draft: Draft, column: ColumnDefinition): unknown {
  const divisions = draft.divisions.get(column.field);
  const cell = draft.cells.get(column.field);
  if (column.type === 'division' || column.type === 'divisionList') return divisions?.map(({ recordedKey }) => recordedKey).sort();
  if (cell?.state !== 'value') return undefined;
  return Array.isArray(cell.value) ? [...cell.value].sort() : cell.value;
}

/** The number that tells people apart is there, but not to be seen. */
export function hasMaskedKey({ keyMayLack }: SheetDefinition, draft: Draft): boolean {
  const cell = draft.cells.get(keyMayLack ?? '');
  return cell?.state === 'keep' && cell.masked === true;
}

/** The natural key as one text, for comparing rows of one workbook; undefined while a part is missing or wrong. */
export function keyText(definition: SheetDefinition, draft: Draft): string | undefined {
  const parts = definition.key.flatMap((field) => {
    // a record is the same by its present and by a former name
    const referred = draft.references.get(field);
    return referred ? [referred.id] : columnParts(definition, draft, field);
  });
  return parts.includes(undefined) ? undefined : JSON.stringify(parts);
}

function columnParts(definition: SheetDefinition, draft: Draft, field: string): unknown[] {
  return keyColumns(definition, field).map((column) => {
    const reading = readingOf(draft, column);
    const value = column.type === 'division' ? (reading as number[] | undefined)?.[0] : reading;
    return value ?? (field === definition.keyMayLack && draft.cells.get(field)?.state !== 'invalid' ? '' : undefined);
  });
}

/** The key text of a record known by name and place (for the registers whose key is just that). */
export function nameKeyText(name: string, recordedKey: number): string {
  return JSON.stringify([name, recordedKey]);
}

/** A record named by its present and by a former name is the same. */
function referredBy({ references = [] }: SheetDefinition, column: ColumnDefinition, draft: Draft): number | undefined {
  const reference = references.find(({ nameField, divisionField }) => nameField === column.field || divisionField === column.field);
  return reference && column.stored === false ? draft.references.get(reference.store)?.id : undefined;
}

/** Equal for rows that read the same, however they are written. The record's code is no part of it: it only says which record is meant. @param isNew then a dash is a blank */
export function rowDigest({ definition, headings }: SheetReading, row: SheetRow, isNew: boolean): string {
  const readings = definition.columns.flatMap((column) => {
    const cell = row.draft.cells.get(column.field);
    if (column.type === 'recordCode' || !cell || (cell.state === 'keep' && !cell.masked) || (isNew && cell.state === 'clear')) return [];
    const index = headings.indexOf.get(column);
    const raw = index === undefined ? undefined : row.cells[index];
    const reading = referredBy(definition, column, row.draft) ?? readingOf(row.draft, column);
    return [[column.field, cell.state, reading ?? (raw ? cellText(raw) : '')]];
  });
  return createHash('sha1').update(JSON.stringify(readings)).digest('base64');
}
