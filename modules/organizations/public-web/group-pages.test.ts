/** The directory for anybody, over HTTP, read through the role of the public pages. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions, loadMapPack } from '#modules/divisions/server/public.ts';
import { REQUEST_LIMITS } from '#platform/limits/request-limits.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';

const { db, portal, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts(), portalDb: portal });
const COUNTY = '410402000000';
const STREET = '410402001000';
const COMMUNITY = '410402001001';
const NEIGHBOR = '410402001002';
const PERSONAL = ['欧阳春晖', '13800138001', '中共党员'];
const ids = new Map<string, number>();
let app: FastifyInstance;

async function add(name: string, div: string, more: Record<string, string | string[]> = {}): Promise<void> {
  const [leaderName = '', leaderPhone = '', leaderPolitics = ''] = PERSONAL;
  const leader = { leaderName, leaderPhone, leaderPolitics };
  const usual = { tier: '备案', category: '文体娱乐类', establishedOn: '2022-03-01', memberCount: 4321, isHub: false };
  ids.set(name, (await createRecord(operator, productRegisters, 'organizations', { name, div, ...leader, ...usual, ...more })).id);
}

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410402', '110101', '441900003'] });
  await add('夕阳红合唱队', COMMUNITY, {
    businessScopes: ['每周排练', '为老人演出'],
    venues: ['社区活动室'],
    filingNumber: '曙光社备〔2022〕1号',
    filedOn: '2022-04-01',
  });
  await add('全街志愿者协会', STREET, { tier: '登记', creditCode: '51410402MJY000001Q', registeredOn: '2022-05-01', category: '公益慈善类' });
  await add('邻里互助社', NEIGHBOR, { tier: '台账' });
  await add('百分%号_社', NEIGHBOR);
  await add('早已散了社', COMMUNITY, { endedOn: '2023-11-20', endReason: '取消备案' });
  await add('明年才散社', COMMUNITY, { endedOn: '2024-05-01', endReason: '取消备案' });
  for (let number = 1; number <= 45; number += 1) await add(`新新社${String(number).padStart(2, '0')}`, '410402002001');
  ({ app } = await createServer({ platform: operator.platform, log: false }));
}, 60_000);
afterAll(() => app.close());

const visit = (url: string, cookie = '', remoteAddress = '127.0.0.1') => app.inject({ method: 'GET', url, remoteAddress, headers: cookie ? { cookie } : {} });
/** Pages are kept for a while: as a process reads it that keeps none yet. */
async function readAfresh(url: string, now: string): Promise<string> {
  const { app: fresh } = await createServer({ platform: testContext(db, { facts: createProductFacts(), portalDb: portal, now }).platform, log: false });
  const { body } = await fresh.inject({ method: 'GET', url });
  await fresh.close();
  return body;
}
const namesIn = (body: string) => [...body.matchAll(/<a href="\/groups\/\d+">([^<]+)<\/a>/g)].map(([, name]) => name);
const nextIn = (body: string) => /href="([^"]+)">下一页/.exec(body)?.[1]?.replaceAll('&amp;', '&');
const kept = sql`now(), 'test', now(), 'test'`;
/** What the page says is not recorded. */
const missingIn = (body: string) =>
  [...(/还没有公开的<\/h2>[\s\S]*?<ul>([\s\S]*?)<\/ul>/.exec(body)?.[1] ?? '').matchAll(/<li>([^<]+)<\/li>/g)].map(([, what]) => what);
const rate = (organizationId: number | undefined, need: number, stars: number) =>
  sql`insert into need_ratings (district, div, recorded_div, need_id, organization_id, stars, comment, rated_on, by_visit)
    values (410402, ${STREET}::bigint, ${STREET}::bigint, ${need}, ${organizationId}, ${stars}, '态度一般', '2023-10-01', false)`.execute(owner);
const placesIn = (body: string) => [...body.matchAll(/<li><a (?:class="depth-\d" )?href="\/groups\?place=(\d{12})">/g)].map(([, code]) => code);

