/** Two people at the same moment: one of them wins, the other is told so, and nothing is lost or doubled. */
import { sql } from 'kysely';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccountByName } from '#modules/accounts/server/account-store.ts';
import { inviteAgain } from '#modules/accounts/server/public.ts';
import { PASSWORD } from '#tests/support/accounts.ts';
import { evidenceWorkbook } from '#tests/support/evidence-workbook.ts';
import { type House, openHouse } from './open-house.ts';
import { SHUGUANG, XINHUA } from './places.ts';
import { get, type Question, send, upload } from './question.ts';

let house: House;
const ROUNDS = 12;

beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.app.close());

function as(role: string, question: Question): Promise<LightMyRequestResponse> {
  const cookie = house.seats.find((seat) => seat.role === role)?.cookie;
  return house.app.inject({ ...question, headers: { ...question.headers, cookie } });
}
const clerk = (question: Question) => as('districtCivilAffairsStaff', question);
const city = (question: Question) => as('cityCivilAffairsStaff', question);

function statuses(replies: readonly LightMyRequestResponse[]): number[] {
  return replies.map((reply) => reply.statusCode).sort();
}

async function count(query: ReturnType<typeof sql<{ count: number }>>): Promise<number> {
  return (await query.execute(house.owner)).rows[0]?.count ?? 0;
}

/** A training, as a form sends it. */
const training = (name: string, more: object = {}) => ({
  values: { name, div: XINHUA.code, hostLevel: '区', startedOn: '2022-06-01', audiences: ['骨干'], participants: 1, ...more },
});
const create = (name: string, more: object = {}) => clerk(send('POST', '/registers/trainings/records', training(name, more)));

