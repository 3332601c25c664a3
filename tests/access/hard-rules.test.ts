/**
 * The nine hard rules of the dossier (2.2), by number. Rules about what the product has no code for yet are listed at the end
 * and in docs/security.md; who writes the code takes the number out there and shows the rule here.
 */
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { ROLE_IDS, type RoleId, ROLES } from '#modules/accounts/contract/roles.ts';
import type { ActionInput, FilingForm } from '#modules/filings/contract/application.ts';
import type { ActionId, ProcedureId } from '#modules/filings/contract/workflow.ts';
import { actOnApplication } from '#modules/filings/server/commands/act-on-application.ts';
import { publishRuleSet } from '#modules/filings/server/commands/publish-rule-set.ts';
import { startApplication } from '#modules/filings/server/commands/start-application.ts';
import { getApplication } from '#modules/filings/server/queries/get-application.ts';
import { getRuleSet } from '#modules/filings/server/queries/rule-sets.ts';
import type { Context } from '#platform/context.ts';
import { listRecords } from '#platform/registers/list-records.ts';
import { revealRecord } from '#platform/registers/reveal-record.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { idCheckCharacter } from '#shared/codes/id-number.ts';
import { codeOf, type DivisionLevel } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs, ALL_MATERIALS, completeForm, CREDIT_CODE, deskOf, idNumberOf, meansOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { SEATS } from './places.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const means = meansOf(productRegisters);
const HERE = PLACES.pingdingshan;
const BESIDE = 410402001002;
const desk = deskOf(operator, 'pingdingshan');

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan', 'shenzhen']);
}, 60_000);

const KEYS: Partial<Record<DivisionLevel, number>> = { city: HERE.city, county: HERE.county, township: HERE.street, community: HERE.community };
/** Somebody of a role in the line of the tree above the community; nobody sits above the city here. */
function as(role: RoleId): Context {
  const level = SEATS[role];
  const key = KEYS[level];
  return { ...operator, actor: key === undefined ? actorAs(role, Math.floor(HERE.city / 1e10) * 1e10, 'province') : actorAs(role, key, level) };
}

let count = 0;
function papers(form: FilingForm = {}) {
  count += 1;
  return {
    form: { ...completeForm(`硬规则社${count}`), ...form },
    leaderIdNumber: idNumberOf(count),
    leaderPhone: `1380013${8000 + count}`,
    materials: ALL_MATERIALS,
  };
}

async function begin(context: Context, procedure: ProcedureId, form: FilingForm = {}, organizationId?: number): Promise<number> {
  const where = organizationId === undefined ? { division: codeOf(HERE.community) } : { organizationId };
  return startApplication(context, means, 'office', { procedure, draft: papers(form), ...where });
}

async function act(context: Context, id: number, action: ActionId, input: ActionInput = {}): Promise<void> {
  const { version } = await getApplication(operator, means, 'office', id);
  await actOnApplication(context, means, 'office', { id, version, action, input });
}

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }: { code?: string }) => code ?? 'failed',
  );

async function stateOf(id: number): Promise<{ state: string; organizationId: number }> {
  const { state, organizationId } = await getApplication(operator, means, 'office', id);
  return { state, organizationId: Number(organizationId) };
}

/** Which roles get through with an act that is tried by each of them, upon a thing of its own. */
async function whoMay(prepare: () => Promise<number>, attempt: (context: Context, id: number) => Promise<unknown>): Promise<RoleId[]> {
  const may: RoleId[] = [];
  for (const role of ROLE_IDS) if ((await outcome(attempt(as(role), await prepare()))) === 'done') may.push(role);
  return may;
}

async function submitted(procedure: ProcedureId, by: Context): Promise<number> {
  const id = await begin(by, procedure);
  await act(by, id, 'submit');
  return id;
}

async function filed(): Promise<number> {
  const id = await submitted('filing', desk.street);
  await act(desk.street, id, 'grant');
  return (await stateOf(id)).organizationId;
}

describe('1. data scope is the own node and below; a residents’ committee sees its community only', () => {
  it('in lists with their totals, and in single records', async () => {
    const values = { tier: '台账', category: '其他', establishedOn: '2022-01-01', leaderName: '王某', memberCount: 5, isHub: false };
    const own = await createRecord(operator, productRegisters, 'organizations', { ...values, name: '本社区社', div: codeOf(HERE.community) });
    const beside = await createRecord(operator, productRegisters, 'organizations', { ...values, name: '邻社区社', div: codeOf(BESIDE) });
    const names = async (context: Context) => {
      const page = await listRecords(context, productRegisters, 'organizations', {
        q: '社区社',
        number: undefined,
        division: undefined,
        state: 'all',
        filters: {},
        cursor: undefined,
        limit: 50,
        withTotal: true,
      });
      return { names: page.items.map(({ values: { name } }) => name).toSorted(), total: page.total };
    };
    expect(await names(desk.committee)).toEqual({ names: ['本社区社'], total: 1 });
    expect(await names(desk.street)).toEqual({ names: ['本社区社', '邻社区社'], total: 2 });
    expect(await outcome(updateRecord(desk.committee, productRegisters, 'organizations', own.id, 1, { memberCount: 6 }))).toBe('done');
    expect(await outcome(updateRecord(desk.committee, productRegisters, 'organizations', beside.id, 1, { memberCount: 6 }))).toBe('RECORD_NOT_FOUND');
  });
});

