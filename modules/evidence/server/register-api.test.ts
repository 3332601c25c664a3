import { beforeAll, describe, expect, it } from 'vitest';
import { organizationMeans } from '#apps/server/organization-means.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { registerOrganizations } from '#modules/organizations/server/index.ts';
import { recordAsOf } from '#platform/registers/record-as-of.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceWorkbook, sampleRow } from '#tests/support/evidence-workbook.ts';
import { createTestApp } from '#tests/support/http.ts';
import { importEvidence } from './commands/import-evidence.ts';
import { registerEvidence } from './index.ts';

const { db } = await createTestDatabase();
const context = testContext(db);
const register = (app: Parameters<typeof registerEvidence>[0], options: Parameters<typeof registerEvidence>[1]) => {
  registerEvidence(app, options, productRegisters);
  registerOrganizations(app, options, organizationMeans);
};
const app = await createTestApp(context, register);
const elsewhere = await createTestApp(
  { ...context, actor: { ...context.actor, division: 410403000000, range: { from: 410403000000, to: 410404000000 } } },
  register,
);

const ORGANIZATIONS = '/api/v1/registers/organizations/records';
const VALUES = {
  name: '晨光社',
  div: '410402001001',
  tier: '备案',
  category: '居民互助类',
  establishedOn: '2022-03-01',
  leaderName: '周晨',
  memberCount: 9,
  isHub: false,
};

async function ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, server = app) {
  const reply = await server.inject({ method, url, ...(payload ? { payload } : {}) });
  return { status: reply.statusCode, body: reply.json() };
}

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410400'] });
});

describe('records of a register', () => {
  let id = '';

  it('describes every register with its columns', async () => {
    const { body } = await ask('GET', '/api/v1/registers');
    expect(body.registers).toHaveLength(15);
    expect(body.registers[0]).toMatchObject({ register: 'organizations', name: '社区社会组织', titleField: 'name', endsField: 'endedOn' });
  });

  it('are made by a form under the rules of the workbook', async () => {
    const bad = await ask('POST', ORGANIZATIONS, { values: { ...VALUES, tier: '甲', creditCode: '52110105MJ0000018A', memberCount: null } });
    expect(bad).toMatchObject({ status: 422, body: { code: 'RECORD_INVALID' } });
    expect(bad.body.errors.map((error: { path: string }) => error.path)).toEqual(['values.tier', 'values.memberCount']);
    const made = await ask('POST', ORGANIZATIONS, { values: { ...VALUES, leaderPhone: '13800138000', businessScopes: ['助老', '助残'] } });
    expect(made).toMatchObject({ status: 200, body: { version: 1, notices: [] } });
    id = made.body.id;
    expect(await ask('POST', ORGANIZATIONS, { values: { ...VALUES, memberCount: 10 } })).toMatchObject({ status: 409, body: { code: 'RECORD_KEY_TAKEN' } });
  });

  it('change field by field, remember every change, and refuse a stale form', async () => {
    const changed = await ask('PATCH', `${ORGANIZATIONS}/${id}`, { version: 1, values: { name: '晨曦社', businessScopes: null }, reason: '改名' });
    expect(changed).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await ask('PATCH', `${ORGANIZATIONS}/${id}`, { version: 1, values: { memberCount: 1 } })).toMatchObject({
      status: 409,
      body: { code: 'RECORD_VERSION_STALE' },
    });
    const away = { ...context, actor: { ...context.actor, division: 410403000000, range: { from: 410403000000, to: 410404000000 } } };
    await expect(recordAsOf(away, productRegisters, 'organizations', Number(id), context.today)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
    const { body } = await ask('GET', `${ORGANIZATIONS}/${id}`);
    expect(body).toMatchObject({ version: 2, division: '410402001001', formerNames: ['晨光社'], abilities: { edit: true } });
    expect(body.values).toMatchObject({ name: '晨曦社', leaderPhone: '138****8000', businessScopes: [], isHub: false, establishedOn: '2022-03-01' });
    expect(body.history[0]).toMatchObject({
      version: 2,
      action: 'updated',
      reason: '改名',
      changes: [
        { heading: '名称', before: '晨光社', after: '晨曦社' },
        { heading: '业务范围', before: '助老、助残', after: '' },
      ],
    });
    expect(Object.keys(body.divisionNames)).toEqual(['410402001001']);
  });

  it('do not exist outside the jurisdiction', async () => {
    expect((await ask('GET', `${ORGANIZATIONS}/${id}`, undefined, elsewhere)).status).toBe(404);
    expect((await ask('PATCH', `${ORGANIZATIONS}/${id}`, { version: 2, values: { memberCount: 1 } }, elsewhere)).status).toBe(404);
    expect((await ask('GET', ORGANIZATIONS, undefined, elsewhere)).body.items).toEqual([]);
    expect((await ask('GET', `${ORGANIZATIONS}?division=410402`, undefined, elsewhere)).status).toBe(404);
    const made = await ask('POST', ORGANIZATIONS, { values: { ...VALUES, name: '越界社' } }, elsewhere);
    expect(made).toMatchObject({ status: 422, body: { errors: [{ path: 'values.div' }] } });
  });

  it('end with a reason, and events do not', async () => {
    expect((await ask('POST', `${ORGANIZATIONS}/${id}/end`, { version: 2, endsOn: '2021-01-01', reason: '注销', values: { endReason: '注销' } })).status).toBe(
      422,
    );
    expect(await ask('POST', `${ORGANIZATIONS}/${id}/end`, { version: 2, endsOn: '2023-06-01', reason: '注销', values: { endReason: '注销' } })).toMatchObject({
      status: 200,
      body: { version: 3 },
    });
    expect((await ask('GET', `${ORGANIZATIONS}?state=ended`)).body.items).toHaveLength(1);
    expect((await ask('GET', `${ORGANIZATIONS}?state=current`)).body.items).toHaveLength(0);
    const training = await ask('POST', '/api/v1/registers/trainings/records', {
      values: { name: '班', div: '410402000000', hostLevel: '区', startedOn: '2022-01-01', audiences: ['骨干'], participants: 0 },
    });
    expect(
      await ask('POST', `/api/v1/registers/trainings/records/${training.body.id}/end`, { version: 1, endsOn: '2023-06-01', reason: '结束' }),
    ).toMatchObject({ status: 200 });
    const extension = await ask('POST', '/api/v1/registers/extensions/records', {
      values: { pilotDiv: '410402000000', div: '410403000000', extendedOn: '2022-01-01' },
    });
    expect(
      await ask('POST', `/api/v1/registers/extensions/records/${extension.body.id}/end`, { version: 1, endsOn: '2023-06-01', reason: '结束' }),
    ).toMatchObject({ status: 422, body: { code: 'RECORD_WITHOUT_END' } });
  });

  it('are deleted with a reason unless others belong to them', async () => {
    const worker = await ask('POST', '/api/v1/registers/organization-social-workers/records', {
      values: { organizationName: '晨曦社', organizationDiv: '410402001001', name: '吴社工', employment: '专职', startedOn: '2022-05-01' },
    });
    expect(worker.status).toBe(200);
    expect(await ask('DELETE', `${ORGANIZATIONS}/${id}`, { version: 3, reason: '录错' })).toMatchObject({ status: 409, body: { code: 'RECORD_IN_USE' } });
    expect((await ask('DELETE', `/api/v1/registers/organization-social-workers/records/${worker.body.id}`, { version: 1, reason: '录错' })).status).toBe(200);
    expect((await ask('DELETE', `${ORGANIZATIONS}/${id}`, { version: 3, reason: '录错' })).status).toBe(200);
    expect((await ask('GET', `${ORGANIZATIONS}/${id}`)).status).toBe(404);
  });
});

