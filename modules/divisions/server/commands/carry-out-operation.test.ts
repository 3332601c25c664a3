import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DivisionOperation, operationSchema } from '#modules/divisions/contract/operations.ts';
import { grantsOf } from '#platform/access/actor.ts';
import { districtsOfRecords } from '#platform/db/moved-records.ts';
import { createFactExchange, type FactChange } from '#platform/facts/fact-exchange.ts';
import { rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { listDivisions } from '../queries/list-divisions.ts';
import { listUnits } from '../queries/list-units.ts';
import { mapToBoundariesOf } from '../queries/map-to-boundaries.ts';
import { resolveDivisions } from '../queries/resolve-divisions.ts';
import { carryOutOperation, previewOperation } from './carry-out-operation.ts';
import { loadDivisions } from './load-divisions.ts';

const { db, owner } = await createTestDatabase();
const changes: FactChange[] = [];
const facts = createFactExchange(
  [],
  [async (_tx, change) => void changes.push(change)],
  [
    { table: 'test_groups', label: '社区社会组织', followers: [{ table: 'test_group_names', column: 'group_id' }] },
    { table: 'test_awards', label: '认定', references: [{ column: 'issuer_div' }, { column: 'covered_divs', list: true }] },
  ],
);
const context = testContext(db, { facts });
const order = (operation: object): DivisionOperation => operationSchema.parse({ onDay: '2023-07-01', reason: '批复〔2023〕1 号', ...operation });
const carryOut = (operation: object) => carryOutOperation(context, order(operation));
const groups = async () => (await sql`select id, district, div, recorded_div, name from test_groups order by id`.execute(db)).rows;

/** 新华区 曙光街街道 with two communities; 卫东区 东安路街道. */
const SHUGUANG = 410_402_001_000;
const DONGAN = 410_403_001_000;

beforeAll(async () => {
  await sql`create table test_groups (id bigint, district int not null, div bigint not null, recorded_div bigint not null, name text, primary key (district, id), check (district = div / 1000000))`.execute(
    owner,
  );
  await sql`create table test_group_names (district int not null, group_id bigint, name text, primary key (district, group_id, name))`.execute(owner);
  await sql`create table test_awards (id bigint, district int not null, div bigint not null, issuer_div bigint, covered_divs bigint[], primary key (district, id))`.execute(
    owner,
  );
  await sql`grant all on test_groups, test_group_names, test_awards to wotu_app`.execute(owner);
});

beforeEach(async () => {
  await sql`truncate divisions, division_versions, division_operations, division_successions, moved_records, division_outlines, test_groups, test_group_names, test_awards`.execute(
    owner,
  );
  await loadDivisions(context, { scope: ['410402', '410403'] });
  for (const [id, div] of [
    [1, SHUGUANG],
    [2, SHUGUANG + 1],
    [3, DONGAN],
  ] as const) {
    await sql`insert into test_groups values (${id}, ${Math.floor(div / 1e6)}, ${div}, ${div}, ${`组织${id}`})`.execute(db);
    await sql`insert into test_group_names values (${Math.floor(div / 1e6)}, ${id}, ${`原名${id}`})`.execute(db);
  }
  await sql`insert into test_awards values (9, 410400, 410400000000, ${SHUGUANG}, ${[DONGAN, SHUGUANG + 1]}::bigint[])`.execute(db);
  changes.length = 0;
});

describe('a move to another district', () => {
  const move = { kind: 'move', code: '410402001', to: '410403' };

  it('is previewed with divisions, records and districts, and changes nothing', async () => {
    const before = await listDivisions(context);
    const effect = await previewOperation(context, order(move));
    expect(effect.records).toEqual([{ register: '社区社会组织', rows: 2 }]);
    expect(effect.districts).toEqual(['410402', '410403']);
    expect(effect.created[0]).toMatchObject({ name: '曙光街街道', insteadOf: '410402001000' });
    expect(await listDivisions(context)).toEqual(before);
    expect(changes).toEqual([]);
  });

  it('takes the records along with their former names; ids and recorded divisions stay', async () => {
    const effect = await carryOut(move);
    const key = Number(effect.created[0]?.code);
    expect(await groups()).toEqual([
      { id: 1, district: 410_403, div: key, recorded_div: SHUGUANG, name: '组织1' },
      { id: 2, district: 410_403, div: key + 1, recorded_div: SHUGUANG + 1, name: '组织2' },
      { id: 3, district: 410_403, div: DONGAN, recorded_div: DONGAN, name: '组织3' },
    ]);
    const names = await sql`select district, group_id from test_group_names order by group_id`.execute(db);
    expect(names.rows).toEqual([1, 2, 3].map((id) => ({ district: 410_403, group_id: id })));
    expect(await districtsOfRecords(db, [1, 2, 410_402_000_000_003])).toEqual(
      new Map([
        [1, 410_403],
        [2, 410_403],
        [410_402_000_000_003, 410_402],
      ]),
    );
  });

  it('points references at today’s unit', async () => {
    const effect = await carryOut(move);
    const key = Number(effect.created[0]?.code);
    const { rows } = await sql`select issuer_div, covered_divs from test_awards`.execute(db);
    expect(rows).toEqual([{ issuer_div: key, covered_divs: [DONGAN, key + 1] }]);
  });

  it('tells the counters of both districts and of those that refer to the unit', async () => {
    await carryOut(move);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ sets: ['divisions'], districts: [410_400, 410_402, 410_403] });
  });

  it('leaves both boundaries countable', async () => {
    const effect = await carryOut(move);
    const key = Number(effect.created[0]?.code);
    const townships = async (district: number, onDay: string) =>
      (await listUnits(db, { range: rangeOf(district * 1e6, 'county'), level: 'township', onDay })).length;
    const [then, now] = ['2023-06-30', '2023-07-01'];
    expect((await townships(410_402, then)) - (await townships(410_402, now))).toBe(1);
    expect((await townships(410_403, now)) - (await townships(410_403, then))).toBe(1);
    expect(await mapToBoundariesOf(db, then, [SHUGUANG + 1, key + 1])).toEqual(
      new Map([
        [SHUGUANG + 1, SHUGUANG + 1],
        [key + 1, SHUGUANG + 1],
      ]),
    );
    expect(await mapToBoundariesOf(db, now, [SHUGUANG + 1, key + 1])).toEqual(
      new Map([
        [SHUGUANG + 1, key + 1],
        [key + 1, key + 1],
      ]),
    );
    const resolved = await resolveDivisions(db, ['410402001001'], '2022-01-01');
    expect(resolved.get('410402001001')).toMatchObject({ key: key + 1, recordedKey: SHUGUANG + 1, inForceOn: true });
    // on a record of a later day the old code names the unit as an official code that it keeps
    expect((await resolveDivisions(db, ['410402001001'], '2023-08-01')).get('410402001001')).toMatchObject({
      key: key + 1,
      recordedKey: key + 1,
      inForceOn: true,
    });
  });
});

