import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { exchangeMeans } from '#apps/server/exchange-means.ts';
import { readWorkbook } from '#engines/documents/excel/read-workbook.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { checkFigures } from '#modules/indicators/server/public.ts';
import { getProgress } from '#modules/plans/server/public.ts';
import type { Context } from '#platform/context.ts';
import { deleteRecord } from '#platform/registers/end-record.ts';
import { listRecords } from '#platform/registers/list-records.ts';
import { listKept } from '#platform/registers/run-elsewhere.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { rangeOf } from '#shared/division-code.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { COMMUNITY, DISTRICT, FIRST_DAY, openTwoInstallations, type TwoInstallations } from '#tests/support/exchange.ts';
import { acceptAgreement, sendNow } from './commands/accept-agreement.ts';
import { endAgreement } from './commands/end-agreement.ts';
import { joinAgreement } from './commands/join-agreement.ts';
import { mendDifference } from './commands/mend-difference.ts';
import { offerAgreement } from './commands/offer-agreement.ts';
import { compareNow, sendExchange } from './commands/send-exchange.ts';
import { comparisonWorkbook } from './queries/comparison-workbook.ts';
import { getAgreement } from './queries/get-agreement.ts';

const cityBase = await createTestDatabase();
const districtBase = await createTestDatabase();
const PLAN = 'pingdingshan-2021';
const ORGANIZATION = { div: COMMUNITY, tier: '备案', category: '其他', establishedOn: '2022-03-01', leaderName: '张三', memberCount: 9, isHub: false };
const TERMS = {
  registers: [
    {
      register: 'organizations',
      columns: ['name', 'div', 'tier', 'category', 'establishedOn', 'endedOn', 'endReason', 'leaderName', 'memberCount', 'isHub', 'businessScopes'],
    },
    { register: 'station-workers', columns: ['name', 'stationName', 'stationDiv', 'startedOn', 'endedOn'] },
  ],
  plans: [PLAN],
};
let two: TwoInstallations;
let atCity = 0;
let atDistrict = 0;

const found = (name: string, more: object = {}) =>
  createRecord(two.district, productRegisters, 'organizations', { ...ORGANIZATION, name, leaderPhone: '13912345678', ...more });
const listed = async (context: Context, register = 'organizations') =>
  (await listRecords(context, productRegisters, register, { limit: 200, withTotal: false, state: 'all', filters: {} })).items;
const namesAtCity = async () => (await listed(two.city)).map(({ values }) => values['name']);
const send = (context = two.district) => sendExchange(context, exchangeMeans);
const seen = (context: Context, id: number) => getAgreement(context, exchangeMeans, id);
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const newest = async (context: Context) => {
  const { rows } = await sql<{ id: number }>`select max(id) as id from exchange_agreements`.execute(context.platform.db);
  return rows[0]?.id ?? 0;
};
const offer = (more: object = {}) =>
  offerAgreement(two.city, exchangeMeans, { name: '平顶山市平台', partner: '新华区平台', division: DISTRICT, terms: TERMS, ...more });
const valuesOf = async (context: Context) =>
  (await getProgress(context, { plan: PLAN, division: DISTRICT })).targets
    // those of registers that are not agreed upon are each side's own
    .filter(({ id }) => ['PDS-Q01', 'PDS-Q02'].includes(id))
    .map(({ id, numerator, denominator }) => [id, numerator, denominator]);

beforeAll(async () => {
  two = await openTwoInstallations(cityBase.db, districtBase.db);
}, 120_000);

