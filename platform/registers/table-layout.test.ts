import { expect, it } from 'vitest';
import type { SheetDefinition } from '../imports/sheet.ts';
import { fieldColumns, storedColumns } from './table-layout.ts';

const definition = {
  register: 'helpers',
  columns: [
    { heading: '所在地', field: 'div', type: 'division', home: true },
    { heading: '姓名', field: 'name', type: 'text', maxLength: 20 },
    { heading: '手机号', field: 'phone', type: 'phone' },
  ],
} as unknown as SheetDefinition;

it('of a number only its cipher and its mark are stored, and only the mark is read', () => {
  expect(storedColumns(definition).map(({ name }) => name)).toEqual(['name', 'phone_cipher', 'phone_index']);
  expect(fieldColumns(definition)).toEqual([
    { field: 'div', name: 'div', isMarked: false },
    { field: 'name', name: 'name', isMarked: false },
    { field: 'phone', name: 'phone_index', isMarked: true },
  ]);
});