describe('other operations', () => {
  it('merge takes the records within the district', async () => {
    await carryOut({ kind: 'merge', codes: ['410402001001'], into: '410402001002' });
    expect((await groups())[1]).toMatchObject({ id: 2, div: SHUGUANG + 2, recorded_div: SHUGUANG + 1 });
    expect((await resolveDivisions(db, ['410402001001'], '2023-07-01')).get('410402001001')).toMatchObject({ key: SHUGUANG + 2, inForceOn: false });
    const scope = '410402001001';
    expect((await listDivisions(context, { scope })).map((entry) => entry.code)).toEqual(['410402001002']);
    expect((await listDivisions(context, { scope, asOf: '2023-06-30' })).map((entry) => entry.code)).toEqual([scope]);
  });

  it('a chain of changes is followed to today’s unit and back', async () => {
    await carryOut({ kind: 'merge', codes: ['410402001001'], into: { name: '新一社区居委会' } });
    const moved = await carryOutOperation(context, order({ kind: 'move', code: '410402001600', to: '410402002', onDay: '2023-09-01' }));
    const key = Number(moved.created[0]?.code);
    expect((await resolveDivisions(db, ['410402001001'], '2020-01-01')).get('410402001001')?.key).toBe(key);
    const places = async (day: string) => [...(await mapToBoundariesOf(db, day, [SHUGUANG + 1, SHUGUANG + 600, key])).values()];
    expect(await places('2023-06-30')).toEqual([SHUGUANG + 1, SHUGUANG + 1, SHUGUANG + 1]);
    expect(await places('2023-08-01')).toEqual([SHUGUANG + 600, SHUGUANG + 600, SHUGUANG + 600]);
    expect(await places('2023-09-01')).toEqual([key, key, key]);
  });

  it('split leaves records with the unit that remains', async () => {
    await carryOut({ kind: 'split', code: '410402001001', remains: true, parts: [{ name: '新一社区居委会' }] });
    expect((await groups())[1]).toMatchObject({ div: SHUGUANG + 1 });
    expect(await mapToBoundariesOf(db, '2023-06-30', [SHUGUANG + 600])).toEqual(new Map([[SHUGUANG + 600, SHUGUANG + 1]]));
  });

  it('rename and reclassify keep the former state for former days', async () => {
    await carryOut({ kind: 'rename', code: '410402001001', name: '新名社区居委会' });
    await carryOutOperation(context, order({ kind: 'reclassify', code: '410402001001', committeeKind: '村', onDay: '2023-08-01' }));
    const stateOn = async (asOf: string) => (await listDivisions(context, { scope: '410402001001', asOf }))[0];
    expect(await stateOn('2023-06-30')).toMatchObject({ name: '曙北社区居民委员会', kind: 'urban' });
    expect(await stateOn('2023-07-31')).toMatchObject({ name: '新名社区居委会', kind: 'urban' });
    expect(await stateOn('2023-08-01')).toMatchObject({ name: '新名社区居委会', kind: 'rural' });
    const units = await listUnits(db, { range: rangeOf(SHUGUANG + 1, 'community'), onDay: '2023-07-31' });
    expect(units).toMatchObject([{ kind: 'urban' }]);
  });

  it('a unit taken out of the denominators is so from that day on', async () => {
    await carryOut({ kind: 'reclassify', code: '410402001', counted: false });
    const counted = async (onDay: string) =>
      (await listUnits(db, { range: rangeOf(410_402_000_000, 'county'), level: 'township', countedOnly: true, onDay })).length;
    expect((await counted('2023-06-30')) - (await counted('2023-07-01'))).toBe(1);
  });
});