describe('somebody who looks for an organization', () => {
  it('chooses the place from above to below', async () => {
    const provinces = await visit('/groups');
    expect([provinces.statusCode, namesIn(provinces.body)]).toEqual([200, []]);
    expect(placesIn(provinces.body)).toContain('410000000000');
    expect(placesIn((await visit('/groups?place=410000000000')).body)).toContain('410400000000');
    expect(placesIn((await visit('/groups?place=410400000000')).body)).toContain(COUNTY);
    expect(placesIn((await visit(`/groups?place=${COUNTY}`)).body)).toContain(STREET);
    expect(placesIn((await visit(`/groups?place=${STREET}`)).body)).toContain(COMMUNITY);
  });

  it('sees an approved map above the same numbers in words, and none without a number of approval', async () => {
    const ring = [113, 113.2, 113.2, 113].map((longitude, at) => [longitude, at < 2 ? 33 : 33.2]);
    const pack = {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { adcode: COUNTY }, geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] } }],
    };
    const facts = { name: '图', source: '<b>标准地图</b>', coordinateSystem: 'CGCS2000', edition: '2024年版' } as const;
    const file = new TextEncoder().encode(JSON.stringify(pack));
    await loadMapPack(operator, facts, file);
    const unapproved = await readAfresh('/groups?place=410400000000', '2023-11-20T05:00:00.000Z');
    expect([placesIn(unapproved).includes(COUNTY), unapproved.includes('<svg')]).toEqual([true, false]);
    await loadMapPack(operator, { ...facts, approvalNumber: '豫S〔2024〕012号' }, file);
    const body = await readAfresh('/groups?place=410400000000', '2023-11-20T06:00:00.000Z');
    expect(body).toMatch(new RegExp(`<a href="/groups\\?place=${COUNTY}" aria-label="新华区 \\d+ 个组织"><path class="fill-4" d="M113000 `));
    expect(body).toContain('审图号：豫S〔2024〕012号，资料来源：&lt;b&gt;标准地图&lt;/b&gt;（2024年版）');
    expect(placesIn(body)).toContain(COUNTY);
  });

  it('steps over groupings that are no place to live in', async () => {
    const beijing = placesIn((await visit('/groups?place=110000000000')).body);
    expect(beijing).toContain('110101000000');
    expect(beijing).not.toContain('110100000000');
    const dongcheng = (await visit('/groups?place=110101000000')).body;
    expect(dongcheng).not.toContain('市辖区');
  });

  it('sees the organizations of a city without counties', async () => {
    await add('莞香传习社', '441900003000');
    expect(namesIn((await visit('/groups?place=441900000000')).body)).toEqual(['莞香传习社']);
    expect(namesIn((await visit('/groups?place=410400000000')).body)).toEqual([]);
  });

  it('sees those of a community, and those active in its whole street, but none that has ended', async () => {
    expect(namesIn((await visit(`/groups?place=${COMMUNITY}`)).body)).toEqual(['全街志愿者协会', '夕阳红合唱队', '明年才散社']);
    expect(namesIn((await visit(`/groups?place=${NEIGHBOR}`)).body)).toEqual(['全街志愿者协会', '百分%号_社', '邻里互助社']);
  });

  it('finds by a part of the name, whatever stands in it, and never by a person', async () => {
    const find = async (q: string) => namesIn((await visit(`/groups?place=${COUNTY}&q=${encodeURIComponent(q)}`)).body);
    expect(await find('合唱')).toEqual(['夕阳红合唱队']);
    expect(await find('%')).toEqual(['百分%号_社']);
    expect(await find('_')).toEqual(['百分%号_社']);
    expect(await find('散')).toEqual(['明年才散社']);
    expect(await find('欧阳')).toEqual([]);
    expect(await find('oycH')).toEqual([]);
  });

  it('turns pages of twenty that leave nobody out and show nobody twice', async () => {
    const seen: (string | undefined)[] = [];
    let url: string | undefined = `/groups?place=${COUNTY}&q=%E6%96%B0%E6%96%B0`;
    const sizes: number[] = [];
    while (url) {
      const { body }: { body: string } = await visit(url);
      sizes.push(namesIn(body).length);
      seen.push(...namesIn(body));
      url = nextIn(body);
    }
    expect(sizes).toEqual([20, 20, 5]);
    expect(new Set(seen).size).toBe(45);
  });

  it('sees how many there are in each place below, none included, within one city', async () => {
    const street = (await visit(`/groups?place=${STREET}`)).body;
    expect(street).toMatch(new RegExp(`place=${COMMUNITY}"><strong>[^<]+</strong><span>2 个组织`));
    expect(street).toMatch(new RegExp(`place=${NEIGHBOR}"><strong>[^<]+</strong><span>2 个组织`));
    expect((await visit(`/groups?place=${COUNTY}`)).body).toMatch(/place=410402002000"><strong>[^<]+<\/strong><span>45 个组织/);
    expect((await visit('/groups?place=410400000000')).body).toMatch(/place=410402000000"><strong>新华区<\/strong><span>50 个组织/);
    expect((await visit('/groups?place=410000000000')).body).not.toContain('个组织');
  });

  it('is told what to do where there is none', async () => {
    const { body } = await visit('/groups?place=410402002002');
    expect(body).toContain('还没有列出的组织');
    expect(body).toContain('/groups?place=410402002000');
    expect((await visit(`/groups?place=${COMMUNITY}&q=%E6%B2%A1%E6%9C%89`)).body).toContain('看这里的全部组织');
  });

  it('comes back to the place chosen last', async () => {
    const chosen = await visit(`/groups?place=${COMMUNITY}`);
    expect(chosen.cookies).toMatchObject([{ name: 'wotu_place', value: COMMUNITY, httpOnly: true, sameSite: 'Lax', path: '/' }]);
    const cookie = `wotu_place=${COMMUNITY}`;
    expect(namesIn((await visit('/groups', cookie)).body)).toContain('夕阳红合唱队');
    const front = (await visit('/', cookie)).body;
    expect(front).toContain(`href="/groups?place=${COMMUNITY}"`);
    expect(front).toContain('曙光街');
  });

  it('has large type when the browser was told so', async () => {
    for (const url of ['/', `/groups?place=${COMMUNITY}`, `/groups/${ids.get('夕阳红合唱队')}`])
      expect((await visit(url, 'wotu_display=elder')).body).toContain('<html lang="zh-CN" class="elder">');
  });
});

