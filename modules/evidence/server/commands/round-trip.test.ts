import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import type { WriteValue } from '#engines/documents/excel/sheet-spec.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { ColumnDefinition } from '#platform/imports/sheet.ts';
import { idCheckCharacter } from '#shared/codes/id-number.ts';
import { creditCheckCharacter } from '#shared/codes/social-credit-code.ts';
import { dayFromNumber, dayNumber } from '#shared/day.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceWorkbook, sampleRow } from '#tests/support/evidence-workbook.ts';
import { exportEvidence } from './export-evidence.ts';
import { importEvidence } from './import-evidence.ts';

const { db } = await createTestDatabase();
const context = testContext(db);

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410400'] });
});

const anyText = (length: number) => fc.string({ unit: 'binary', minLength: 1, maxLength: Math.min(length, 12) });
const DIVISIONS: Record<string, string[]> = {
  community: ['410402001001', '410402001003', '410423101202', '410423101203'],
  township: ['410402001000', '410423101000'],
  anywhere: ['410402001001', '410402001', '410402', '410400', '410423101203'],
};

/** Any value that a column may hold, and some it may not. */
function valueOf(column: ColumnDefinition): fc.Arbitrary<WriteValue> {
  const level = 'levels' in column && column.levels ? (column.levels[0] ?? 'anywhere') : 'anywhere';
  const places = DIVISIONS[level] ?? [];
  switch (column.type) {
    case 'choice':
      return fc.constantFrom(...column.choices);
    case 'list':
      return fc.array(column.choices ? fc.constantFrom(...column.choices) : anyText(8), { minLength: 1, maxLength: 4 }).map((items) => items.join('；'));
    case 'date':
      return fc.integer({ min: dayNumber('1950-01-01'), max: dayNumber('2023-11-01') }).map(dayFromNumber);
    case 'boolean':
      return fc.constantFrom('是', '否');
    case 'integer':
    case 'year':
      return fc.integer({ min: Math.max(column.min, 1950), max: Math.min(column.max, 2100) });
    case 'decimal':
      return fc.double({ min: 0, max: 99_999, noNaN: true });
    case 'division':
      return fc.constantFrom(...places);
    case 'divisionList':
      return fc.subarray(places, { minLength: 1 }).map((codes) => codes.join('、'));
    case 'idNumber':
      return fc
        .integer({ min: 100, max: 999 })
        .map((number) => `11010519900101${number}`)
        .map((first) => first + idCheckCharacter(first));
    case 'phone':
      return fc.integer({ min: 13_000_000_000, max: 13_999_999_999 });
    case 'creditCode':
      return fc
        .integer({ min: 10_000_000, max: 99_999_999 })
        .map((number) => `51110105${number}X`)
        .map((first) => first + creditCheckCharacter(first));
    case 'recordCode':
      return fc.constant(null);
    case 'text':
    case 'divisionOrName':
      return anyText(column.maxLength);
  }
}

/** Rows of every register: required columns mostly valid, the rest anything or blank. */
const workbooks = fc.record(
  Object.fromEntries(
    productRegisters.definitions.map(({ sheet, columns }) => {
      const cells = columns.map(
        (column) => [column.heading, fc.option(valueOf(column), { nil: column.required ? undefined : null, freq: column.required ? 3 : 2 })] as const,
      );
      const row = fc.record(Object.fromEntries(cells)).map((values) => {
        const given = Object.entries(values).filter(([, value]) => value !== undefined);
        return { ...sampleRow(sheet), ...Object.fromEntries(given) } as Record<string, WriteValue>;
      });
      return [sheet, fc.array(row, { minLength: 1, maxLength: 3 })];
    }),
  ),
);

const exported = async (masked: boolean) =>
  Buffer.concat(await Array.fromAsync(await exportEvidence(context, productRegisters, masked ? { masked } : { reason: '往返' })));

describe('whatever an import takes', () => {
  it('an export gives back so that nothing changes', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(workbooks, fc.boolean(), async (rows, masked) => {
        const outcome = await importEvidence(context, productRegisters, await evidenceWorkbook(rows), { skipInvalid: true });
        expect(outcome.error).toBeUndefined();
        taken += outcome.sheets.reduce((sum, { created, updated }) => sum + created + updated, 0);
        const again = await importEvidence(context, productRegisters, await exported(masked));
        expect(again.findings).toEqual([]);
        expect(again.sheets.filter(({ created, updated, rejected }) => created + updated + rejected > 0)).toEqual([]);
      }),
      { numRuns: 10, endOnFailure: true },
    );
    expect(taken).toBeGreaterThan(100);
  }, 120_000);
});
