/** Divisions, accounts and views of other places, by every way that narrows a list. */
import { readTopAdministrators } from '#modules/accounts/server/account-store.ts';
import { createOffice } from '#modules/accounts/server/commands/create-office.ts';
import { streamDivisions } from '#modules/divisions/server/public.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { NOBODY } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { revealRecord } from '#platform/registers/reveal-record.ts';
import { openAccount } from '#tests/support/accounts.ts';
import { sql } from 'kysely';
import { askAs, contextOf, differs, outcomeOf } from './asking.ts';
import { markOf } from './canaries.ts';
import { liesWithin, NATION, PLACES, SHUBEI, SHUGUANG, SHUNAN, XINHUA } from './places.ts';
import type { House } from './open-house.ts';
import type { Probe } from './probes.ts';
import { get, send } from './question.ts';

const CLERK = 'districtCivilAffairsStaff';
const ELSEWHERE = '440103001101';

/** Codes and pieces of names of other places find nothing; what is found within a place lies there. */
async function wrongSearched(house: House): Promise<string[]> {
  const wrong: string[] = [];
  const search = async (q: string, more = '') => {
    const reply = await askAs(house, CLERK, get(`/divisions/search?q=${encodeURIComponent(q)}&limit=50${more}`));
    return (reply.json() as { items: { code: string }[] }).items.map(({ code }) => code);
  };
  const { rows } = await sql<{ name: string; key: number }>`select name, key from divisions where valid_to is null and key between 410403000000 and 410403999999
    or key in (440103000000, 410400000000) and valid_to is null`.execute(house.owner);
  const words = rows.flatMap(({ name, key }) => [name, name.slice(0, 2), String(key).slice(0, 9), String(key)]);
  for (const q of new Set([...words, 'wd', 'weidong', 'liwan', '社区', '街道', '410403', '440103', '区']))
    wrong.push(...(await search(q)).filter((code) => !liesWithin(code, XINHUA)).map((code) => `searching ${q} finds ${code}`));
  for (const q of ['社区', '410402', '居委会', 'shequ', '委'])
    wrong.push(
      ...(await search(q, `&within=${SHUGUANG.code}`)).filter((code) => !liesWithin(code, SHUGUANG)).map((code) => `searching ${q} within finds ${code}`),
    );
  const found = await search('社区', `&within=${SHUGUANG.code}`);
  return found.length > 0 ? wrong : [...wrong, 'searching finds nothing at all'];
}

async function codesOf(context: Context, input: Parameters<typeof streamDivisions>[1]): Promise<string[]> {
  const codes: string[] = [];
  for await (const page of streamDivisions(context, input)) codes.push(...page.map(({ code }) => code));
  return codes;
}

/** All divisions, as the command line writes them. */
async function wrongStreamed(house: House): Promise<string[]> {
  const clerk = await contextOf(house, CLERK);
  const scope = (code: string) => ({ scope: code }) as Parameters<typeof streamDivisions>[1];
  return [
    ...(await codesOf(clerk, {})).filter((code) => !liesWithin(code, XINHUA)).map((code) => `the list of divisions shows ${code}`),
    ...differs('the divisions of another county', await outcomeOf(codesOf(clerk, scope('410403000000'))), 'DIVISION_NOT_FOUND'),
    ...differs('the divisions for nobody', await outcomeOf(codesOf({ ...clerk, actor: { ...clerk.actor, grants: NOBODY.grants } }, {})), 'PERMISSION_MISSING'),
  ];
}

/** Nobody makes neighbours of the own office. */
async function wrongNeighbours(house: House): Promise<string[]> {
  const split = { kind: 'split', code: XINHUA.code, remains: true, parts: [{ name: '新分县' }], onDay: '2023-11-01', reason: '批复' };
  const reply = await askAs(house, CLERK, send('POST', '/divisions/operations/preview', split));
  return differs('a county splits itself', reply.json().code, 'DIVISION_ABOVE_OWN');
}

/** Accounts and offices of one township. */
async function wrongNarrowed(house: House): Promise<string[]> {
  const { items } = (await askAs(house, 'systemAdministrator', get(`/accounts?limit=200&division=${SHUGUANG.code}`))).json() as { items: { id: number }[] };
  const { rows } = await sql<{
    id: number;
  }>`select a.id from accounts a join offices o on o.id = a.office_id where left(o.div::text, 9) = ${SHUGUANG.code.slice(0, 9)}`.execute(house.owner);
  return differs('accounts of one township', items.map(({ id }) => Number(id)).sort(), rows.map(({ id }) => Number(id)).sort());
}

/** Who saw somebody's numbers in another province is not told. */
async function wrongViews(house: House): Promise<string[]> {
  const id = house.records.get('organizations')?.get(ELSEWHERE)?.[0] ?? 0;
  const person = house.people[PLACES.findIndex(({ code }) => code === ELSEWHERE)];
  await revealRecord(house.operator, productRegisters, 'organizations', id, '核实');
  const reply = await askAs(house, 'auditAdministrator', send('POST', '/personal-data/views', { number: person?.idNumber }));
  return differs('views in another province', [reply.statusCode, reply.json().items], [200, []]);
}

/** A disabled administrator is nobody's last one. */
async function wrongTop(house: House): Promise<string[]> {
  await createOffice(house.operator, { name: '顶层单位', kind: 'civilAffairs', division: NATION.code });
  const open = (name: string) => openAccount(house.operator, { name, role: 'systemAdministrator', division: NATION.code, password: false });
  const [first, second] = [await open('top-one'), await open('top-two')];
  await sql`update accounts set disabled_at = now() where id = ${second.id}`.execute(house.owner);
  return differs(
    'administrators of the whole',
    (await readTopAdministrators(house.db)).map(({ name }) => name),
    [first.name],
  );
}

/** An organization of another community is not found by its name: an activity that names it stays without a link. */
async function wrongNamed(house: House): Promise<string[]> {
  const name = `${markOf(SHUNAN.code)}组织`;
  const values = { name: '点名试探', theme: '其他', organizationName: name, div: SHUBEI.code, startedOn: '2022-07-03', participants: 1 };
  const reply = await askAs(house, 'neighborhoodCommitteeStaff', send('POST', '/registers/activities/records', { values }));
  const { rows } = await sql<{ link: number | null }>`select organization_id as link from activities where name = '点名试探'`.execute(house.owner);
  return differs('an organization elsewhere named in an activity', [reply.statusCode, rows], [200, [{ link: null }]]);
}

export function placeProbes(): Probe[] {
  return [
    { name: 'divisions searched', changes: false, run: wrongSearched },
    { name: 'divisions listed to a file', changes: false, run: wrongStreamed },
    { name: 'neighbours of the own office', changes: false, run: wrongNeighbours },
    { name: 'accounts of one township', changes: false, run: wrongNarrowed },
    { name: 'names elsewhere in the county', changes: true, run: wrongNamed },
    { name: 'views of numbers elsewhere', changes: true, run: wrongViews },
    { name: 'administrators of the whole', changes: true, run: wrongTop },
  ];
}
