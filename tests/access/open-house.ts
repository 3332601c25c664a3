/** The whole server over a database with the same things in fifteen places, and a person for every role. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { type RoleId, ROLE_IDS } from '#modules/accounts/contract/roles.ts';
import { findAccount } from '#modules/accounts/server/account-store.ts';
import { disableAccount } from '#modules/accounts/server/commands/disable-account.ts';
import { startSession } from '#modules/accounts/server/start-session.ts';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { loadRuleSets } from '#modules/filings/server/public.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import type { Context } from '#platform/context.ts';
import { type Connection, type Database, inTransaction } from '#platform/db/database.ts';
import type { RegisteredRoute } from '#platform/http/route-registry.ts';
import { openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { canaryPerson, markOf, type Person } from './canaries.ts';
import { fillPlace, operatorAt, type Things } from './fill-places.ts';
import { LOADED, type Place, placeSeenFrom, PLACES, SEATS } from './places.ts';

export interface Seat {
  role: RoleId;
  place: Place;
  accountId: number;
  cookie: string;
}

export interface House {
  app: FastifyInstance;
  /** name of the database */
  name: string;
  routes: readonly RegisteredRoute[];
  db: Database;
  /** for looking behind the application's back */
  owner: Database;
  ownerConnection: Connection;
  operator: Context;
  people: readonly Person[];
  /** what the server wrote into its log */
  log: string[];
  seats: readonly Seat[];
  /** by code of the place */
  things: ReadonlyMap<string, Things>;
  /** register → code of the place → ids of its records there */
  records: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** cookies that must open nothing */
  disabledCookie: string;
  expiredCookie: string;
  idleCookie: string;
}

/** Never reached in these tests. */
const OFFICE_PROVIDER = {
  kind: 'oidc',
  id: 'office',
  name: '统一认证',
  clientId: 'wotu',
  clientSecret: 'x',
  issuer: 'https://login.example',
  linkClaim: 'sub',
  scope: 'openid',
  timeoutMs: 1000,
  insecure: false,
} as const;

export async function openHouse(): Promise<House> {
  const { db, owner, ownerConnection, name } = await createTestDatabase();
  const operator = testContext(db, { signIn: { identityProviders: [OFFICE_PROVIDER], address: 'http://localhost' }, facts: createProductFacts() });
  const people = PLACES.map((_place, number) => canaryPerson(number));
  await loadDivisions(operator, { scope: LOADED });
  await loadPlanFiles(operator);
  await loadRuleSets(operator);
  const things = new Map<string, Things>();
  for (const [index, place] of PLACES.entries()) things.set(place.code, await fillPlace(operator, place, people[index] ?? canaryPerson(0)));
  await changeTree(operator);
  const log: string[] = [];
  const { app, registry } = await createServer({ platform: operator.platform, log: { write: (line) => void log.push(line) } });
  return {
    app,
    name,
    routes: registry.routes,
    db,
    owner,
    ownerConnection,
    operator,
    people,
    log,
    things,
    seats: await seatEveryone(operator),
    records: await findRecords(owner),
    ...(await closedDoors(operator)),
  };
}

/** The same house over a copy of its database: things, seats and cookies are as they were. */
export async function houseOver(house: House, { db, owner, name }: Pick<TestDatabase, 'db' | 'owner' | 'name'>): Promise<House> {
  const operator = { ...house.operator, platform: { ...house.operator.platform, db } };
  const log: string[] = [];
  const { app, registry } = await createServer({ platform: operator.platform, log: { write: (line) => void log.push(line) } });
  return { ...house, app, name, db, owner, operator, log, routes: registry.routes };
}

/** A name and a kind change in each of two provinces, for the log of operations. */
async function changeTree(operator: Context): Promise<void> {
  for (const place of PLACES.filter(({ level }) => level === 'community')) {
    const context = operatorAt(operator, place);
    const common = { code: place.code, onDay: '2023-10-01', reason: `${markOf(place.code)}批复` };
    await carryOutOperation(context, { kind: 'rename', ...common, name: `改名社区${place.code.slice(-3)}` });
    await carryOutOperation(context, { kind: 'reclassify', ...common, onDay: '2023-10-02', urbanRural: 'rural' });
  }
}

async function seatEveryone(operator: Context): Promise<Seat[]> {
  const seats: Seat[] = [];
  for (const role of ROLE_IDS) {
    const place = placeSeenFrom(SEATS[role], 'own');
    if (!place) throw new Error(`${role} sits nowhere`);
    const { id } = await openAccount(operator, { name: `seat-${role.toLowerCase()}`, role, division: place.code, password: false });
    seats.push({ role, place, accountId: id, cookie: await cookieFor(operator, id) });
  }
  return seats;
}

/** A session as signing in would start it, without the cost of a password. */
export async function cookieFor(context: Context, accountId: number): Promise<string> {
  const account = await findAccount(context.platform.db, accountId);
  if (!account) throw new Error('no such account');
  const browser = { userAgent: 'test', formerToken: null };
  const { token } = await inTransaction(context.platform.db, (tx) => startSession(tx, context, account, browser, 'password'));
  return `wotu_session=${token}`;
}

async function closedDoors(operator: Context): Promise<Pick<House, 'disabledCookie' | 'expiredCookie' | 'idleCookie'>> {
  const place = placeSeenFrom('county', 'own');
  const open = (name: string) => openAccount(operator, { name, role: 'districtCivilAffairsStaff', division: place?.code ?? '', password: false });
  const ago = (minutes: number): Context => ({ ...operator, now: new Date(operator.now.getTime() - minutes * 60_000) });
  const disabled = await open('disabled');
  await disableAccount(operator, disabled.id);
  return {
    // begun after the account was disabled, as an attacker would wish
    disabledCookie: await cookieFor(operator, disabled.id),
    expiredCookie: await cookieFor(ago(12 * 60 + 1), (await open('expired')).id),
    idleCookie: await cookieFor(ago(31), (await open('idle')).id),
  };
}

const TABLES: Record<string, string> = {
  organizations: 'name',
  trainings: 'name',
  talents: 'name',
  stations: 'name',
  station_workers: 'name',
  platforms: 'name',
  designations: 'object_name',
  organization_venues: 'name',
  organization_documents: 'title',
};

async function findRecords(owner: Database): Promise<House['records']> {
  const records = new Map<string, Map<string, number[]>>();
  for (const [table, column] of Object.entries(TABLES)) {
    const { rows } = await sql<{ id: number; code: string }>`
      select id, substring(${sql.ref(column)} from '标记([0-9]{12})') as code from ${sql.table(table)} order by id`.execute(owner);
    const byPlace = Map.groupBy(rows, ({ code }) => code);
    records.set(table.replaceAll('_', '-'), new Map([...byPlace].map(([code, found]) => [code, found.map(({ id }) => id)])));
  }
  return records;
}
