/** What plans count in a range, and what is told of a register there, is that range's. */
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import { readWorkbook } from '#engines/documents/excel/read-workbook.ts';
import { inTransaction } from '#platform/db/database.ts';
import { listRecords } from '#platform/registers/list-records.ts';
import { handPlaceOver, keepWhatCame } from '#platform/registers/run-elsewhere.ts';
import { definitionOf } from '#platform/registers/save-record.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createTestApp } from '#tests/support/http.ts';
import { loadSmallTree, productContext, record } from '#tests/support/small-registers.ts';
import { EAST, WEST } from '#tests/support/small-world.ts';
import { exportList } from './commands/export-list.ts';
import { evidenceFacts } from './facts.ts';
import { registerEvidence } from './index.ts';

const { db } = await createTestDatabase();
const context = productContext(db);
const county = (from: number): KeyRange => ({ from, to: from + 1e6 });

beforeAll(async () => {
  await loadSmallTree(context);
  const at = (row: object) => [EAST, WEST].map((div) => ({ div, ...row }));
  await record(context, 'facility_coverages', at({ facility_id: 1, kind: '农村养老设施', started_on: '2022-01-01' }));
  await record(
    context,
    'pairing_sides',
    at({ partner_div: WEST, pairing_id: 1, kind: '区域结对', started_on: '2022-01-01' }).map((row, index) => ({ ...row, side: 'ab'[index] })),
  );
  await record(context, 'extensions', at({ pilot_div: EAST, extended_on: '2022-01-01' }));
  await record(context, 'selections', at({ kind: '品牌组织', year: 2022, completed_on: '2022-06-01' }));
}, 60_000);

it.each(['facilityCoverage', 'regionPairings', 'extensions', 'selections'])('%s of one county are not counted in another', async (name) => {
  const set = evidenceFacts.find((one) => one.name === name);
  if (!set) throw new Error(name);
  const places = async (range: KeyRange) =>
    (await sql<{ div: number }>`select div from (${set.select(range)}) f order by 1`.execute(db)).rows.map(({ div }) => div);
  expect(await places(county(EAST))).toEqual([EAST]);
  expect(await places(county(WEST))).toEqual([WEST]);
  expect(await places({ from: 0, to: 1e12 })).toEqual([EAST, WEST]);
});

it('that another platform sent a register before is told where it did only', async () => {
  const registers = [definitionOf(productRegisters, 'organizations')];
  await inTransaction(db, async (tx) => {
    await handPlaceOver(tx, { agreementId: 1, registers, range: county(WEST), label: '西区平台' });
    await keepWhatCame(tx, 1, '2023-06-30');
  });
  const keptIn = async (from: number) => {
    const app = await createTestApp({ ...context, actor: { ...context.actor, division: from, range: county(from) } }, (server, options) =>
      registerEvidence(server, options, productRegisters),
    );
    const { registers: listed } = (await app.inject({ method: 'GET', url: '/api/v1/registers' })).json() as {
      registers: { register: string; keptFrom: unknown[] }[];
    };
    return listed.find(({ register }) => register === 'organizations')?.keptFrom;
  };
  expect(await keptIn(WEST)).toEqual([{ who: '西区平台', endedOn: '2023-06-30' }]);
  expect(await keptIn(EAST)).toEqual([]);
});

it('a list taken along is that of the county', async () => {
  const rowsFor = async (from: number) => {
    const at = { ...context, actor: { ...context.actor, division: from, range: county(from) } };
    const { bytes } = await exportList(at, productRegisters, 'extensions', { state: 'all', filters: {} });
    const [sheet] = await readWorkbook(bytes, { fileName: 'a.xlsx' });
    const rows = [];
    for await (const { cells } of sheet?.rows() ?? []) rows.push(cells.map(({ value }) => String(value)));
    return rows.slice(1);
  };
  const [east, west] = [await rowsFor(EAST), await rowsFor(WEST)];
  expect([east.length, west.length]).toEqual([1, 1]);
  expect([east[0]?.includes(String(EAST)), west[0]?.includes(String(WEST))]).toEqual([true, true]);
});

it('a list of a place outside is as absent as that of no place, whoever asked for it before', async () => {
  const asked = async (range: KeyRange, place: number) => {
    const at = { ...context, actor: { ...context.actor, range } };
    const query = { division: String(place), state: 'all', filters: {}, limit: 10, withTotal: true } as const;
    return (await listRecords(at, productRegisters, 'extensions', query)).items.length;
  };
  // twice: the second time the place is remembered
  for (const _ of [1, 2]) expect(await asked({ from: 0, to: 1e12 }, WEST)).toBe(1);
  await expect(asked(county(EAST), WEST)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  expect(await asked(county(EAST), EAST)).toBe(1);
});