describe('the page of an organization', () => {
  it('says what it does, where and since when, and nothing of persons', async () => {
    const { statusCode, body } = await visit(`/groups/${ids.get('夕阳红合唱队')}`);
    expect(statusCode).toBe(200);
    for (const part of ['每周排练', '为老人演出', '社区活动室', '文体娱乐类', '备案（已备案）', '曙光社备〔2022〕1号', '2022年3月1日', '2022年4月1日'])
      expect(body).toContain(part);
    for (const personal of [...PERSONAL, '4321']) expect(body).not.toContain(personal);
    expect(body).not.toContain('演示数据');
  });

  it('shows the credit code of a registered one, and that it is active in its whole street', async () => {
    const { body } = await visit(`/groups/${ids.get('全街志愿者协会')}`);
    expect(body).toContain('51410402MJY000001Q');
    expect(body).toContain('整个曙光街');
  });

  it('marks what was invented, in the list and on the page', async () => {
    const id = ids.get('邻里互助社');
    await sql`update organizations set demonstration = true where id = ${id}`.execute(owner);
    expect((await visit(`/groups/${id}`)).body).toContain('演示数据');
    expect((await visit(`/groups?place=${NEIGHBOR}&q=%E9%82%BB%E9%87%8C`)).body.match(/演示数据/g)).toHaveLength(1);
  });

  it('discloses documents and people where their record says so, and nobody else', async () => {
    const id = ids.get('夕阳红合唱队');
    const at = sql`410402, ${COMMUNITY}::bigint, ${COMMUNITY}::bigint, ${id}`;
    await sql`insert into organization_people (id, district, div, recorded_div, organization_id, role, name, post, started_on, ended_on, phone_cipher, is_public, created_at, created_by, updated_at, updated_by) values
      (901, ${at}, '负责人', '上官云', '队长', '2022-03-01', null, 'k1:密文', true, ${kept}), (902, ${at}, '其他', '司马不公', '队员', '2022-03-01', null, null, null, ${kept}),
      (903, ${at}, '副负责人', '欧阳离任', '副队长', '2022-03-01', '2023-01-01', null, true, ${kept})`.execute(owner);
    await sql`insert into organization_documents (id, district, div, recorded_div, organization_id, kind, title, adopted_on, content, is_public, created_at, created_by, updated_at, updated_by) values
      (911, ${at}, '收费标准', '排练场地分摊', '2022-03-01', '每人每月 5 元\n咨询 13800138009', true, ${kept}), (912, ${at}, '会议记录', '三月例会', '2022-03-01', '内部讨论', false, ${kept})`.execute(
      owner,
    );
    await sql`insert into designations (id, district, div, recorded_div, kind, object_name, organization_id, issuer_div, designated_on, ended_on, created_at, created_by, updated_at, updated_by) values
      (921, 410402, ${COMMUNITY}::bigint, ${COMMUNITY}::bigint, '品牌组织', '曙北歌声', ${id}, 410402000000, '2023-01-01', null, ${kept}), (922, 410402, ${COMMUNITY}::bigint, ${COMMUNITY}::bigint, '示范型组织', '已撤销', ${id}, 410402000000, '2022-01-01', '2022-12-31', ${kept})`.execute(
      owner,
    );
    const { body } = await visit(`/groups/${id}`);
    for (const part of ['队长', '上官云', '收费标准', '排练场地分摊', '每人每月 5 元', '荣誉和认定', '品牌组织', '曙北歌声', '新华区认定'])
      expect(body).toContain(part);
    for (const part of ['司马不公', '欧阳离任', '密文', '13800138009', '三月例会', '内部讨论', '已撤销']) expect(body).not.toContain(part);
    expect(missingIn(body)).not.toContain('收费标准');
  });

  it('says plainly what is not recorded, and asks of a filed one nothing that only registered ones have', async () => {
    const ofRegistered = (await visit(`/groups/${ids.get('全街志愿者协会')}`)).body;
    expect(missingIn(ofRegistered)).toEqual([
      '活动',
      '居民评价',
      '荣誉和认定',
      '年度报告',
      '相关的新闻和案例',
      '负责的人',
      '收费标准',
      '重大活动',
      '章程和制度',
      '评估等级',
      '信用情况',
    ]);
    const ofFiled = (await visit(`/groups/${ids.get('百分%号_社')}`)).body;
    expect(missingIn(ofFiled)).not.toEqual(expect.arrayContaining(['评估等级']));
    expect(ofFiled).toContain('备案和台账上的组织不参加等级评估');
  });

  it('shows its activities, what residents say of it, its yearly reports, grade and credit', async () => {
    const id = ids.get('全街志愿者协会');
    const at = sql`410402, ${STREET}::bigint, ${STREET}::bigint`;
    await sql`insert into organization_profiles (id, district, div, recorded_div, organization_id, confirmed_on, purpose, activity_funds_yuan, assessment_grade, assessed_on, assessed_until, credit_standing, credit_since, credit_reason, created_at, created_by, updated_at, updated_by)
      values (931, ${at}, ${id}, '2023-01-01', '帮邻居办小事', 98765, '4A', '2018-06-01', '2023-05-31', '列入活动异常名录', '2023-07-01', '未报年度报告，联系13800138001', ${kept})`.execute(
      owner,
    );
    await sql`insert into filing_annual_returns (id, district, div, recorded_div, organization_id, year, submitted_on, result, reviewed_on, note, updated_at, updated_by)
      values (932, ${at}, ${id}, 2022, '2023-05-01', '基本合格', '2023-06-01', '内部备注', now(), '1')`.execute(owner);
    await sql`insert into activity_occasions (id, district, div, recorded_div, organization_id, organization_name, title, theme, about, venue, starts_at, ends_at, sign_up_until, state, summary, participants, created_at, created_by, updated_at, updated_by) values
      (933, ${at}, ${id}, '全街志愿者协会', '重阳义诊', '邻里守望', '量血压', '文化广场', '2023-10-23T01:00Z', '2023-10-23T03:00Z', '2023-10-22T01:00Z', 'held', '来了很多人', 87, ${kept}),
      (934, ${at}, ${id}, '全街志愿者协会', '冬至包饺子', '邻里守望', '一起包', '文化广场', '2023-12-22T01:00Z', '2023-12-22T03:00Z', '2023-12-21T01:00Z', 'open', null, null, ${kept})`.execute(
      owner,
    );
    for (const [index, stars] of [5, 4, 2, 5].entries()) await rate(id, 940 + index, stars);
    const few = (await visit(`/groups/${id}`)).body;
    expect(few).toContain('有 4 位居民评价过它的服务。人数还少');
    await rate(id, 950, 5);
    const { body } = await visit(`/groups/${id}`);
    for (const part of ['帮邻居办小事', '<strong>4A</strong>（2018年6月1日评定，有效期到2023年5月31日，已经过期）', '✕ 列入活动异常名录', '未报年度报告'])
      expect(body).toContain(part);
    for (const part of [
      '2022 年度',
      '基本合格（2023年6月1日）',
      '重阳义诊',
      '87 人参加',
      '冬至包饺子',
      'href="/activities/934"',
      '5 位居民评价过它的服务，4 位给了四星或五星，满意率 80%',
    ])
      expect(body).toContain(part);
    for (const part of ['内部备注', '98765', '13800138001', '态度一般']) expect(body).not.toContain(part);
    expect(missingIn(body)).toEqual(['荣誉和认定', '相关的新闻和案例', '负责的人', '收费标准', '重大活动', '章程和制度']);
  });

  it('of one that moved to another district shows what came along and what stayed behind', async () => {
    await add('搬走的书画社', NEIGHBOR);
    const id = ids.get('搬走的书画社') ?? 0;
    const at = sql`410402, ${NEIGHBOR}::bigint, ${NEIGHBOR}::bigint`;
    await sql`insert into organization_profiles (id, district, div, recorded_div, organization_id, confirmed_on, purpose, created_at, created_by, updated_at, updated_by)
      values (410402000000961, ${at}, ${id}, '2023-01-01', '教邻居写字', ${kept})`.execute(owner);
    await sql`insert into designations (id, district, div, recorded_div, kind, object_name, organization_id, issuer_div, designated_on, created_at, created_by, updated_at, updated_by)
      values (410402000000962, ${at}, '品牌组织', '墨香', ${id}, 410402000000, '2023-01-01', ${kept})`.execute(owner);
    for (const need of [963, 964, 965, 966, 967]) await rate(id, need, 5);
    await updateRecord(operator, productRegisters, 'organizations', id, 1, { div: '110101001001' });
    const { statusCode, body } = await visit(`/groups/${id}`);
    expect([statusCode, missingIn(body).includes('荣誉和认定')]).toEqual([200, false]);
    for (const part of ['东城区', '教邻居写字', '墨香', '满意率 100%']) expect(body).toContain(part);
  });

  it('is gone when the organization has ended', async () => {
    const reply = await visit(`/groups/${ids.get('早已散了社')}`);
    expect([reply.statusCode, reply.body.includes('早已散了社')]).toEqual([404, false]);
  });
});

