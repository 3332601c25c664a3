/** A district's installation and a city's, each a server process with a database, a master key and a queue of its own. */
import { execFile } from 'node:child_process';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPlatform } from '#apps/server/compose.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { readConfig } from '#platform/config/config.ts';
import { dayInChina } from '#shared/day.ts';
import { openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { freePort } from '../faults/loaded-product.ts';
import { anOrganization, COUNTY } from './fill-product.ts';
import { asServer, type Ground, prepareGround, type ProductProcess, send, startProcess } from './product-process.ts';

const PLAN = 'pingdingshan-2021';
const COLUMNS = ['name', 'div', 'tier', 'category', 'establishedOn', 'endedOn', 'endReason', 'leaderName', 'memberCount', 'isHub'];

interface Installation {
  ground: Ground;
  process: ProductProcess;
  admin: string;
  clerk: string;
}
let city: Installation;
let district: Installation;
let cityPort = 0;
let atDistrict = 0;
let atCity = 0;

async function open(name: string, more: NodeJS.ProcessEnv, port: number): Promise<Installation> {
  const ground = await prepareGround(more);
  const settings = path.join(ground.root, 'sign-in.json');
  await writeFile(settings, JSON.stringify({ secondFactor: 'offered' }));
  ground.environment['WOTU_SIGN_IN_FILE'] = settings;
  const running = await createPlatform(readConfig(ground.environment, path.join(ground.root, 'filling')));
  const now = new Date();
  const context = { ...testContext(running.platform.db), platform: running.platform, now, today: dayInChina(now) };
  await loadDivisions(context, { scope: [COUNTY] });
  await loadPlanFiles(context);
  await openAccount(context, { name: 'admin', role: 'systemAdministrator', division: '000000000000' });
  await openAccount(context, { name: 'clerk', role: 'districtCivilAffairsStaff', division: `${COUNTY}000000` });
  await running.close();
  const started = await startProcess(ground, name, port);
  const signIn = async (account: string) => (await send(started, 'POST', '/api/v1/session', { body: { account, password: PASSWORD } })).cookie ?? '';
  return { ground, process: started, admin: await signIn('admin'), clerk: await signIn('clerk') };
}

async function ask(at: Installation, method: string, url: string, body?: unknown): Promise<Record<string, unknown>> {
  const reply = await send(at.process, method, `/api/v1/exchange/${url}`, { cookie: at.admin, ...(body === undefined ? {} : { body }) });
  expect([reply.status, reply.text]).toEqual([200, expect.any(String)]);
  return reply.json();
}
const record = (at: Installation, name: string) =>
  send(at.process, 'POST', '/api/v1/registers/organizations/records', { cookie: at.clerk, body: { values: anOrganization(name) } });
async function names(at: Installation): Promise<string[]> {
  const reply = await send(at.process, 'GET', '/api/v1/registers/organizations/records?limit=200', { cookie: at.clerk });
  return (reply.json()['items'] as { values: { name: string } }[]).map(({ values }) => values.name);
}
async function progress(at: Installation): Promise<unknown> {
  const reply = await send(at.process, 'GET', `/api/v1/plans/${PLAN}/progress?division=${COUNTY}000000`, { cookie: at.clerk });
  return (reply.json()['targets'] as { id: string; value: number }[]).map(({ id, value }) => [id, value]);
}
const agreementOf = async (at: Installation, id: number) =>
  (await ask(at, 'GET', `agreements/${id}`)) as { agreement: { differing: number | null }; packets: object[] };

const MAIN = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));
/** Another process at the same database, as somebody on duty starts one. */
function wotu({ ground }: Installation, ...args: string[]): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve) => {
    const all = [MAIN, 'exchange', ...args, '--data', path.join(ground.root, 'duty')];
    const child = execFile(process.execPath, all, { cwd: ground.root, env: ground.environment }, (_error, stdout) => {
      resolve({ code: child.exitCode ?? -1, stdout });
    });
  });
}

