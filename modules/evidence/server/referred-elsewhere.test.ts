/** What refers to a record, or belongs to it, may lie in other districts: it is found there when the record changes or goes. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { deleteRecord } from '#platform/registers/end-record.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceWorkbook, type EvidenceRows, sampleRow } from '#tests/support/evidence-workbook.ts';
import { filedGroup } from '#tests/support/organizations.ts';
import { productContext } from '#tests/support/small-registers.ts';
import { strayRows, unknownWhereabouts } from '#tests/support/stray-rows.ts';
import { importEvidence } from './commands/import-evidence.ts';

const { db, owner } = await createTestDatabase();
const context = productContext(db);
const [HERE, THERE] = ['410402001001', '410403001001'];
const bring = async (rows: EvidenceRows) => importEvidence(context, productRegisters, await evidenceWorkbook(rows));
const list = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(owner)).rows;
const isKnown = async () => {
  expect(await strayRows(db)).toEqual([]);
  expect(await unknownWhereabouts(db, createProductFacts().tables)).toEqual([]);
};

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410402', '410403', '410423'] });
}, 60_000);

describe('a record whose organization moved to another district', () => {
  const held = () => list(sql<{ district: number; organization: number | null }>`select district, organization_id as organization from designations`);

  it('stays where it is, and forgets the organization when that is removed', async () => {
    const { id } = await createRecord(context, productRegisters, 'organizations', { ...filedGroup('春晖互助社', HERE) });
    await bring({ 认定: [sampleRow('认定', { 所属组织名称: '春晖互助社' })] });
    await updateRecord(context, productRegisters, 'organizations', id, 1, { div: THERE });
    expect(await held()).toEqual([{ district: 410402, organization: id }]);
    await isKnown();
    await deleteRecord(context, productRegisters, 'organizations', id, 2, '登记错了');
    expect(await held()).toEqual([{ district: 410402, organization: null }]);
  });
});

describe('places of their own', () => {
  const covered = () => list(sql<{ div: number }>`select div from facility_coverages order by div`);
  const facility = (codes: string) => bring({ 养老设施: [sampleRow('养老设施', { 覆盖社区代码: codes })] });

  it('of a facility are found and taken away in every district', async () => {
    await facility(`${THERE}、410423101203`);
    expect(await covered()).toEqual([HERE, THERE, '410423101203'].map((code) => ({ div: Number(code) })));
    await isKnown();
    await facility('410423101204');
    expect(await covered()).toEqual([HERE, '410423101204'].map((code) => ({ div: Number(code) })));
    await isKnown();
    const [one] = await list(sql<{ id: number; version: number }>`select id, version from care_facilities`);
    await deleteRecord(context, productRegisters, 'care-facilities', one?.id ?? 0, one?.version ?? 0, '登记错了');
    expect(await covered()).toEqual([]);
  });

  it('of a pairing likewise, and the pairing is known by its parties', async () => {
    const sides = () => list(sql<{ district: number; ended: string | null }>`select district, ended_on as ended from pairing_sides order by district`);
    await bring({ 结对: [sampleRow('结对')] });
    const again = await bring({ 结对: [sampleRow('结对', { 结束日期: '2023-01-01' })] });
    expect(again.sheets).toMatchObject([{ created: 0, updated: 1 }]);
    expect(await sides()).toEqual([410402, 410423].map((district) => ({ district, ended: '2023-01-01' })));
    await isKnown();
  });

  it('of a pairing of groups: its home says where it is looked for', async () => {
    const groups = { 结对类型: '组织结对', 甲方: '合唱队', 甲方区划代码: HERE, 乙方: '舞蹈队', 乙方区划代码: THERE };
    expect((await bring({ 结对: [sampleRow('结对', groups)] })).sheets).toMatchObject([{ created: 1 }]);
    // another committee of the county: the same pairing, corrected
    expect((await bring({ 结对: [sampleRow('结对', { ...groups, 甲方区划代码: '410402001002' })] })).sheets).toMatchObject([{ created: 0, updated: 1 }]);
    // namesakes of another county are others
    expect((await bring({ 结对: [sampleRow('结对', { ...groups, 甲方区划代码: THERE, 乙方区划代码: HERE })] })).sheets).toMatchObject([{ created: 1 }]);
    await isKnown();
  });
});