describe('a record that was found to be the same organization as another', () => {
  it('leads to the page of the one that stays', async () => {
    const kept = ids.get('夕阳红合唱队');
    await sql`insert into organization_merges (district, removed_id, kept_id, removed_name, reason, moved, merged_at, merged_by, merged_by_name)
      values (410402, 410402000777777, ${kept}, '夕阳红队', '同一个组织', '{}', now(), '1', '王小明')`.execute(owner);
    const { statusCode, headers } = await visit('/groups/410402000777777');
    expect([statusCode, headers.location]).toEqual([301, `/groups/${kept}`]);
    expect((await visit('/groups/410402000777778')).statusCode).toBe(404);
  });
});

describe('an address that nobody of ours wrote', () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each(['place=999999999999', 'place=abc', "place=410402'--", 'place=%00', 'place=99999999999999999999', 'place=-1'])(
    'of no place says so: %s',
    async (query) => {
      const { statusCode, body, cookies } = await visit(`/groups?${query}`);
      expect([statusCode, cookies]).toEqual([404, []]);
      expect(body).toContain('没有这个地方');
    },
  );

  it.each([
    ['q', '%00%00'],
    ['q', '%27%20or%201%3D1--'],
    ['q', '%3Cscript%3Ealert(1)%3C/script%3E'],
    ['q', encodeURIComponent('𠮷'.repeat(300))],
    ['q[]', 'a'],
    ['after', 'nonsense'],
    ['after', cursor([410402, 1, 'a\0b', 2])],
    ['after', cursor([410402, 1e300, 'a', 2])],
    ['after', cursor([4104020000, 1, 'a', 2])],
    ['after', cursor([410402, 1, '\ud800', 2])],
    ['after', cursor(['x', null, 3])],
    ['after', cursor({})],
  ])('is answered as a page: %s=%s', async (name, value) => {
    const { statusCode, body } = await visit(`/groups?place=${COUNTY}&${name}=${value}`);
    expect(statusCode).toBe(200);
    expect(body).not.toMatch(/<script/i);
  });

  it.each(['0', '99999999999999999', '-1', '1e3', 'x', '%00', "1'--", '9007199254740991'])('of no organization says so: %s', async (id) => {
    const { statusCode, body } = await visit(`/groups/${id}`);
    expect([statusCode, body.includes('没有这个组织')]).toEqual([404, true]);
  });

  it.each(['abc', '999999999999', '%00', '<script>'])('and a cookie of no place counts as none: %s', async (place) => {
    for (const url of ['/', '/groups']) expect((await visit(url, `wotu_place=${place}`)).statusCode).toBe(200);
  });
});

