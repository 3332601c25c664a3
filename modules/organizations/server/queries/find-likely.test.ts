import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { keepApart } from '#platform/registers/keep-apart.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { idNumberOf } from '#tests/support/filings.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { findLikely, findLikelyOf } from './find-likely.ts';
import { requireOrganization } from './require-organization.ts';

const { db } = await createTestDatabase();
const context = testContext(db);
const [HERE, NEXT_DOOR, STREET, OTHER_STREET] = ['410402001001', '410402001002', '410402001000', '410402002001'];
const ids = new Map<string, number>();

async function create(name: string, div: string, leaderName: string, more: object = {}): Promise<void> {
  const values = { name, div, leaderName, tier: '台账', category: '文体娱乐类', establishedOn: '2022-03-01', memberCount: 9, isHub: false, ...more };
  ids.set(name, (await createRecord(context, productRegisters, 'organizations', values)).id);
}
const likely = async (question: object, at = context) =>
  (await findLikely(at, productRegisters, { name: '无名社', division: HERE, ...question })).map(
    ({ candidate, reasons }) => `${candidate.name} ${reasons.join()}`,
  );
const likelyOf = async (name: string) =>
  (await findLikelyOf(context, productRegisters, await requireOrganization(context, ids.get(name) ?? 0))).likely.map(({ candidate }) => candidate.name);

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410402'] });
  await create('夕阳红合唱队', NEXT_DOOR, '张春', { leaderIdNumber: idNumberOf(1) });
  await create('夕阳红社区合唱团', STREET, '李玉');
  await create('夕阳红老年合唱队', OTHER_STREET, '王五');
  await create('秧歌队', OTHER_STREET, '赵六', { leaderIdNumber: idNumberOf(2) });
  await create('旧夕阳红合唱队', HERE, '张春', { endedOn: '2023-01-01' });
});

it('finds similar names in the same street, not elsewhere and not ended ones', async () => {
  expect(await likely({ name: '夕阳红合唱队' })).toEqual(['夕阳红社区合唱团 similarName', '夕阳红合唱队 similarName']);
});

it('leaves similar names of another community alone: each has a choir of its own', async () => {
  expect(await likely({ name: '夕阳红合唱团' })).toEqual(['夕阳红社区合唱团 similarName']);
});

it('finds the same leader there by name, and anywhere in the county by ID number', async () => {
  expect(await likely({ leaderName: '李玉' })).toEqual(['夕阳红社区合唱团 sameLeader']);
  expect(await likely({ leaderIdNumber: idNumberOf(2) })).toEqual(['秧歌队 sameLeader']);
});

it('takes namesakes with different numbers for two people', async () => {
  expect(await likely({ leaderName: '张春', leaderIdNumber: idNumberOf(3) })).toEqual([]);
});

it('finds nothing for a new name of a new leader, and nothing outside the jurisdiction', async () => {
  expect(await likely({ leaderName: '钱七' })).toEqual([]);
  const elsewhere = { ...context, actor: { ...context.actor, range: { from: 410403000000, to: 410404000000 } } };
  const committee = { ...context, actor: { ...context.actor, range: { from: Number(HERE), to: Number(HERE) + 1 } } };
  expect(await likely({ name: '夕阳红合唱队', leaderName: '李玉' }, committee)).toEqual([]);
  await expect(likely({ name: '夕阳红合唱队' }, elsewhere)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
});

it('offers a pair from both sides until somebody decides', async () => {
  expect([await likelyOf('夕阳红合唱队'), await likelyOf('夕阳红社区合唱团')]).toEqual([['夕阳红社区合唱团'], ['夕阳红合唱队']]);
  await keepApart(context, productRegisters, 'organizations', [ids.get('夕阳红合唱队') ?? 0, ids.get('夕阳红社区合唱团') ?? 0], '两个队，13912345678确认');
  const { rows } = await sql<{ reason: string }>`select reason from record_pair_decisions`.execute(db);
  expect(rows).toEqual([{ reason: '两个队，139****5678确认' }]);
  expect([await likelyOf('夕阳红合唱队'), await likelyOf('夕阳红社区合唱团'), await likelyOf('旧夕阳红合唱队')]).toEqual([[], [], []]);
});