describe('at the same moment', () => {
  it('one of many equal records is made', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const replies = await Promise.all(Array.from({ length: 6 }, () => create(`同时${round}`)));
      expect(statuses(replies)).toEqual([200, 409, 409, 409, 409, 409]);
    }
  });

  it('one of many changes of a record is kept, and the others hear of it', async () => {
    const { id } = (await create('同改')).json();
    const replies = await Promise.all(
      Array.from({ length: 6 }, (_, index) => clerk(send('PATCH', `/registers/trainings/records/${id}`, { version: 1, values: { participants: 10 + index } }))),
    );
    expect(statuses(replies)).toEqual([200, 409, 409, 409, 409, 409]);
  });

  it('two imports of one file make every record once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const rows = Array.from({ length: 40 }, (_, index) => `同时导入${round}之${index}`);
      const file = (names: string[]) =>
        evidenceWorkbook({
          培训: names.map((名称) => ({ 名称, 主办单位区划代码: XINHUA.code, 主办层级: '区', 开始日期: '2022-06-01', 培训对象: '骨干', 参训人次: 1 })),
        });
      // the second in another order, so that each holds what the other waits for
      const files = [await file(rows), await file(rows.toReversed())];
      const replies = await Promise.all(files.map((bytes) => clerk(upload('/imports', 'a.xlsx', bytes))));
      const outcomes = replies.map((reply) => [reply.statusCode, reply.json().error?.code ?? null, reply.json().batch !== null]);
      expect(outcomes.filter(([, , isWritten]) => isWritten)).toHaveLength(1);
      for (const [status, problem, isWritten] of outcomes) {
        expect(status).toBe(200);
        expect(isWritten ? null : problem).toBeOneOf([null, 'IMPORT_COLLIDED']);
      }
      expect(await count(sql`select count(*)::int as count from trainings where name like ${`同时导入${round}之%`}`)).toBe(40);
    }
  });

  it('an import is undone once', async () => {
    const bytes = await evidenceWorkbook({ 支持平台: [{ 名称: '一次撤销', 所属区划代码: XINHUA.code, 层级: '区', 类型: '支持平台', 启用日期: '2022-01-01' }] });
    const { batch } = (await clerk(upload('/imports', 'a.xlsx', bytes))).json();
    const replies = await Promise.all([1, 2, 3].map(() => clerk(send('POST', `/imports/${batch}/undo`, { reason: '误' }))));
    expect(statuses(replies)).toEqual([200, 409, 409]);
  });

  it('undoing an import never swallows a change that was acknowledged', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const rows = Array.from({ length: 30 }, (_, index) => ({
        名称: `撤改${round}之${index}`,
        所属区划代码: XINHUA.code,
        层级: '区',
        类型: '支持平台',
        启用日期: '2022-01-01',
      }));
      const { batch } = (await clerk(upload('/imports', 'a.xlsx', await evidenceWorkbook({ 支持平台: rows })))).json();
      const { items } = (await clerk(get(`/registers/platforms/records?limit=1&q=${encodeURIComponent(`撤改${round}之29`)}`))).json();
      const change = send('PATCH', `/registers/platforms/records/${items[0].id}`, { version: 1, values: { operator: '某社' } });
      const [undone, changed] = await Promise.all([clerk(send('POST', `/imports/${batch}/undo`, { reason: '误' })), clerk(change)]);
      expect([undone.statusCode, changed.statusCode]).toBeOneOf([
        [200, 404],
        [200, 409],
        [409, 200],
      ]);
    }
  });

  it('a record that belongs to another never outlives it, and lies where it lies', async () => {
    const city = { cookie: house.seats.find((seat) => seat.role === 'cityCivilAffairsStaff')?.cookie };
    for (let round = 0; round < ROUNDS; round += 1) {
      const values = { name: `站${round}`, div: SHUGUANG.code, startedOn: '2022-01-01' };
      const { id } = (await clerk(send('POST', '/registers/stations/records', { values }))).json();
      const worker = { stationName: values.name, stationDiv: SHUGUANG.code, name: '某社工', startedOn: '2022-02-01' };
      const act =
        round % 2 === 0
          ? send('DELETE', `/registers/stations/records/${id}`, { version: 1, reason: '误' })
          : send('PATCH', `/registers/stations/records/${id}`, { version: 1, values: { div: '410403001000' } });
      const replies = await Promise.all([
        clerk(send('POST', '/registers/station-workers/records', { values: worker })),
        house.app.inject({ ...act, headers: { ...act.headers, ...city } }),
      ]);
      expect(statuses(replies).every((status) => status < 500)).toBe(true);
    }
    const astray = sql<{ count: number }>`
      select count(*)::int as count from station_workers w left join stations s on s.id = w.station_id where s.id is null or s.div <> w.div or s.district <> w.district`;
    expect(await count(astray)).toBe(0);
  });

  it('two organizations are merged one way', async () => {
    const [one, other] = (house.records.get('organizations')?.get(SHUGUANG.code) ?? []).map(String);
    const merge = (keep?: string, remove?: string) =>
      clerk(send('POST', '/organizations/duplicates/merge', { keep, keepVersion: 1, remove, removeVersion: 1, reason: '同一个' }));
    const [first, second] = statuses(await Promise.all([merge(one, other), merge(other, one)]));
    expect([first, second]).toBeOneOf([
      [200, 404],
      [200, 409],
    ]);
  });

  it('a report is drafted, handed in and accepted once', async () => {
    const together = (question: Question, ask: typeof clerk) => Promise.all([1, 2, 3].map(() => ask(question)));
    const drafts = await together(send('POST', '/reports', { plan: 'national-2021', period: '2022Q3', division: XINHUA.code }), clerk);
    expect(statuses(drafts)).toEqual([200, 409, 409]);
    const { id } = drafts.find((reply) => reply.statusCode === 200)?.json() ?? {};
    expect(statuses(await together(send('POST', `/reports/${id}/hand-in`, { version: 1 }), clerk))).toEqual([200, 409, 409]);
    expect(statuses(await together(send('POST', `/reports/${id}/accept`, { version: 2 }), city))).toEqual([200, 409, 409]);
    expect(await count(sql`select count(*)::int as count from hand_ins where div = ${Number(XINHUA.code)} and period = '2022Q3'`)).toBe(1);
  });

  it('a plan gets one new version', async () => {
    const change = (threshold: number) => send('POST', '/plans/pingdingshan-2021/versions', { target: 'PDS-Q01', threshold, reason: '调整', baseVersion: 1 });
    expect(statuses(await Promise.all([11, 12, 13].map((threshold) => city(change(threshold)))))).toEqual([200, 409, 409]);
    expect(await count(sql`select count(*)::int as count from plan_versions where plan_id = 'pingdingshan-2021'`)).toBe(2);
  });

  it('a one-time link opens once', async () => {
    const account = await findAccountByName(house.db, 'seat-huboperator');
    const { path } = await inviteAgain(house.operator, account?.id ?? 0);
    const enter = () =>
      house.app.inject({
        method: 'POST',
        url: path,
        headers: { host: 'localhost', origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ password: PASSWORD, repeated: PASSWORD }).toString(),
      });
    expect(statuses(await Promise.all([enter(), enter(), enter()]))).toEqual([303, 404, 404]);
    expect(await count(sql`select count(*)::int as count from sessions where account_id = ${account?.id ?? 0}`)).toBe(1);
  });

  it('a record made while its division ends goes to the heir', async () => {
    const communities = ['410402002001', '410402002002', '410402002003', '410402002004'];
    const heir = '410402002005';
    for (const [round, code] of communities.entries()) {
      const writes = Array.from({ length: 6 }, (_, index) => create(`划入${round}之${index}`, { div: code, hostLevel: '社区' }));
      const merging = clerk(send('POST', '/divisions/operations', { kind: 'merge', codes: [code], into: heir, onDay: '2023-11-01', reason: '批复' }));
      const replies = await Promise.all([...writes.slice(0, 3), merging, ...writes.slice(3)]);
      expect(statuses(replies)).toEqual([200, 200, 200, 200, 200, 200, 200]);
    }
    expect(
      await count(sql`select count(*)::int as count from trainings t join divisions d on d.key = t.div where t.name like '划入%' and d.valid_to is not null`),
    ).toBe(0);
    expect(await count(sql`select count(*)::int as count from trainings where name like '划入%' and div = ${Number(heir)}`)).toBe(24);
  });
});

it('leaves the counters as a recount would have them', async () => {
  const { check } = (await city(send('POST', '/indicators/check'))).json();
  expect(check).toMatchObject({ drifted: 0 });
});