describe('2. only the street files and cancels filings, only the registration authority registers and what follows', () => {
  it('grants a filing: the street alone, of 26 roles', async () => {
    const may = await whoMay(
      () => submitted('filing', desk.street),
      (context, id) => act(context, id, 'grant'),
    );
    expect(may).toEqual(['streetStaff']);
  });

  it('cancels a filing: the street alone', async () => {
    const asked = async () => {
      const id = await begin(desk.street, 'filingCancellation', { hasNoDebts: true }, await filed());
      await act(desk.street, id, 'submit', { reason: '不再活动' });
      return id;
    };
    const may = await whoMay(asked, (context, id) => act(context, id, 'grant', { reason: '不再活动' }));
    expect(may).toEqual(['streetStaff']);
  });

  it('registers: the registration authority of the county alone', async () => {
    const may = await whoMay(
      () => submitted('registration', desk.district),
      (context, id) => act(context, id, 'grant', { creditCode: CREDIT_CODE }),
    );
    expect(may).toEqual(['districtCivilAffairsStaff']);
  });

  it('a street beside, or a bureau above, decides nothing here', async () => {
    const id = await submitted('filing', desk.street);
    const beside = { ...operator, actor: actorAs('streetStaff', 410402002000, 'township') };
    expect(await outcome(act(beside, id, 'grant'))).toBe('FILING_NOT_FOUND');
    expect(await outcome(act(as('cityCivilAffairsStaff'), id, 'grant'))).toBe('FILING_NOT_YOURS');
    expect((await stateOf(id)).state).toBe('submitted');
  });

  it('no office can change that in its own rules', async () => {
    const { content, version } = await getRuleSet(operator, 'pingdingshan');
    const weak = {
      ...content,
      procedures: {
        filing: { transitions: { 'submitted.grant': { to: 'granted', by: ['committee'], guards: ['statusFits'], effects: ['file'], clause: 'GK' } } },
      },
    };
    expect(await outcome(publishRuleSet(operator, { id: 'pingdingshan', content: weak, baseVersion: version, reason: '改' }))).toBe('RULE_SET_INVALID');
  });
});

describe('3. ledger entries are written by the residents’ committee only; the street reads', () => {
  it('opens a ledger: the committee alone, of 26 roles', async () => {
    const may = await whoMay(
      async () => 0,
      async (context) => act(context, await begin(context, 'ledgerOpening'), 'record'),
    );
    expect(may).toEqual(['neighborhoodCommitteeStaff']);
  });

  it('is read by the street', async () => {
    const id = await begin(desk.committee, 'ledgerOpening');
    expect((await getApplication(desk.street, means, 'office', id)).state).toBe('draft');
  });
});

describe('5. a street cadre leads an organization only after approval', () => {
  it('keeps the filing from being granted until the approval is there', async () => {
    const id = await begin(desk.street, 'filing', { leaderIsStreetCadre: true });
    await act(desk.street, id, 'submit');
    expect(await outcome(act(desk.street, id, 'grant'))).toBe('FILING_RULE');
    const approved = await begin(desk.street, 'filing', { leaderIsStreetCadre: true, cadreApproval: '新街批〔2023〕1号' });
    await act(desk.street, approved, 'submit');
    expect(await outcome(act(desk.street, approved, 'grant'))).toBe('done');
  });
});

describe('8. numbers of children under fourteen are restricted data', async () => {
  const first = '41040220150101123';
  it('shown to whoever holds personal data only: no; with restricted data: yes, and noted', async () => {
    const child = await createRecord(operator, productRegisters, 'organizations', {
      name: '少年社',
      div: codeOf(HERE.community),
      tier: '台账',
      category: '其他',
      establishedOn: '2022-01-01',
      leaderName: '小明',
      memberCount: 5,
      isHub: false,
      leaderIdNumber: first + idCheckCharacter(first),
    });
    const reveal = (role: RoleId) => outcome(revealRecord({ ...as(role), requestId: role }, productRegisters, 'organizations', child.id, '核对'));
    expect(ROLES.cityCivilAffairsStaff.classes).not.toContain('restricted');
    expect(await reveal('cityCivilAffairsStaff')).toBe('DATA_CLASS_MISSING');
    expect(await reveal('districtCivilAffairsStaff')).toBe('done');
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from personal_data_views where record_id = ${child.id}`.execute(owner);
    expect(rows[0]?.count).toBe(1);
  });
});

it('says in docs/security.md which rules have no code yet', async () => {
  const text = await readFile('docs/security.md', 'utf8');
  const [sentence] = /Hard rules without code yet:[^\n]*/.exec(text) ?? [''];
  expect([...sentence.matchAll(/\b([1-9]) \(/g)].map(([, number]) => number)).toEqual(['4', '6', '7', '9']);
});