beforeAll(async () => {
  cityPort = await freePort();
  const districtPort = await freePort();
  [city, district] = await Promise.all([open('city', {}, cityPort), open('district', { WOTU_OUTGOING_ALLOW: `http://127.0.0.1:${cityPort}` }, districtPort)]);
}, 120_000);
afterAll(async () => {
  for (const one of [city, district]) {
    await one?.process.stop();
    await one?.ground.close();
  }
});

describe('two installations', () => {
  it('agree, and the district’s queue carries its records and figures up', async () => {
    expect((await record(district, '东风互助社')).status).toBe(200);
    const terms = { registers: [{ register: 'organizations', columns: COLUMNS }], plans: [PLAN] };
    const offer = await ask(city, 'POST', 'agreements', { name: '市平台', partner: '新华区平台', division: COUNTY, terms });
    atCity = Number(offer['id']);
    const joined = await ask(district, 'POST', 'joins', { address: city.process.address, code: offer['code'], name: '新华区平台' });
    atDistrict = Number(joined['id']);
    await ask(district, 'POST', `agreements/${atDistrict}/accept`);
    await vi.waitFor(async () => expect((await agreementOf(district, atDistrict)).agreement.differing).toBe(0), { timeout: 20_000, interval: 200 });
    expect(await names(city)).toEqual(['东风互助社']);
    expect(await progress(city)).toEqual(await progress(district));
    const refused = await record(city, '市里重复录入');
    expect([refused.status, refused.json()['code']]).toEqual([409, 'RECORD_RUN_ELSEWHERE']);
  }, 60_000);

  it('make good for a city that was away: the queue tries again until the receipt is there', async () => {
    await city.process.stop();
    expect((await record(district, '停机时的社')).status).toBe(200);
    await ask(district, 'POST', `agreements/${atDistrict}/send`);
    await vi.waitFor(async () => expect((await agreementOf(district, atDistrict)).packets[0]).toMatchObject({ number: 2, receiptAt: null }), {
      timeout: 20_000,
      interval: 200,
    });
    city = { ...city, process: await startProcess(city.ground, 'city', cityPort) };
    await vi.waitFor(async () => expect((await agreementOf(district, atDistrict)).packets[0]).toMatchObject({ number: 2, refused: 0 }), {
      timeout: 40_000,
      interval: 200,
    });
    await vi.waitFor(async () => expect((await agreementOf(city, atCity)).agreement.differing).toBe(0), { timeout: 20_000, interval: 200 });
    expect((await names(city)).sort()).toEqual(['东风互助社', '停机时的社'].sort());
    expect((await agreementOf(city, atCity)).packets).toHaveLength(2);
    expect(await progress(city)).toEqual(await progress(district));
  }, 90_000);

  it('are looked after on the command line as well', async () => {
    expect((await record(district, '命令行送的社')).status).toBe(200);
    const sent = await wotu(district, 'send', '--json');
    expect([sent.code, JSON.parse(sent.stdout)]).toMatchObject([0, { agreements: [{ id: atDistrict, differing: 0, rows: { waiting: 0 } }] }]);
    expect(await names(city)).toContain('命令行送的社');
    const { stdout } = await wotu(city, 'list');
    expect(stdout).toContain(String(atCity));
    expect(stdout).toMatch(/接收新华区平台.*进行中.*一致/);
    await asServer(city.ground.environment['DATABASE_URL'] ?? '', `update organizations set member_count = 77 where name = '命令行送的社'`);
    const compared = await wotu(district, 'compare', String(atDistrict));
    expect([compared.code, compared.stdout]).toEqual([1, expect.stringContaining('不一致')]);
    const file = path.join(district.ground.root, '核对.xlsx');
    expect(await wotu(district, 'report', String(atDistrict), '--out', file)).toMatchObject({ code: 0 });
    expect((await stat(file)).size).toBeGreaterThan(1000);
    const refused = await wotu(city, 'compare', String(atCity), '--json');
    expect([refused.code, JSON.parse(refused.stdout)]).toMatchObject([1, { error: { code: 'EXCHANGE_NOT_OPEN' } }]);
  }, 90_000);
});
