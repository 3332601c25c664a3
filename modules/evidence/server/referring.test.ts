/** Names of organizations are looked for where the caller looks after things; links made by others stay. */
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceWorkbook, sampleRow } from '#tests/support/evidence-workbook.ts';
import { importEvidence } from './commands/import-evidence.ts';

const { db } = await createTestDatabase();
const county = testContext(db);
const HERE = '410402001001';
const BESIDE = '410402001002';
const clerk: Context = {
  ...county,
  actor: { ...county.actor, division: Number(HERE), divisionLevel: 'community', range: rangeOf(Number(HERE), 'community') },
};

const activity = { theme: '其他', organizationName: '隔壁社', div: HERE, startedOn: '2022-07-01', participants: 3 };
const project = { kind: '品牌项目', ownerName: '隔壁社', div: HERE, issuerDiv: '410402000000', designatedOn: '2022-09-01' };
const save = (register: string, values: Record<string, string | number | boolean>, context: Context) =>
  createRecord(context, productRegisters, register, values);

async function linkOf(table: string, id: number): Promise<number | null | undefined> {
  const { rows } = await sql<{ link: number | null }>`select organization_id as link from ${sql.table(table)} where id = ${id}`.execute(db);
  return rows[0]?.link;
}

let beside = 0;

beforeAll(async () => {
  await loadDivisions(county, { scope: ['410402'] });
  const organization = { tier: '备案', category: '居民互助类', establishedOn: '2022-03-01', leaderName: '周晨', memberCount: 9, isHub: false };
  beside = (await save('organizations', { ...organization, name: '隔壁社', div: BESIDE }, county)).id;
});

it('links an organization elsewhere in the county for whoever looks after both places, for others as little as none', async () => {
  for (const [register, table, values] of [
    ['activities', 'activities', activity],
    ['designations', 'designations', project],
  ] as const) {
    const name = register === 'activities' ? 'name' : 'objectName';
    expect(await linkOf(table, (await save(register, { ...values, [name]: '县里录的' }, county)).id), register).toBe(beside);
    expect(await linkOf(table, (await save(register, { ...values, [name]: '社区录的' }, clerk)).id), register).toBeNull();
  }
});

it('keeps a link when somebody changes the record who could not have made it, until another name is written', async () => {
  const { id } = await save('activities', { ...activity, name: '联合演出' }, county);
  await updateRecord(clerk, productRegisters, 'activities', id, 1, { participants: 30 });
  expect(await linkOf('activities', id)).toBe(beside);
  const row = sampleRow('活动', { 名称: '联合演出', 组织名称: '隔壁社', 举办区划代码: HERE, 开始日期: '2022-07-01', 参与人次: 31 });
  expect(await importEvidence(clerk, productRegisters, await evidenceWorkbook({ 活动: [row] }))).toMatchObject({ findings: [], sheets: [{ updated: 1 }] });
  expect(await linkOf('activities', id)).toBe(beside);
  await updateRecord(clerk, productRegisters, 'activities', id, 3, { organizationName: '另一社' });
  await updateRecord(clerk, productRegisters, 'activities', id, 4, { organizationName: '隔壁社' });
  expect(await linkOf('activities', id)).toBeNull();
});

it('takes the own organization of a name that another has in the county as well', async () => {
  const organization = { tier: '备案', category: '居民互助类', establishedOn: '2022-03-01', leaderName: '周晨', memberCount: 9, isHub: false };
  const own = (await save('organizations', { ...organization, name: '同名社', div: HERE }, county)).id;
  await save('organizations', { ...organization, name: '同名社', div: BESIDE }, county);
  const { id } = await save('activities', { ...activity, name: '同名活动', organizationName: '同名社' }, clerk);
  expect(await linkOf('activities', id)).toBe(own);
});