describe('what is refused', () => {
  it.each([
    ['DIVISION_DAY_IN_FUTURE', { kind: 'close', code: '410402001002', onDay: '2030-01-01' }],
    ['DIVISION_HAS_RECORDS', { kind: 'close', code: '410402001001' }],
    ['DIVISION_HAS_CHILDREN', { kind: 'close', code: '410402001' }],
    ['DIVISION_NOT_FOUND', { kind: 'close', code: '419999' }],
    ['DIVISION_CODE_TAKEN', { kind: 'create', parent: '410402001', code: '410402001001', name: '新社区' }],
    ['DIVISION_SAME', { kind: 'rename', code: '410402', name: '新华区' }],
    ['DIVISION_LEVEL_MISMATCH', { kind: 'move', code: '0'.repeat(12), to: '410402' }],
  ])('%s', async (code, operation) => {
    await expect(carryOut(operation)).rejects.toMatchObject({ code });
    expect(changes).toEqual([]);
  });

  it('a change before the last one, and a change of what has ended', async () => {
    await carryOut({ kind: 'merge', codes: ['410402001001'], into: '410402001002' });
    await expect(carryOut({ kind: 'rename', code: '410402001001', name: '某某社区' })).rejects.toMatchObject({ code: 'DIVISION_CLOSED' });
    await carryOut({ kind: 'rename', code: '410402001002', name: '某某社区' });
    await expect(carryOut({ kind: 'rename', code: '410402001002', name: '别的社区', onDay: '2023-06-01' })).rejects.toMatchObject({
      code: 'DIVISION_DAY_TOO_EARLY',
    });
  });

  it('anything outside the jurisdiction, like something absent', async () => {
    const actor = { ...context.actor, range: rangeOf(410_403_000_000, 'county'), division: 410_403_000_000, divisionLevel: 'county' as const };
    await expect(carryOutOperation(testContext(db, { actor, facts }), order({ kind: 'rename', code: '410402', name: '别的区' }))).rejects.toMatchObject({
      code: 'DIVISION_NOT_FOUND',
    });
    const county = { ...context.actor, range: rangeOf(410_402_000_000, 'county'), division: 410_402_000_000, divisionLevel: 'county' as const };
    const atCounty = testContext(db, { actor: county, facts });
    for (const beside of [
      { kind: 'merge', codes: ['410402'], into: { name: '新新华区' } },
      { kind: 'split', code: '410402', remains: true, parts: [{ name: '新东区', children: ['410402001000'] }] },
    ])
      await expect(carryOutOperation(atCounty, order(beside)), beside.kind).rejects.toMatchObject({ code: 'DIVISION_ABOVE_OWN' });
    const nobody = testContext(db, { actor: { ...context.actor, grants: grantsOf(['division.read']) } });
    await expect(carryOutOperation(nobody, order({ kind: 'rename', code: '410402', name: '别的区' }))).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
  });
});