describe('an agreement', () => {
  it('is compared by whoever answers for the whole installation only', async () => {
    const county = { ...two.district, actor: { ...two.district.actor, range: rangeOf(Number(DISTRICT), 'county') } };
    expect(await codeOf(compareNow(county, 1))).toBe('EXCHANGE_WHOLE');
    expect(await codeOf(compareNow(two.district, 1))).toBe('EXCHANGE_NOT_FOUND');
  });

  it('is refused without what a record must have, for numbers of people, and for nothing at all', async () => {
    const terms = (columns: string[]) => ({ terms: { registers: [{ register: 'organizations', columns }], plans: [] } });
    expect(await codeOf(offer(terms(['name', 'div'])))).toBe('EXCHANGE_COLUMNS_LACKING');
    expect(await codeOf(offer(terms(['name', 'leaderPhone'])))).toBe('EXCHANGE_COLUMNS_UNKNOWN');
    expect(await codeOf(offer({ terms: { registers: [], plans: [] } }))).toBe('EXCHANGE_NOTHING_AGREED');
    expect(await codeOf(offer({ terms: { registers: [{ register: 'no-such', columns: ['name'] }], plans: [] } }))).toBe('EXCHANGE_REGISTER_UNKNOWN');
    for (const plan of ['guangzhou-2021', 'no-such-plan'])
      expect(await codeOf(offer({ terms: { registers: TERMS.registers, plans: [PLAN, plan] } })), plan).toBe('EXCHANGE_PLAN_ELSEWHERE');
  });

  it('is refused over a place whose records are entered here', async () => {
    const { id, version } = await createRecord(two.city, productRegisters, 'organizations', { ...ORGANIZATION, name: '市里先录的' });
    expect(await codeOf(offer())).toBe('PLACE_HAS_RECORDS');
    await deleteRecord(two.city, productRegisters, 'organizations', id, version, '移交给新华区');
  });

  it('is made by a code that is used once, and nothing goes out before the sender has looked at it', async () => {
    const { id, code } = await offer();
    atCity = id;
    expect(await codeOf(offer())).toBe('PLACE_RUN_ELSEWHERE');
    const join = (text: string) => joinAgreement(two.district, exchangeMeans, { address: two.cityAddress, code: text, name: '新华区平台' });
    expect(await codeOf(join('abc'))).toBe('EXCHANGE_CODE_FORM');
    expect(await codeOf(join(`${code.slice(0, -1)}${code.endsWith('a') ? 'b' : 'a'}`))).toBe('EXCHANGE_CODE_WRONG');
    atDistrict = await join(` ${code.slice(0, 20)} ${code.slice(20)}`);
    expect(await codeOf(join(code))).toBe('EXCHANGE_CODE_WRONG');
    const { agreement, headings } = await seen(two.district, atDistrict);
    expect(agreement).toMatchObject({ side: 'sender', state: 'offered', partner: '平顶山市平台', place: '新华区', terms: TERMS });
    expect(headings['organizations']).toContain('负责人姓名');
    await found('确认之前的社');
    await send();
    expect(await namesAtCity()).toEqual([]);
    // said at once, and not by a job half an hour later
    const invented = { ...exchangeMeans, holdsInvented: async () => true };
    expect(await codeOf(acceptAgreement(two.district, invented, atDistrict))).toBe('EXCHANGE_INVENTED');
    await acceptAgreement(two.district, exchangeMeans, atDistrict);
    expect(await codeOf(sendNow(two.district, invented, atDistrict))).toBe('EXCHANGE_INVENTED');
    expect(await codeOf(mendDifference(two.district, invented, atDistrict))).toBe('EXCHANGE_INVENTED');
    expect(await codeOf(sendExchange(two.district, invented))).toBe('EXCHANGE_INVENTED');
    expect(await namesAtCity()).toEqual([]);
  });

  it('leaves one owner of the place: nobody enters there at the city what the district sends', async () => {
    const enter = (register: string, values: object) => codeOf(createRecord(two.city, productRegisters, register, values as typeof ORGANIZATION));
    expect(await enter('organizations', { ...ORGANIZATION, name: '重复录入' })).toBe('RECORD_RUN_ELSEWHERE');
    expect(await enter('organizations', { ...ORGANIZATION, name: '卫东的社', div: '410403001001' })).toBe('done');
    // another register of the same place is the city's as before
    const platform = { name: '市级平台', div: DISTRICT, level: '区', kind: '支持平台', startedOn: '2022-01-01' };
    const { id, version } = await createRecord(two.city, productRegisters, 'platforms', platform);
    await deleteRecord(two.city, productRegisters, 'platforms', id, version, '试过了');
  });
});

