import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { readWorkbook } from '#engines/documents/excel/read-workbook.ts';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { countByPlace } from '#platform/registers/count-by-place.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { actorAs } from '#tests/support/filings.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { listViewsOf } from '../view-store.ts';
import { exportList } from './export-list.ts';
import { removeView, saveView } from './save-view.ts';

const { db } = await createTestDatabase();
const context = testContext(db);
const STREET = 410402001000;
const PHONE = '13912345678';
const ALL = { state: 'all', filters: {} } as const;
const as = (id: string, division = STREET): Context => ({ ...context, actor: actorAs('streetStaff', division, 'township', id) });

async function create(name: string, div: string, category: string): Promise<void> {
  const values = { name, div, category, leaderName: '张春', leaderPhone: PHONE, tier: '备案', establishedOn: '2022-03-01', memberCount: 9, isHub: false };
  await createRecord(context, productRegisters, 'organizations', values);
}

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410402', '410403'] });
  await create('合唱队', '410402001001', '文体娱乐类');
  await create('互助社', '410402001001', '居民互助类');
  await create('书画社', '410402001002', '文体娱乐类');
  await create('街道艺术团', '410402001000', '文体娱乐类');
  await create('卫东队', '410403001000', '文体娱乐类');
  await loadDivisions(context, { scope: ['460105', '460400', '469001', '469002'] });
  await create('秀英队', '460105001000', '其他');
  await create('那大队', '460400100000', '其他');
  await create('和庆队', '460400101000', '其他');
  await create('五指山队', '469001100000', '其他');
  await create('琼海队', '469002100000', '其他');
  await create('琼海二队', '469002100000', '其他');
});

describe('records by place', () => {
  const places = async (query: object, at = context) =>
    (await countByPlace(at, productRegisters, 'organizations', { ...ALL, ...query })).map(({ code, count }) => [code, count]);
  const ARTS = { category: { oneOf: ['文体娱乐类'] } };

  it('are counted one level below the place asked for, under the filters of the list', async () => {
    expect(await places({ division: '410400' })).toEqual([
      ['410402000000', 4],
      ['410403000000', 1],
    ]);
    expect(await places({ division: '410402' })).toEqual([['410402001000', 4]]);
    expect(await places({ division: '410402001' })).toEqual([
      ['410402001000', 1],
      ['410402001001', 2],
      ['410402001002', 1],
    ]);
    expect(await places({ division: '410402001', filters: ARTS })).toEqual([
      ['410402001000', 1],
      ['410402001001', 1],
      ['410402001002', 1],
    ]);
  });

  it('name counties right below a province, whose code is that of no city', async () => {
    const below = await countByPlace(context, productRegisters, 'organizations', { ...ALL, division: '460000' });
    expect(below).toEqual([
      { code: '460100000000', name: '海口市', count: 1 },
      { code: '460400000000', name: '儋州市', count: 2 },
      { code: '469001000000', name: '五指山市', count: 1 },
      { code: '469002000000', name: '琼海市', count: 2 },
    ]);
  });

  it('name townships right below a city without counties', async () => {
    expect(await places({ division: '460400' })).toEqual([
      ['460400100000', 1],
      ['460400101000', 1],
    ]);
  });

  it('are those of the own jurisdiction, below the own place', async () => {
    expect(await places({}, as('1'))).toEqual([
      ['410402001000', 1],
      ['410402001001', 2],
      ['410402001002', 1],
    ]);
    await expect(places({ division: '410403' }, as('1'))).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  });
});

describe('a filtered list as Excel', () => {
  it('holds what the list shows, numbers masked, for whoever may', async () => {
    const { bytes, name } = await exportList(context, productRegisters, 'organizations', { ...ALL, q: '社' });
    const [sheet] = await readWorkbook(bytes);
    const rows = await Array.fromAsync(sheet?.rows() ?? []);
    const texts = rows.map(({ cells }) => cells.map(({ value }) => String(value ?? '')));
    expect([name, texts.length]).toEqual(['社区社会组织', 3]);
    expect(texts.flat()).toEqual(expect.arrayContaining(['互助社', '书画社', '139****5678']));
    expect(texts.flat().join()).not.toContain(PHONE);
  });
});

describe('saved views', () => {
  const SEARCH = 'state=current&q=%E7%A4%BE';
  const names = async (at: Context) => (await listViewsOf(db, at, 'organizations')).map(({ name, isOwn }) => [name, isOwn]);

  it('are one’s own, or shared within the office and nowhere else', async () => {
    await saveView(as('1'), productRegisters, { register: 'organizations', name: '社', search: SEARCH, isShared: true });
    await saveView(as('1'), productRegisters, { register: 'organizations', name: '私', search: 'q=x', isShared: false });
    expect(await names(as('1'))).toEqual([
      ['社', true],
      ['私', true],
    ]);
    expect([await names(as('2')), await names(as('3', 410402002000)), await names(as('4', 410403001000))]).toEqual([[['社', false]], [], []]);
  });

  it('of the same name replace each other, and are removed by their owner alone', async () => {
    const id = await saveView(as('1'), productRegisters, { register: 'organizations', name: '社', search: `q=${PHONE}`, isShared: false });
    expect((await listViewsOf(db, as('1'), 'organizations')).find(({ name }) => name === '社')).toMatchObject({ search: 'q=139****5678', isShared: false });
    const called = await saveView(as('1'), productRegisters, { register: 'organizations', name: `找${PHONE}`, search: '', isShared: true });
    expect((await names(as('1'))).map(([name]) => name)).toContain('找139****5678');
    await removeView(as('1'), called);
    await expect(removeView(as('2'), id)).rejects.toMatchObject({ code: 'VIEW_NOT_FOUND' });
    await removeView(as('1'), id);
    expect(await names(as('1'))).toEqual([['私', true]]);
  });

  it('belong to a register that there is, and to a number one can find again', async () => {
    const save = (name: string, register = 'talents') => saveView(as('9'), productRegisters, { register, name, search: '', isShared: false });
    await expect(save('无', 'nothing')).rejects.toMatchObject({ code: 'REGISTER_UNKNOWN' });
    for (let number = 0; number < 50; number += 1) await save(`第${number}`);
    await expect(save('再一个')).rejects.toMatchObject({ code: 'VIEWS_TOO_MANY' });
    // one of them may still be kept anew under its name
    await save('第7');
  });
});

describe('views when divisions change', () => {
  it('go where the posts go that kept them, their own and the shared ones', async () => {
    const [closed, heir] = [410403001000, 410402002000];
    const view = { register: 'organizations', name: '卫东的', search: 'q=队', isShared: true };
    await saveView(as('keeper', closed), productRegisters, view);
    await saveView(as('keeper', closed), productRegisters, { ...view, name: '自己的', isShared: false });
    const namesOf = async (at: Context) => (await listViewsOf(db, at, 'organizations')).map(({ name }) => name).sort();
    expect(await namesOf(as('colleague', closed))).toEqual(['卫东的']);
    const operation = { kind: 'merge' as const, onDay: '2023-06-01', reason: '批复', codes: [String(closed)], into: String(heir) };
    await carryOutOperation({ ...context, platform: { ...context.platform, facts: createProductFacts() } }, operation);
    expect(await namesOf(as('keeper', heir))).toEqual(['卫东的', '自己的']);
    expect(await namesOf(as('colleague', heir))).toEqual(['卫东的']);
  });
});
