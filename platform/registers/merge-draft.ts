import type { PersonalDataCipher } from '../crypto/personal-data-cipher.ts';
import type { ColumnDefinition, ResolvedDivision, SheetDefinition } from '../imports/sheet.ts';
import { districtOf } from '#shared/division-code.ts';
import { foldText } from '#shared/fold-text.ts';
import { cellOf, type Draft, type ReadValue, valueOf } from './draft.ts';
import type { RowContent, StoredRow } from './stored-row.ts';
import { blankContent, homeColumn, isList, isPersonal, snakeCase, storedColumnsOf } from './table-layout.ts';

/** Equal numbers and phones get equal indexes in every register, so that people are found across them. */
export function personalIndex(cipher: PersonalDataCipher, column: ColumnDefinition, clear: string): string {
  if (column.type !== 'idNumber' && column.type !== 'phone') throw new Error(`nobody is found by a column of type ${column.type}`);
  return cipher.blindIndex(clear, column.type);
}

/** Blind indexes of a whole ID number or phone typed by somebody, whichever it is; none for anything else. */
export function personIndexes(cipher: PersonalDataCipher, number: string): string[] {
  const text = foldText(number).toUpperCase();
  if (/^\d{17}[\dX]$/.test(text)) return [cipher.blindIndex(text, 'idNumber')];
  return /^1[3-9]\d{9}$/.test(text) ? [cipher.blindIndex(text, 'phone')] : [];
}

export function personalPurpose(definition: SheetDefinition, column: ColumnDefinition): string {
  return `${definition.table}.${snakeCase(column.field)}`;
}

/** The record as it would be: what the draft gives over what is stored. Undefined while it is not known where it lies. */
export function mergeDraft(definition: SheetDefinition, draft: Draft, stored: StoredRow | undefined, cipher: PersonalDataCipher): RowContent | undefined {
  const place = placeOf(definition, draft, stored);
  if (!place) return undefined;
  const row: RowContent = { ...blankContent(definition), ...place };
  for (const column of definition.columns) {
    if (stored) for (const { name } of storedColumnsOf(column)) row[name] = stored[name] ?? row[name];
    const cell = draft.cells.get(column.field);
    // a place may come from another cell
    if ((cell && cell.state !== 'keep') || draft.divisions.has(column.field)) applyCell(definition, column, draft, row, cipher);
  }
  for (const { store, nameField } of definition.references ?? []) {
    const kept = stored && keepsLink(draft, nameField, stored, row) ? stored[snakeCase(store)] : null;
    row[snakeCase(store)] = draft.references.get(store)?.id ?? kept ?? null;
  }
  return row;
}

/** A link that is not touched stays, though whoever writes may not be able to find it: it may lie outside the jurisdiction. */
function keepsLink(draft: Draft, nameField: string, stored: StoredRow, row: RowContent): boolean {
  if (cellOf(draft, nameField).state === 'keep') return true;
  return row.div === stored.div && valueOf(draft, nameField) === stored[snakeCase(nameField)];
}

function placeOf(definition: SheetDefinition, draft: Draft, stored: StoredRow | undefined): RowContent | undefined {
  const given = givenPlace(definition, draft);
  const same = stored && (!given || given.div === stored.div);
  if (same) return { district: stored.district, div: stored.div, recorded_div: stored.recorded_div };
  return given && { district: districtOf(given.div), div: given.div, recorded_div: given.recordedDiv };
}

function givenPlace(definition: SheetDefinition, draft: Draft): { div: number; recordedDiv: number } | undefined {
  const home = homeColumn(definition);
  if (!home) return draft.references.get(definition.homedBy ?? '') ?? undefined;
  const division = draft.divisions.get(home.field)?.[0];
  return division && { div: division.key, recordedDiv: division.recordedKey };
}

function applyCell(definition: SheetDefinition, column: ColumnDefinition, draft: Draft, row: RowContent, cipher: PersonalDataCipher): void {
  const [first] = storedColumnsOf(column);
  const { state } = cellOf(draft, column.field);
  const divisions = draft.divisions.get(column.field);
  if (!first) return;
  if (state === 'clear') for (const { name } of storedColumnsOf(column)) row[name] = isList(column) ? [] : null;
  else if (column.type === 'division') row[first.name] = divisions?.[0] ? keptKey(row[first.name], divisions[0]) : row[first.name];
  else if (column.type === 'divisionList') row[first.name] = divisions ? divisions.map(({ recordedKey }) => recordedKey) : row[first.name];
  else if (state === 'value') setValue(definition, column, valueOf(draft, column.field), row, cipher);
}

/** A stored key that means the same division today stays. */
function keptKey(stored: unknown, division: ResolvedDivision): number {
  return stored === division.key ? division.key : division.recordedKey;
}

function setValue(definition: SheetDefinition, column: ColumnDefinition, value: ReadValue | undefined, row: RowContent, cipher: PersonalDataCipher): void {
  const name = snakeCase(column.field);
  if (!isPersonal(column)) {
    row[name] = value ?? null;
    return;
  }
  const index = personalIndex(cipher, column, String(value));
  if (row[`${name}_index`] === index) return;
  row[`${name}_index`] = index;
  row[`${name}_cipher`] = cipher.encrypt(String(value), personalPurpose(definition, column));
}
