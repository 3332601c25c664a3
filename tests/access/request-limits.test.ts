/** How often an account and an address may ask what: at the limit, one over, after the window, others unaffected. */
import type { FastifyInstance, InjectOptions } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createToken } from '#modules/accounts/server/commands/create-token.ts';
import type { RegisteredRoute } from '#platform/http/route-registry.ts';
import { createRequestLimits } from '#platform/limits/limit-requests.ts';
import { REQUEST_LIMITS } from '#platform/limits/request-limits.ts';
import { requestClassOf } from '#shared/route.ts';
import { loadTestDivisions, openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';

const { db } = await createTestDatabase();
const operator = testContext(db);
let now = operator.now;
const platform = { ...operator.platform, clock: { now: () => now } };
let app: FastifyInstance;
/** a second server process over the same database */
let other: FastifyInstance;
let routes: readonly RegisteredRoute[];
const tokens: string[] = [];

beforeAll(async () => {
  await loadTestDivisions(operator);
  for (const name of ['first', 'second', 'third']) {
    await openAccount(operator, { name, role: 'districtCivilAffairsStaff', division: '410402000000', password: false });
    tokens.push((await createToken(operator, { account: name })).token);
  }
  const server = await createServer({ platform, log: false });
  ({ app } = server);
  routes = server.registry.routes;
  other = (await createServer({ platform, log: false })).app;
  return async () => {
    await app.close();
    await other.close();
  };
}, 120_000);

/** The public pages know no accounts; `apps/portal` tries their limits. */
type OfAccounts = Exclude<keyof typeof REQUEST_LIMITS, 'check' | 'object' | 'enclose'>;

/** One cheap operation of each class; what it is refused for otherwise does not matter. */
const ASKED: Record<OfAccounts, InjectOptions> = {
  read: { url: '/api/v1/registers' },
  search: { url: '/api/v1/divisions/search?q=%E6%96%B0' },
  write: { method: 'POST', url: '/api/v1/registers/none/records', payload: { values: {} } },
  export: { url: '/api/v1/reports/1/file' },
  import: { method: 'POST', url: '/api/v1/imports', headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: '--x--\r\n' },
  reveal: { method: 'POST', url: '/api/v1/registers/trainings/records/1/reveal', payload: { reason: '核对信息' } },
};
const CLASSES = Object.keys(ASKED) as OfAccounts[];

interface Asker {
  server?: FastifyInstance;
  account?: number;
  address: string;
}

const ask = (question: InjectOptions, { server = app, account, address }: Asker) =>
  server.inject({
    ...question,
    remoteAddress: address,
    headers: { ...question.headers, ...(account === undefined ? {} : { authorization: `Bearer ${tokens[account]}` }) },
  });
/** An address from which nothing has come yet. */
let addresses = 0;
const freshAddress = () => `10.7.${Math.floor((addresses += 1) / 250)}.${1 + (addresses % 250)}`;
const nextDay = () => void (now = new Date(now.getTime() + 86_400_000));

/** Sends many one after the other and gives the statuses that came. */
async function askMany(question: InjectOptions, count: number, asker: (index: number) => Asker): Promise<Set<number>> {
  const statuses = new Set<number>();
  for (let index = 0; index < count; index += 1) statuses.add((await ask(question, asker(index))).statusCode);
  return statuses;
}

describe.each(CLASSES)('requests of the class %s', (requestClass) => {
  const { seconds, perAccount, keptIn } = REQUEST_LIMITS[requestClass];
  const question = ASKED[requestClass];

  it('pass up to the limit of an account from whatever address; one over is refused until the window is over', async () => {
    nextDay();
    const [one, two] = [freshAddress(), freshAddress()];
    const statuses = await askMany(question, perAccount, (index) => ({ account: 0, address: index % 2 ? one : two }));
    expect([...statuses].filter((status) => status === 429 || status === 401 || status === 403 || status >= 500)).toEqual([]);
    const over = await ask(question, { account: 0, address: freshAddress() });
    expect([over.statusCode, over.json().code, Number(over.headers['retry-after'])]).toEqual([429, 'ACCOUNT_TOO_BUSY', seconds]);
    expect(over.json().title).toMatch(
      new RegExp(`您的账号在${seconds / (seconds < 3600 ? 60 : 3600)} (分钟|小时)内.*上限 ${perAccount} 次.*请在 \\d+ (秒|分钟)后再试`),
    );
    expect((await ask(question, { account: 1, address: one })).statusCode, 'another account at the same address').not.toBe(429);
    const elsewhere = await ask(question, { account: 0, address: freshAddress(), server: other });
    expect(elsewhere.statusCode === 429, 'the same account at another server process').toBe(keptIn === 'database');
    now = new Date(now.getTime() + (seconds - 1) * 1000);
    expect((await ask(question, { account: 0, address: freshAddress() })).headers['retry-after'], 'a second before').toBe('1');
    now = new Date(now.getTime() + 1000);
    expect((await ask(question, { account: 0, address: freshAddress() })).statusCode, 'after the window').not.toBe(429);
  }, 60_000);
});

describe('an address', () => {
  it('is limited over all its accounts, and others are not', async () => {
    nextDay();
    const { perAccount, perAddress } = REQUEST_LIMITS.reveal;
    const limited = { ...operator, origin: '10.8.0.1' };
    const limit = createRequestLimits(platform);
    const as = (id: number) => ({ ...limited, actor: { ...operator.actor, id: String(id) } });
    for (let index = 0; index < perAddress; index += 1) await limit(as(Math.floor(index / perAccount)), 'reveal');
    await expect(limit(as(99), 'reveal')).rejects.toMatchObject({ code: 'ADDRESS_TOO_BUSY', status: 429 });
    await limit({ ...as(99), origin: '10.8.0.2' }, 'reveal');
  }, 60_000);

  it('of a stranger is limited: nobody is signed in, so the address counts', async () => {
    nextDay();
    const [address, question] = [freshAddress(), { url: '/api/v1/sign-in-ways' }];
    const statuses = await askMany(question, REQUEST_LIMITS.read.perAddress, () => ({ address }));
    expect([...statuses]).toEqual([200]);
    const over = await ask(question, { address });
    expect([over.statusCode, over.json().code, over.headers['retry-after']]).toEqual([429, 'ADDRESS_TOO_BUSY', '60']);
    expect((await ask(question, { address: freshAddress() })).statusCode).toBe(200);
  }, 60_000);

  it('of the machine itself is exempt', async () => {
    nextDay();
    const statuses = await askMany(ASKED.export, REQUEST_LIMITS.export.perAccount + 5, () => ({ account: 2, address: '127.0.0.1' }));
    expect(statuses.has(429)).toBe(false);
  });
});

describe('the class of an operation', () => {
  it('is sign-in for what strangers change and nothing else, import for uploads, reveal for whole numbers', () => {
    const named = (test: (route: RegisteredRoute) => boolean) => routes.filter(test).map(({ operationId }) => operationId);
    const ofClass = (requestClass: string) => named((route) => requestClassOf(route) === requestClass);
    // doors of other installations and programs have no account to lock: their keys are not guessed
    const strangers = named(({ permission, method }) => permission === 'public' && method !== 'GET');
    expect(ofClass('signIn')).toEqual(strangers.filter((operation) => !/^(exchange|programs)\./.test(operation)));
    expect(ofClass('import')).toEqual(named(({ upload }) => upload === true));
    expect(ofClass('reveal')).toEqual(named(({ permission }) => permission === 'personal-data.reveal'));
    expect(ofClass('import').length * ofClass('reveal').length * ofClass('signIn').length).toBeGreaterThan(0);
  });

  it.each([
    ['evidence.exportWorkbook', 'export'],
    ['evidence.list', 'search'],
    ['evidence.findByNumber', 'search'],
    ['evidence.create', 'write'],
    ['evidence.template', 'read'],
    ['divisions.search', 'search'],
  ])('of %s is %s', (name, expected) => {
    const handler = name.split('.')[1];
    const found = routes.filter(({ operationId }) => operationId.endsWith(`.${handler}`)).map(requestClassOf);
    expect(found).toContain(expected);
  });
});