describe('what is sent', () => {
  it('arrives with a receipt, in the registers and in the figures, without numbers of people', async () => {
    await found('晨光社', { businessScopes: ['居民互助', '文体'] });
    await send();
    expect(await namesAtCity()).toEqual(expect.arrayContaining(['确认之前的社', '晨光社']));
    const [record] = (await listed(two.city)).filter(({ values }) => values['name'] === '晨光社');
    expect(record?.values).toMatchObject({ leaderName: '张三', leaderPhone: null, businessScopes: ['居民互助', '文体'], tier: '备案' });
    const { agreement, packets } = await seen(two.district, atDistrict);
    expect(packets).toMatchObject([{ number: 1, refused: 0, accepted: packets[0]?.rows }]);
    expect(agreement).toMatchObject({ differing: 0, rows: { waiting: 0, refused: 0 } });
    const counted = await valuesOf(two.district);
    // the second is of villages, of which this district has none
    expect(counted.map(([id, numerator]) => [id, Number(numerator) > 0])).toEqual([
      ['PDS-Q01', true],
      ['PDS-Q02', false],
    ]);
    expect(await valuesOf(two.city)).toEqual(counted);
    const { figures } = await seen(two.city, atCity);
    expect(figures.length).toBeGreaterThan(3);
    expect(figures.some(({ received }) => Number(received.numerator) > 0)).toBe(true);
    for (const { received, own } of figures) expect(received).toEqual(own);
  });

  it('is not sent again when nothing has changed', async () => {
    await send();
    expect((await seen(two.district, atDistrict)).packets).toHaveLength(1);
  });

  it('comes once though its answer was lost, by the same packet', async () => {
    await found('丢了回执的社');
    two.loseNextAnswer();
    await expect(send()).rejects.toThrow('平顶山市平台');
    expect(await namesAtCity()).toContain('丢了回执的社');
    expect((await seen(two.district, atDistrict)).packets[0]).toMatchObject({ number: 2, receiptAt: null });
    await send();
    expect((await namesAtCity()).filter((name) => name === '丢了回执的社')).toHaveLength(1);
    const [mine, theirs] = [(await seen(two.district, atDistrict)).packets, (await seen(two.city, atCity)).packets];
    expect(mine.map(({ number, accepted }) => [number, accepted])).toEqual(theirs.map(({ number, accepted }) => [number, accepted]));
  });

  it('is refused row by row with the reason, and the others of the packet are taken', async () => {
    await createRecord(two.district, productRegisters, 'stations', { name: '新华社工站', div: '410402001000', startedOn: '2022-01-01' });
    await createRecord(two.district, productRegisters, 'station-workers', {
      name: '李四',
      stationName: '新华社工站',
      stationDiv: '410402001000',
      startedOn: '2022-02-01',
    });
    await found('同一包的社');
    await send();
    const { refused, agreement } = await seen(two.district, atDistrict);
    expect(refused).toMatchObject([{ register: 'station-workers', reason: expect.stringContaining('社工站') }]);
    expect((await seen(two.city, atCity)).refused).toEqual(refused);
    expect(await namesAtCity()).toContain('同一包的社');
    expect(agreement).toMatchObject({ differing: 0, rows: { refused: 1 } });
    // it is not sent again by itself
    const before = (await seen(two.district, atDistrict)).packets.length;
    await send();
    expect((await seen(two.district, atDistrict)).packets).toHaveLength(before);
  });
});

describe('a correction', () => {
  it('is another packet that names the one it corrects; both are kept', async () => {
    const record = (await listed(two.district)).find(({ values }) => values['name'] === '晨光社');
    await updateRecord(two.on(two.district, '2023-11-21'), productRegisters, 'organizations', Number(record?.id), 1, { name: '晨光互助社' });
    await send(two.on(two.district, '2023-11-21'));
    expect(await namesAtCity()).toEqual(expect.arrayContaining(['晨光互助社']));
    expect(await namesAtCity()).not.toContain('晨光社');
    const { rows } = await sql<{ packet: number; corrects: number | null }>`
      select packet, corrects from exchange_row_versions where agreement_id = ${atCity} and key = ${record?.code ?? ''} order by packet`.execute(
      cityBase.owner,
    );
    expect(rows).toEqual([
      { packet: 1, corrects: null },
      { packet: expect.any(Number), corrects: 1 },
    ]);
    const { rows: history } = await sql<{ action: string; by: string }>`
      select v.action, v.changed_by_name as by from record_versions v join organizations o on o.id = v.record_id where o.name = '晨光互助社' order by v.version`.execute(
      cityBase.owner,
    );
    expect(history).toEqual([
      { action: 'created', by: '新华区平台报送' },
      { action: 'updated', by: '新华区平台报送' },
    ]);
  });

  it('takes out what the district removed as a mistake', async () => {
    const record = (await listed(two.district)).find(({ values }) => values['name'] === '同一包的社');
    await deleteRecord(two.district, productRegisters, 'organizations', Number(record?.id), 1, '录错');
    await send();
    expect(await namesAtCity()).not.toContain('同一包的社');
    expect(await valuesOf(two.city)).toEqual(await valuesOf(two.district));
  });
});

