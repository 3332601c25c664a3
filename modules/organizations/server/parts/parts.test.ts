import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { organizationMeans } from '#apps/server/organization-means.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { workbookBytes } from '#engines/documents/excel/write-workbook.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { getRecord } from '#platform/registers/get-record.ts';
import { listRecords } from '#platform/registers/list-records.ts';
import { revealRecord } from '#platform/registers/reveal-record.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { rangeOf } from '#shared/division-code.ts';
import { actorAs, idNumberOf } from '#tests/support/filings.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { partHandlers } from '../bind-parts.ts';
import { importRoster } from '../commands/import-roster.ts';
import { saveOwnMemberIn } from '../commands/keep-own-roster.ts';
import { mergeOrganizations } from '../commands/merge-organizations.ts';
import { addPart, changePart } from '../commands/save-part.ts';
import type { PartId } from '../../contract/parts.ts';
import { getOrganizationPage } from '../queries/get-organization-page.ts';
import { listHappenings } from '../queries/list-happenings.ts';
import { listPart } from '../queries/list-part.ts';
import { listRelated } from '../queries/list-related.ts';
import { requireOrganization } from '../queries/require-organization.ts';
import { requirePartRecord } from '../part-owner.ts';

const { db, owner } = await createTestDatabase();
const context = testContext(db);
const COMMUNITY = 410402001001;
const SHENZHEN = 440303001001;
const PHONE = '13912345678';
const LEADER = { role: '负责人', name: '李玉', startedOn: '2023-01-01', hasFullCapacity: true, isDeprivedOfPoliticalRights: false };

let number = 0;
async function organization(more: object = {}): Promise<number> {
  number += 1;
  const values = {
    name: `第${number}队`,
    div: String(COMMUNITY),
    tier: '备案',
    category: '文体娱乐类',
    establishedOn: '2022-03-01',
    leaderName: '张春',
    memberCount: 9,
    isHub: false,
  };
  return (await createRecord(context, productRegisters, 'organizations', { ...values, ...more })).id;
}
const add = (id: number, part: PartId, values: Record<string, unknown>, at: Context = context) =>
  addPart(at, productRegisters, { organizationId: id, part }, values as never);
const list = async (id: number, part: PartId, at: Context = context) => listPart(at, productRegisters, await requireOrganization(at, id), part, undefined);
const refusal = (work: Promise<unknown>): Promise<{ code?: string; message?: string; fields?: { path: string; message: string }[] }> =>
  work.then(
    () => ({}),
    (error: { code?: string }) => error,
  );
const as = (role: Parameters<typeof actorAs>[0]): Context => ({ ...context, actor: actorAs(role, 410402001000, 'township') });

beforeAll(() => loadDivisions(context, { scope: ['410402', '410403', '440303001'] }), 60_000);