describe('lists', () => {
  beforeAll(async () => {
    const rows = Array.from({ length: 25 }, (_, index) =>
      sampleRow('社区社会组织', {
        名称: `列表社${index}`,
        所属区划代码: index % 2 === 0 ? '410402001001' : '410403001001',
        管理层级: index < 5 ? '台账' : '备案',
        成立日期: `2022-01-${String(index + 1).padStart(2, '0')}`,
        负责人手机号: index === 3 ? '13900139000' : null,
        业务范围: index < 2 ? '助老、助残' : '助学',
      }),
    );
    await importEvidence(context, productRegisters, await evidenceWorkbook({ 社区社会组织: rows }));
  });

  const list = async (query: string) => (await ask('GET', `${ORGANIZATIONS}?${query}`)).body;
  const filters = (value: object) => `filters=${encodeURIComponent(JSON.stringify(value))}&withTotal=true`;

  it('come page by page with the true total', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await list(`limit=10&withTotal=true${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(page.total).toBe(25);
      seen.push(...page.items.map((item: { id: string }) => item.id));
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(25);
    expect((await list('division=410403&withTotal=true')).total).toBe(12);
  });

  it('are filtered by column and searched by name, code and whole number', async () => {
    expect((await list(filters({ tier: { oneOf: ['台账'] } }))).total).toBe(5);
    expect((await list(filters({ businessScopes: { oneOf: ['助残', '别的'] }, isHub: { oneOf: [false] } }))).total).toBe(2);
    expect((await list(filters({ establishedOn: { from: '2022-01-03', to: '2022-01-04' }, memberCount: { from: 1 } }))).total).toBe(2);
    expect((await list('q=列表社2&withTotal=true')).total).toBe(6);
    expect((await list('q=%25&withTotal=true')).total).toBe(0);
    expect(await ask('GET', `${ORGANIZATIONS}?q=13900139000`)).toMatchObject({ body: { code: 'SEARCH_NUMBER_IN_ADDRESS' } });
    expect((await ask('POST', `${ORGANIZATIONS}/by-number`, { number: '13900139000' })).body.items).toMatchObject([
      { values: { name: '列表社3', leaderPhone: '139****9000' } },
    ]);
    const [first] = (await list('limit=1')).items;
    expect((await list(`q=${first.code.toLowerCase()}`)).items).toMatchObject([{ id: first.id }]);
    expect((await ask('GET', `${ORGANIZATIONS}?${filters({ leaderPhone: { oneOf: ['1'] } })}`)).body.code).toBe('FILTER_UNKNOWN');
    expect((await ask('GET', `${ORGANIZATIONS}?filters=x`)).status).toBe(422);
    expect((await ask('GET', '/api/v1/registers/nothing/records')).body.code).toBe('REGISTER_UNKNOWN');
  });
});

describe('likely duplicates', () => {
  it('are shown side by side, kept apart for good, or merged with all that belongs to them', async () => {
    const twin = (name: string, changes = {}) => sampleRow('社区社会组织', { 名称: name, 所属区划代码: '410423101203', 负责人姓名: `${name}长`, ...changes });
    const rows = [
      twin('金穗合作社', { 党员人数: null }),
      twin('“金穗”合作社', { 党员人数: 4 }),
      twin('银杏书画社', { 负责人身份证号: '110105199001010010' }),
      twin('铁匠铺', { 负责人身份证号: '110105199001010010' }),
    ];
    const worker = { 组织名称: '“金穗”合作社', 所属区划代码: '410423101203', 用工形式: '专职', 起始日期: '2022-05-01' };
    const workers = [
      { ...worker, 姓名: '郑' },
      { ...worker, 姓名: '冯' },
      { ...worker, 组织名称: '金穗合作社', 姓名: '冯' },
    ];
    expect((await importEvidence(context, productRegisters, await evidenceWorkbook({ 社区社会组织: rows, 组织社工: workers }))).findings).toEqual([]);
    const find = async () => (await ask('GET', '/api/v1/organizations/duplicates?division=410423')).body.pairs;
    const [similar, leader] = await find();
    expect([similar.reasons, leader.reasons]).toEqual([['similarName'], ['sameLeader']]);
    expect(leader).toMatchObject({ one: { name: '银杏书画社' }, other: { name: '铁匠铺' } });
    expect((await ask('POST', '/api/v1/organizations/duplicates/keep', { one: leader.other.id, other: leader.one.id })).status).toBe(200);
    const merged = await ask('POST', '/api/v1/organizations/duplicates/merge', {
      keep: similar.one.id,
      keepVersion: 1,
      remove: similar.other.id,
      removeVersion: 1,
      reason: '同一个',
    });
    expect(merged).toMatchObject({ status: 200, body: { id: similar.one.id, version: 2 } });
    expect(await find()).toEqual([]);
    const { body } = await ask('GET', `${ORGANIZATIONS}/${similar.one.id}`);
    expect(body).toMatchObject({ formerNames: ['“金穗”合作社'], values: { name: '金穗合作社', partyMemberCount: 4 } });
    const left = (await ask('GET', '/api/v1/registers/organization-social-workers/records?division=410423')).body.items;
    expect(left.map((item: { values: { organizationName: string; name: string } }) => [item.values.organizationName, item.values.name])).toEqual(
      expect.arrayContaining([
        ['金穗合作社', '郑'],
        ['金穗合作社', '冯'],
      ]),
    );
    expect(left).toHaveLength(2);
  });
});

describe('workbooks over HTTP', () => {
  it('are checked, imported, listed, undone and exported', async () => {
    const boundary = 'wotu-test';
    const workbook = Buffer.from(await evidenceWorkbook({ 社区社会组织: [sampleRow('社区社会组织', { 名称: '网上社' })] }));
    const payload = Buffer.concat([
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n`),
      workbook,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const upload = (url: string) => app.inject({ method: 'POST', url, payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } });
    expect((await upload('/api/v1/imports?dryRun=true')).json()).toMatchObject({ batch: null, sheets: [{ created: 1 }] });
    expect((await upload('/api/v1/imports/checked')).headers['content-disposition']).toContain(encodeURIComponent('a（校验结果）.xlsx'));
    const { batch } = (await upload('/api/v1/imports')).json();
    expect((await ask('GET', '/api/v1/imports')).body.imports[0]).toMatchObject({ id: batch, fileName: 'a.xlsx', status: 'applied' });
    expect((await ask('POST', `/api/v1/imports/${batch}/undo`, { reason: '试的' })).status).toBe(200);
    expect((await ask('GET', `${ORGANIZATIONS}?q=网上社`)).body.items).toEqual([]);
    expect((await app.inject({ method: 'GET', url: '/api/v1/exports/evidence?masked=true' })).rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await app.inject({ method: 'GET', url: '/api/v1/templates/evidence' })).statusCode).toBe(200);
    expect((await ask('GET', '/api/v1/exports/evidence')).body.code).toBe('EXPORT_REASON_MISSING');
  });
});