describe('the pages', () => {
  it('are small, without script, and kept by nobody', async () => {
    for (const url of ['/', '/groups', `/groups?place=${COUNTY}`, `/groups/${ids.get('夕阳红合唱队')}`]) {
      const { body, headers } = await visit(url);
      expect(Buffer.byteLength(body)).toBeLessThan(150_000);
      expect(body).not.toMatch(/<script/i);
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it('are limited for one address, as a page', async () => {
    const { perAddress } = REQUEST_LIMITS.search;
    for (let index = 0; index < perAddress; index += 1) await visit('/groups/0', '', '10.9.0.7');
    const reply = await visit('/groups/0', '', '10.9.0.7');
    expect([reply.statusCode, reply.body.includes('请稍后再试')]).toEqual([429, true]);
  });

  it('read along an index', async () => {
    const plan = await owner.transaction().execute(async (tx) => {
      // a test holds too few rows for the planner to care: what is asked is whether an index gives them in this order, namesakes
      // apart (they are sorted by id as they come, which therefore stays allowed)
      for (const way of ['seqscan', 'sort']) await sql`set local ${sql.raw(`enable_${way}`)} = off`.execute(tx);
      return sql`explain select o.id from organizations_published_directory o
        where o.district >= 410402 and o.district <= 410402 and o.div >= 410402001000 and o.div < 410402002000 and (o.ended_on is null or o.ended_on > '2023-11-20')
        order by o.district, o.div, o.name, o.id limit 21`.execute(tx);
    });
    expect(JSON.stringify(plan.rows)).toContain('organizations_by_place');
  });
});