describe('people in charge', () => {
  it.each([
    ['deprived of political rights', { ...LEADER, isDeprivedOfPoliticalRights: true }, 'X02 art.13'],
    ['without full capacity', { ...LEADER, hasFullCapacity: false }, 'X02 art.13'],
    ['not of age', { ...LEADER, bornOn: '2010-01-01' }, 'X02 art.13'],
    ['heading another association as legal representative', { ...LEADER, role: '法定代表人', headsAnother: true }, 'X02 art.12'],
  ])('are refused when %s', async (_what, values, clause) => {
    const { code, fields } = await refusal(add(await organization(), 'people', values));
    expect([code, fields?.[0]?.message]).toEqual(['RECORD_INVALID', expect.stringContaining(clause)]);
  });

  it.each([
    ['a founder is not judged', { ...LEADER, role: '发起人', hasFullCapacity: null, isDeprivedOfPoliticalRights: true }],
    ['somebody who left is history', { ...LEADER, isDeprivedOfPoliticalRights: true, endedOn: '2023-02-01' }],
    ['a leader may head another group', { ...LEADER, headsAnother: true }],
  ])('%s', async (_what, values) => expect((await add(await organization(), 'people', values)).notices).toEqual([]));

  it('are told of what nobody looked at', async () => {
    const id = await organization();
    const { notices } = await add(id, 'people', { role: '拟任负责人', name: '王五', startedOn: '2023-01-01' });
    expect(notices).toMatchObject([{ rule: 'eligibility-unknown' }]);
    expect((await list(id, 'people')).items[0]?.eligibility.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
  });

  it('who are cadres need an approval in 深圳 and nowhere else', async () => {
    const cadre = { ...LEADER, isStreetCadre: true };
    const { fields } = await refusal(add(await organization({ div: String(SHENZHEN) }), 'people', cadre));
    expect(fields?.[0]).toEqual({ path: 'values.approvalNumber', message: expect.stringContaining('SZ L12') });
    const approved = await add(await organization({ div: String(SHENZHEN) }), 'people', { ...cadre, approvalNumber: '罗组〔2023〕1号' });
    expect([approved.notices, (await add(await organization(), 'people', cadre)).notices]).toEqual([[], []]);
  });

  it('become the leader of the record while in office, numbers and all', async () => {
    const id = await organization({ leaderPhone: '13900000001' });
    const person = { ...LEADER, idNumber: idNumberOf(1), phone: PHONE, politics: '中共党员' };
    await add(id, 'people', person);
    const record = await getRecord(context, productRegisters, 'organizations', id);
    expect(record.values).toMatchObject({ leaderName: '李玉', leaderPhone: '139****5678', leaderPolitics: '中共党员' });
    expect(await revealRecord(context, productRegisters, 'organizations', id, '核对')).toEqual({ leaderIdNumber: idNumberOf(1), leaderPhone: PHONE });
    expect(record.history[0]).toMatchObject({ reason: '负责人任职' });
    await add(id, 'people', { ...LEADER, name: '赵六', startedOn: '2024-01-01' });
    expect((await getRecord(context, productRegisters, 'organizations', id)).values['leaderName']).toBe('李玉');
  });

  it('are shown masked, found by number, and hidden from posts without that class of data', async () => {
    const id = await organization();
    await add(id, 'people', { ...LEADER, name: '孙七', idNumber: idNumberOf(2), phone: PHONE });
    const shown = await list(id, 'people');
    expect(shown.items[0]?.values).toMatchObject({ idNumber: `410***********${idNumberOf(2).slice(-4)}`, phone: '139****5678' });
    const found = await listRecords(context, productRegisters, 'organization-people', {
      number: idNumberOf(2),
      state: 'all',
      filters: {},
      limit: 5,
      withTotal: true,
    });
    expect(found.total).toBe(1);
    expect(await list(id, 'people', as('industryRegulator'))).toMatchObject({ isShown: false, items: [], total: 0 });
    const asked = listRecords(as('industryRegulator'), productRegisters, 'organization-people', { state: 'all', filters: {}, limit: 5, withTotal: true });
    expect(await refusal(asked)).toMatchObject({ code: 'DATA_CLASS_MISSING' });
    expect((await listHappenings(as('industryRegulator'), organizationMeans, id)).filter(({ title }) => title.includes('孙七'))).toEqual([]);
    expect((await listHappenings(context, organizationMeans, id)).map(({ title }) => title)).toContain('孙七任负责人');
  });
});

it('offers changes and numbers in clear to whoever has the right, and to nobody else', async () => {
  const id = await organization();
  const offered = async (role: Parameters<typeof as>[0]) => [
    (await getOrganizationPage(as(role), productRegisters, id, undefined)).abilities,
    ...(await Promise.all((['venues', 'people'] as const).map(async (part) => (await list(id, part, as(role))).abilities))),
  ];
  const [both, none] = [
    { edit: true, reveal: true },
    { edit: false, reveal: false },
  ];
  expect(await offered('streetStaff')).toEqual([both, both, both]);
  expect(await offered('industryRegulator')).toEqual([none, none, none]);
  const narrow = as('streetStaff');
  const general = {
    ...narrow,
    actor: { ...narrow.actor, grants: new Map([...narrow.actor.grants.keys()].map((verb) => [verb, new Set(['general'] as const)])) },
  };
  expect((await list(id, 'people', general)).abilities).toEqual(none);
});

describe('a record of one organization', () => {
  it('is not reached through another, nor from outside', async () => {
    const [one, other] = [await organization(), await organization()];
    const { id, version } = await add(one, 'venues', { name: '活动室', address: '平安路1号', startedOn: '2023-01-01' });
    expect(await refusal(changePart(context, productRegisters, { organizationId: other, part: 'venues', id, version }, { area: 5 }, undefined))).toMatchObject({
      code: 'RECORD_NOT_FOUND',
    });
    expect(await refusal(requirePartRecord(db, context, 'venues', other, id))).toMatchObject({ code: 'RECORD_NOT_FOUND' });
    const elsewhere = { ...context, actor: { ...context.actor, range: rangeOf(410403000000, 'county') } };
    expect(await refusal(add(one, 'venues', { name: '别处', address: '路2号', startedOn: '2023-01-01' }, elsewhere))).toMatchObject({
      code: 'RECORD_NOT_FOUND',
    });
    expect(await changePart(context, productRegisters, { organizationId: one, part: 'venues', id, version }, { area: 5.5 }, '实测')).toMatchObject({
      version: 2,
    });
  });

  it('shows no number to whoever names another, and goes into no other roster', async () => {
    const [one, other] = [await organization(), await organization()];
    const member = await add(one, 'members', { kind: '个人', name: '钱八', phone: PHONE, joinedOn: '2023-01-01' });
    const { revealPart } = partHandlers(productRegisters);
    const asked = (of: number) => ({ params: { id: String(of), part: 'members', record: String(member.id) }, query: {}, body: { reason: '核对名册' } });
    const reveal = (of: number) => revealPart(context, asked(of) as never, {} as never);
    expect(await refusal(reveal(other))).toMatchObject({ code: 'RECORD_NOT_FOUND' });
    expect(await reveal(one)).toMatchObject({ values: { phone: PHONE } });
    const saveAs = (of: number) => inTransaction(db, (tx) => saveOwnMemberIn(tx, context, productRegisters, of, member, { name: '钱八八' }));
    expect(await refusal(saveAs(other))).toMatchObject({ code: 'RECORD_NOT_FOUND' });
    expect((await list(other, 'members')).items).toEqual([]);
    expect(await refusal(saveAs(one))).toEqual({});
  });

  it('moves with its organization, history included', async () => {
    const id = await organization();
    const member = await add(id, 'members', { kind: '个人', name: '钱八', joinedOn: '2023-01-01' });
    await updateRecord(context, productRegisters, 'organizations', id, 1, { div: '410403001000' });
    expect((await list(id, 'members')).items).toMatchObject([{ id: String(member.id), title: '钱八' }]);
    const { rows } = await sql`select district, div from organization_members where id = ${member.id}`.execute(owner);
    expect(rows).toEqual([{ district: 410403, div: 410403001000 }]);
  });
});

describe('venues', () => {
  it('say which other organizations share the address, however it is written', async () => {
    const [one, other] = [await organization(), await organization({ name: '舞蹈队' })];
    await add(one, 'venues', { name: '一楼', address: '光明路 12号（二楼）', startedOn: '2023-01-01' });
    await add(other, 'venues', { name: '活动室', address: '光明路12号(二楼)', startedOn: '2023-01-01' });
    await add(other, 'venues', { name: '旧址', address: '旧路1号', startedOn: '2020-01-01', endedOn: '2021-01-01' });
    expect((await list(one, 'venues')).items[0]?.sharedWith).toEqual([{ id: String(other), name: '舞蹈队' }]);
    const [near, far] = [await organization({ name: '近邻社' }), await organization({ name: '远邻社', div: '410402002001' })];
    for (const id of [near, far]) await add(id, 'venues', { name: '合用', address: '湖滨路3号', startedOn: '2023-01-01' });
    const sharedBy = async (at: Context) => (await list(near, 'venues', at)).items[0]?.sharedWith.map(({ name }) => name);
    expect([await sharedBy(context), await sharedBy(as('streetStaff'))]).toEqual([['远邻社'], []]);
    expect((await list(other, 'venues')).items.map(({ title, isCurrent }) => [title, isCurrent])).toEqual([
      ['活动室', true],
      ['旧址', false],
    ]);
  });
});

describe('hubs', () => {
  it('are joined by others, and list their members', async () => {
    const [hub, member, none] = [
      await organization({ name: '联合会', isHub: true }),
      await organization({ name: '太极队' }),
      await organization({ name: '普通社' }),
    ];
    const join = (name: string) => add(member, 'hubs', { hubName: name, hubDiv: String(COMMUNITY), joinedOn: '2023-03-01' });
    expect(await refusal(join('普通社'))).toMatchObject({ code: 'HUB_EXPECTED' });
    await join('联合会');
    expect(await listRelated(context, productRegisters, hub)).toMatchObject([
      { name: '枢纽成员组织', total: 1, items: [{ id: String(member), title: '太极队' }] },
    ]);
    expect(await listRelated(context, productRegisters, none)).toEqual([]);
    const far = await organization({ name: '外街太极队', div: '410402002001' });
    await add(far, 'hubs', { hubName: '联合会', hubDiv: String(COMMUNITY), joinedOn: '2023-03-01' });
    const members = async (at: Context) => (await listRelated(at, productRegisters, hub))[0];
    expect((await members(context))?.total).toBe(2);
    expect(await members(as('streetStaff'))).toMatchObject({ total: 1, items: [{ title: '太极队' }] });
    await mergeOrganizations(context, organizationMeans, { keep: { id: hub, version: 1 }, remove: { id: member, version: 1 }, reason: '同一个' });
    expect((await list(hub, 'hubs')).total).toBe(0);
  });
});

describe('two that are one', () => {
  it('keep the people, the roster and one profile; who was on both stands once', async () => {
    const [keep, remove] = [await organization(), await organization()];
    const both = { kind: '个人', name: '周九', idNumber: idNumberOf(9), joinedOn: '2023-01-01' };
    for (const id of [keep, remove]) {
      await add(id, 'members', both);
      await add(id, 'members', { kind: '个人', name: `只在${id}`, joinedOn: '2023-01-01' });
      await add(id, 'profile', { confirmedOn: '2023-05-01', purpose: `宗旨${id}`, tags: ['志愿服务'] });
    }
    await add(remove, 'people', { ...LEADER, role: '发起人' });
    await mergeOrganizations(context, organizationMeans, { keep: { id: keep, version: 1 }, remove: { id: remove, version: 1 }, reason: '同一个' });
    expect((await list(keep, 'members')).items.map(({ title }) => title).sort()).toEqual(['周九', `只在${keep}`, `只在${remove}`].sort());
    expect((await list(keep, 'profile')).items.map(({ values }) => values['purpose'])).toEqual([`宗旨${keep}`]);
    expect((await list(keep, 'people')).total).toBe(1);
  });
});

describe('a roster from a small table', () => {
  const file = async (rows: (string | number | null)[][]) => ({
    name: 'a.xlsx',
    bytes: await workbookBytes([{ name: '名册', columns: ['姓名', '成员类型', '身份证号', '手机号', '加入日期'].map((heading) => ({ heading })), rows }]),
  });
  const bring = async (id: number, rows: (string | number | null)[][], dryRun = false) => importRoster(context, productRegisters, id, await file(rows), dryRun);
  const ROWS = [
    ['吴一', '个人', idNumberOf(21), PHONE, '2023-01-01'],
    ['郑二', '个人', null, null, '2023-02-01'],
    ['春风公司', '单位', null, null, '2023-02-01'],
  ];

  it('is checked, written once, and brought up to date the second time', async () => {
    const id = await organization();
    expect(await bring(id, ROWS, true)).toMatchObject({ isWritten: false, created: 3, problems: [] });
    expect((await list(id, 'members')).total).toBe(0);
    expect(await bring(id, ROWS)).toMatchObject({ isWritten: true, created: 3 });
    const [first, ...rest] = ROWS;
    expect(await bring(id, [[...(first ?? []).slice(0, 3), '13912345679', '2023-01-01'], ...rest])).toMatchObject({
      isWritten: true,
      created: 0,
      updated: 1,
      unchanged: 2,
    });
    expect((await list(id, 'members')).total).toBe(3);
  });

  it('writes nothing while one row is wrong, and says which', async () => {
    const id = await organization();
    const wrong = await bring(id, [...ROWS, ['冯三', '个人', '410402197001010010', null, '2023-13-01']]);
    expect(wrong.isWritten).toBe(false);
    expect(wrong.problems.map(({ row, heading }) => [row, heading])).toEqual(
      expect.arrayContaining([
        [5, '身份证号'],
        [5, '加入日期'],
      ]),
    );
    expect((await list(id, 'members')).total).toBe(0);
  });

  it('is no other place’s to bring in', async () => {
    const id = await organization();
    const elsewhere = { ...context, actor: actorAs('streetStaff', 410403001000, 'township') };
    expect(await refusal(importRoster(elsewhere, productRegisters, id, await file(ROWS), false))).toMatchObject({ code: 'RECORD_NOT_FOUND' });
    expect((await list(id, 'members')).total).toBe(0);
  });

  it('that names nobody is told apart, and a long one is refused', async () => {
    const id = await organization();
    const other = { name: 'a.xlsx', bytes: await workbookBytes([{ name: '表', columns: [{ heading: '电话' }], rows: [['1']] }]) };
    expect(await refusal(importRoster(context, productRegisters, id, other, true))).toMatchObject({ code: 'ROSTER_UNREADABLE' });
    expect(
      await refusal(
        bring(
          id,
          Array.from({ length: 1001 }, (_, index) => [`人${index}`, '个人', null, null, '2023-01-01']),
        ),
      ),
    ).toMatchObject({ code: 'ROSTER_TOO_LONG' });
  });
});

describe('a charter', () => {
  it('that lacks the party clause is told so, as demanded in 海南 alone', async () => {
    const id = await organization();
    const { notices } = await add(id, 'documents', { kind: '章程', title: '章程', adoptedOn: '2023-01-01', content: '第一条 名称。' });
    expect(notices.map(({ rule }) => rule)).toEqual(['charter-gaps']);
    expect((await list(id, 'documents')).items[0]?.gaps.length).toBeGreaterThan(5);
  });
});