/** Rows below the heading of each sheet of the report. */
async function reportOf(context: Context, id: number): Promise<Record<string, unknown[][]>> {
  const { bytes } = (await comparisonWorkbook(context, exchangeMeans, id)) as { bytes: Uint8Array };
  const sheets = await readWorkbook(bytes);
  const rows = sheets.map(async (sheet) => [sheet.name, (await Array.fromAsync(sheet.rows())).slice(1).map(({ cells }) => cells.map(({ value }) => value))]);
  return Object.fromEntries(await Promise.all(rows)) as Record<string, unknown[][]>;
}
const recordCodeOf = async (name: string) => (await listed(two.district)).find(({ values }) => values['name'] === name)?.code;

describe('the comparison', () => {
  it('finds what differs in the registers themselves, tells it on both sides, and is mended', async () => {
    await sql`update organizations set member_count = 99 where name = '晨光互助社'`.execute(cityBase.owner);
    await send();
    expect((await seen(two.district, atDistrict)).agreement.differing).toBe(1);
    expect((await seen(two.city, atCity)).groups).toEqual((await seen(two.district, atDistrict)).groups);
    expect(await reportOf(two.city, atCity)).not.toHaveProperty('不一致的记录');
    expect((await reportOf(two.district, atDistrict))['不一致的记录']).toEqual([['社区社会组织', await recordCodeOf('晨光互助社'), '内容不同']]);
    // with the one that was refused before
    expect(await mendDifference(two.district, exchangeMeans, atDistrict)).toBe(2);
    await send();
    expect((await seen(two.district, atDistrict)).agreement.differing).toBe(0);
    expect((await listed(two.city)).find(({ values }) => values['name'] === '晨光互助社')?.values['memberCount']).toBe(9);
  });

  it('counts a record that is gone from the other side as gone, names it, and brings it back', async () => {
    await sql`delete from organizations where name = '晨光互助社'`.execute(cityBase.owner);
    await send();
    const group = (await seen(two.district, atDistrict)).groups.find(({ isEqual }) => !isEqual);
    expect((group?.sent ?? 0) - (group?.held ?? 0)).toBe(1);
    expect((await reportOf(two.district, atDistrict))['不一致的记录']).toEqual([['社区社会组织', await recordCodeOf('晨光互助社'), '对方没有']]);
    expect(await mendDifference(two.district, exchangeMeans, atDistrict)).toBe(2);
    await send();
    expect((await seen(two.district, atDistrict)).agreement.differing).toBe(0);
    expect(await namesAtCity()).toContain('晨光互助社');
  });

  it('sends what was refused once more, as its reason may have gone at the other side', async () => {
    const before = (await seen(two.district, atDistrict)).packets[0]?.number ?? 0;
    expect(await mendDifference(two.district, exchangeMeans, atDistrict)).toBe(1);
    await send();
    const { packets, refused } = await seen(two.district, atDistrict);
    expect(packets[0]).toMatchObject({ number: before + 1, rows: 1, refused: 1 });
    expect(refused).toMatchObject([{ register: 'station-workers', packet: before + 1 }]);
  });

  it('does not take rows that a cut answer leaves out for rows that the other side does not hold', async () => {
    await sql`update organizations set member_count = 98 where name = '晨光互助社'`.execute(cityBase.owner);
    await send();
    // as an answer that ended before this register's rows
    await sql`update exchange_agreements set comparison = jsonb_set(comparison, '{differing}', '[]') where id = ${atDistrict}`.execute(districtBase.owner);
    const organizations = (await listed(two.district)).length;
    expect(await mendDifference(two.district, exchangeMeans, atDistrict)).toBeLessThanOrEqual(organizations + 1);
    await send();
    const { refused } = await seen(two.district, atDistrict);
    expect(refused.map(({ register }) => register)).toEqual(['station-workers']);
    expect((await listed(two.city)).find(({ values }) => values['name'] === '晨光互助社')?.values['memberCount']).toBe(9);
    expect((await seen(two.district, atDistrict)).agreement.differing).toBe(0);
  });

  it('mends what the sender has lost the memory of', async () => {
    await sql`delete from exchange_rows where agreement_id = ${atDistrict} and key in (select key from exchange_rows where agreement_id = ${atDistrict} and register = 'organizations' and state = 'accepted' limit 1)`.execute(
      districtBase.owner,
    );
    await send();
    const { agreement, refused } = await seen(two.district, atDistrict);
    expect(agreement.differing).toBe(1);
    expect(refused.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('更正的应当是第'));
    expect(await mendDifference(two.district, exchangeMeans, atDistrict)).toBe(2);
    await send();
    expect((await seen(two.district, atDistrict)).agreement).toMatchObject({ differing: 0, rows: { refused: 1 } });
    expect(await valuesOf(two.city)).toEqual(await valuesOf(two.district));
  });

  it('of a city that was restored from yesterday is made good by the packets themselves', async () => {
    const run = (text: string) => sql.raw(text).execute(cityBase.owner);
    await run('create table saved_rows as select * from exchange_rows');
    const last = (await seen(two.city, atCity)).packets[0]?.number ?? 0;
    await found('恢复之后的社');
    await send();
    // the city is as it was before that packet
    await run(`delete from exchange_row_versions where packet > ${last}`);
    await run(`delete from exchange_packets where number > ${last}`);
    await run('delete from exchange_rows');
    await run('insert into exchange_rows select * from saved_rows');
    await run(`update exchange_agreements set next_number = ${last + 1}`);
    await run("delete from organizations where name = '恢复之后的社'");
    await run('drop table saved_rows');
    await found('又一个社');
    await send();
    expect(await namesAtCity()).toEqual(expect.arrayContaining(['恢复之后的社', '又一个社']));
    expect((await seen(two.district, atDistrict)).agreement.differing).toBe(0);
  });
});

describe('the end', () => {
  it('opens the place to entries again, keeps what came and says so, and takes nothing more', async () => {
    const before = await namesAtCity();
    expect(await codeOf(endAgreement(two.city, exchangeMeans, atCity, '改为市里直接录入'))).toBe('EXCHANGE_UNSETTLED');
    await endAgreement(two.city, exchangeMeans, atCity, '改为市里直接录入', 'kept');
    const told = [{ who: '新华区平台', endedOn: FIRST_DAY }];
    const kept = (await listKept(two.city.platform.db, two.city.actor.range)).filter(({ register }) => register === 'organizations');
    expect(kept.map(({ who, endedOn }) => ({ who, endedOn }))).toEqual(told);
    expect((await seen(two.city, atCity)).agreement).toMatchObject({ state: 'ended', settled: 'kept' });
    await found('结束以后的社');
    await expect(send()).rejects.toThrow('已经结束');
    expect(await namesAtCity()).toEqual(before);
    const entered = await createRecord(two.city, productRegisters, 'organizations', { ...ORGANIZATION, name: '市里录的' });
    expect(await codeOf(offer())).toBe('PLACE_HAS_RECORDS');
    await deleteRecord(two.city, productRegisters, 'organizations', entered.id, entered.version, '交还');
  });

  it('may be followed by another agreement, which goes on with the records that came before', async () => {
    const before = (await namesAtCity()).length;
    const { code } = await offer();
    await endAgreement(two.district, exchangeMeans, atDistrict, '重新配对');
    expect(await listKept(two.city.platform.db, two.city.actor.range)).toEqual([]);
    const again = await joinAgreement(two.district, exchangeMeans, { address: two.cityAddress, code, name: '新华区平台' });
    await acceptAgreement(two.district, exchangeMeans, again);
    await send();
    const { rows } = await sql<{ action: string }>`select distinct action from audit_entries where action like 'exchange.%'`.execute(districtBase.owner);
    expect(rows.map(({ action }) => action).sort()).toEqual(['exchange.accepted', 'exchange.ended', 'exchange.joined', 'exchange.mended']);
    const { rows: above } = await sql<{ action: string }>`select distinct action from audit_entries where action like 'exchange.%'`.execute(cityBase.owner);
    expect(above.map(({ action }) => action).sort()).toEqual(['exchange.ended', 'exchange.offered', 'exchange.packet-received', 'exchange.paired']);
    const names = await namesAtCity();
    expect([names.length, new Set(names).size]).toEqual([before + 1, before + 1]);
    expect((await seen(two.district, again)).agreement.differing).toBe(0);
  });

  it('leaves nothing counted in silence: what the sender removed between two agreements differs, and is mended', async () => {
    await endAgreement(two.city, exchangeMeans, await newest(two.city), '再次配对', 'kept');
    await endAgreement(two.district, exchangeMeans, await newest(two.district), '再次配对');
    const gone = (await listed(two.district)).find(({ values }) => values['name'] === '又一个社');
    await deleteRecord(two.district, productRegisters, 'organizations', Number(gone?.id), 1, '录错');
    const { code } = await offer();
    const again = await joinAgreement(two.district, exchangeMeans, { address: two.cityAddress, code, name: '新华区平台' });
    await acceptAgreement(two.district, exchangeMeans, again);
    await send();
    expect(await namesAtCity()).toContain('又一个社');
    const { agreement, groups } = await seen(two.city, await newest(two.city));
    expect(agreement.differing).toBeGreaterThan(0);
    expect(groups.reduce((sum, { sent, held }) => sum + held - sent, 0)).toBe(1);
    expect(await mendDifference(two.district, exchangeMeans, again)).toBeGreaterThan(0);
    await send();
    expect(await namesAtCity()).not.toContain('又一个社');
    expect((await seen(two.district, again)).agreement.differing).toBe(0);
    expect(await valuesOf(two.city)).toEqual(await valuesOf(two.district));
  });

  it('writes no organization over another that bears the same number', async () => {
    await endAgreement(two.city, exchangeMeans, await newest(two.city), '区里重装', 'kept');
    await endAgreement(two.district, exchangeMeans, await newest(two.district), '重新安装');
    // to the city a number given anew looks like a record that has another name
    const record = (await listed(two.district)).find(({ values }) => values['name'] === '结束以后的社');
    await updateRecord(two.district, productRegisters, 'organizations', Number(record?.id), 1, { name: '另一个社' });
    const { code } = await offer();
    const again = await joinAgreement(two.district, exchangeMeans, { address: two.cityAddress, code, name: '新华区平台' });
    await acceptAgreement(two.district, exchangeMeans, again);
    await send();
    const names = await namesAtCity();
    expect([names.includes('结束以后的社'), names.includes('另一个社')]).toEqual([true, false]);
    expect((await seen(two.district, again)).refused.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('“结束以后的社”'));
  });

  it('takes out what came when the office says so, with its whole content in the history, and no figure counts it', async () => {
    await endAgreement(two.city, exchangeMeans, await newest(two.city), '不再报送', 'removed');
    // 卫东的社 was entered at the city itself; 结束以后的社 came by the agreement before, and was kept
    expect((await namesAtCity()).sort()).toEqual(['卫东的社', '结束以后的社'].sort());
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from record_versions where action = 'deleted' and reason = '新华区平台的报送约定结束' and before is not null`.execute(
      cityBase.owner,
    );
    expect(rows[0]?.count).toBeGreaterThan(3);
    expect((await seen(two.city, await newest(two.city))).agreement).toMatchObject({ state: 'ended', settled: 'removed' });
    expect((await checkFigures(two.city)).drift).toEqual([]);
    expect(await codeOf(createRecord(two.city, productRegisters, 'organizations', { ...ORGANIZATION, name: '市里接着录' }))).toBe('done');
  });
});
