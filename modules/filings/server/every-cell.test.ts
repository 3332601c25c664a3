/** Every cell of every table: state × action × body, allowed or refused exactly as the rule files say; and each guard alone keeps it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CREDIT_CODE, formForEveryProcedure } from '#tests/support/filings.ts';
import { readTables, rowFor, type TableRow } from '#tests/support/rule-tables.ts';
import type { ActionInput, FilingForm } from '../contract/application.ts';
import type { RuleSetFile } from '../contract/rule-set-file.ts';
import {
  ACTIONS,
  type ActionId,
  BODIES,
  type BodyId,
  type GroundId,
  GUARDS,
  type GuardId,
  MATERIALS,
  type ProcedureId,
  STATES,
  type StateId,
  wordsOf,
} from '../contract/workflow.ts';
import type { FilingCase } from './domain/filing-case.ts';
import { nextStep } from './domain/next-step.ts';
import { readRuleSetText } from './domain/read-rule-set.ts';
import { type Procedure, resolveRules, type Rules } from './domain/resolve-rules.ts';

const CHAINS = [['national'], ['national', 'pingdingshan'], ['national', 'guangzhou'], ['national', 'shenzhen'], ['national', 'hainan']];
const ENDS = ['granted', 'refused', 'withdrawn', 'lapsed'];

const FORM = formForEveryProcedure('春晖互助社');

/** A case of which everything holds. */
function goodCase(rules: Rules, procedure: Procedure): FilingCase {
  const status = procedure.startsFrom.includes('filed') ? 'filed' : (procedure.startsFrom[0] ?? 'none');
  const input: ActionInput = {
    reason: '理由充分',
    items: [{ content: '请补名册' }],
    askedOf: [{ kind: 'expert', name: '王教授' }],
    creditCode: CREDIT_CODE,
    ...(procedure.grounds[0] && { ground: procedure.grounds[0] as GroundId }),
  };
  return {
    rules,
    procedure,
    status,
    form: { ...FORM, resolvedOn: '2023-11-10' },
    hasLeaderIdNumber: true,
    hasLeaderPhone: true,
    isStreetManaged: false,
    materials: new Set(wordsOf(MATERIALS)),
    wasSupplementAsked: false,
    openItems: [],
    unanswered: [],
    openObjections: 0,
    heldMoney: [],
    input,
    today: '2023-11-20',
  };
}

const withForm = (filing: FilingCase, form: Partial<FilingForm>): FilingCase => ({ ...filing, form: { ...filing.form, ...form } });

/** What makes one guard fail, and as far as possible no other. */
const SPOILED: Record<GuardId, (filing: FilingCase) => FilingCase> = {
  isUnfiled: (filing) => ({ ...filing, status: 'filed' }),
  isFiled: (filing) => ({ ...filing, status: 'ledgered' }),
  statusFits: (filing) => ({ ...filing, status: 'registrationRevoked' }),
  formComplete: (filing) => ({ ...filing, hasLeaderIdNumber: false, form: without(filing.form, 'name') }),
  pledged: (filing) => withForm(filing, { pledged: false }),
  materialsComplete: (filing) => ({ ...filing, materials: new Set() }),
  ledgerItems: (filing) => withForm(filing, { hasRoster: false }),
  membersEnough: (filing) => withForm(filing, { individualMembers: 49, individualInitiators: 2 }),
  fundsEnough: (filing) => withForm(filing, { activityFunds: 2_999_999 }),
  leaderEligible: (filing) => withForm(filing, { leaderIsDeprivedOfPoliticalRights: true, changes: { leaderName: '李夏' } }),
  cadreApproved: (filing) => withForm(filing, { leaderIsStreetCadre: true }),
  partyOrganizationReady: (filing) => withForm(filing, { partyMemberCount: 3, partyForm: '无' }),
  partyClause: (filing) => withForm(filing, { charterHasPartyClause: false }),
  directCategory: (filing) => withForm(filing, { category: '其他' }),
  insideCommunity: (filing) => withForm(filing, { staysInCommunity: false }),
  supplementListed: (filing) => ({ ...filing, input: { ...filing.input, items: [] } }),
  supplementFirst: (filing) => ({ ...filing, wasSupplementAsked: true }),
  supplementDone: (filing) => ({ ...filing, openItems: [{ number: 1, content: '请补名册' }] }),
  reasonGiven: (filing) => ({ ...filing, input: without(filing.input, 'reason') }),
  groundGiven: (filing) => ({ ...filing, input: without(filing.input, 'ground') }),
  opinionsAsked: (filing) => ({ ...filing, input: { ...filing.input, askedOf: [] } }),
  opinionsIn: (filing) => ({ ...filing, unanswered: [{ number: 1, askedOf: '王教授' }] }),
  objectionsAnswered: (filing) => ({ ...filing, openObjections: 2 }),
  changesGiven: (filing) => withForm(filing, { changes: {} }),
  changeInTime: (filing) => withForm(filing, { resolvedOn: '2023-01-10' }),
  creditCodeGiven: (filing) => ({ ...filing, input: { ...filing.input, creditCode: '51410402MJY0000011' } }),
  caseProven: (filing) => withForm(filing, { case: { ...filing.form.case, finding: 'partly' } }),
  debtsSettled: (filing) => ({ ...filing, heldMoney: [{ holder: '沙面街道', fen: 1 }] }),
  liquidationInTime: (filing) => withForm(filing, { liquidation: { ...filing.form.liquidation, endedOn: '2023-10-01' } }),
  liquidationDone: (filing) => withForm(filing, { liquidation: { ...filing.form.liquidation, groupMembers: [] } }),
  twoOfficers: (filing) => withForm(filing, { case: { ...filing.form.case, officers: ['甲', ' 甲 '] } }),
  legalReview: (filing) => withForm(filing, { case: { ...filing.form.case, legalReviewOn: '2023-11-21' } }),
  notStreetManaged: (filing) => ({ ...filing, isStreetManaged: true }),
  minorCase: (filing) => withForm(filing, { case: { ...filing.form.case, isMinor: false } }),
};

function without<T extends object, K extends keyof T>(whole: T, key: K): T {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== key)) as T;
}

/** A waived or unnamed threshold cannot fail; the settings of the place say so. */
function canFail(guard: GuardId, { rules, procedure }: FilingCase): boolean {
  if (guard !== 'membersEnough' || procedure.id !== 'filing') return true;
  return rules.settings.get('filingIndividualInitiators')?.value !== null;
}

const asBody = (...bodies: BodyId[]): ReadonlySet<BodyId> => new Set(bodies);

describe.each(CHAINS.map((chain) => ({ place: chain.at(-1) ?? '', chain })))('the tables of $place', ({ chain }) => {
  const files = chain.map((name) => readRuleSetText(readFileSync(new URL(`../../../rulesets/${name}.yaml`, import.meta.url), 'utf8')).file as RuleSetFile);
  const rules = resolveRules(files);
  const tables = readTables(chain);
  /** what is off here is begun by nobody (the sequences try) */
  const enabled = [...tables].flatMap(([id, table]) => (table.enabled ? [id] : []));

  it('hold the procedures that the files name, and no other', () => {
    expect([...rules.procedures.keys()].sort()).toEqual([...tables.keys()].sort());
    for (const [id, table] of tables) expect(rules.procedures.get(id)).toMatchObject({ enabled: table.enabled, startsFrom: table.startsFrom });
  });

  it.each(enabled)('%s: every state × action × body', (id) => {
    let allowed = 0;
    for (const state of wordsOf(STATES))
      for (const action of wordsOf(ACTIONS)) for (const body of wordsOf(BODIES)) allowed += judgeCell(id, state, action, body) ? 1 : 0;
    expect(allowed).toBeGreaterThan(0);
  });

  function judgeCell(id: ProcedureId, state: StateId, action: ActionId, body: BodyId): boolean {
    const { filing, table } = caseOf(id);
    const outcome = nextStep(filing, state, action, asBody(body));
    const row = rowFor(table, state, action, (guard) => (guard === 'isFiled') === (filing.status === 'filed'));
    const told = outcome.allowed ? outcome.to : outcome.refused.reason;
    const states = new Set(['new', ...[...table.rows].flatMap(([selector, { to }]) => [selector.split('.')[0], to])]);
    const expected = ENDS.includes(state) && states.has(state) ? 'ended' : !states.has(state) ? 'unknownState' : wordFor(row, body);
    expect(`${id} ${state} ${action} ${body}: ${told}`).toBe(`${id} ${state} ${action} ${body}: ${expected}`);
    return outcome.allowed;
  }

  function wordFor(row: TableRow | undefined, body: BodyId): string {
    if (!row) return 'impossible';
    return row.by.includes(body) ? row.to : 'notYours';
  }

  it.each(enabled)('%s: each guard of each row keeps the step by itself', (id) => {
    const { filing, table } = caseOf(id);
    for (const [selector, { by, guards, when }] of table.rows) {
      const [state = '', action = ''] = (selector.split('#')[0] ?? '').split('.');
      const fitting: FilingCase = when.includes('isUnfiled') ? { ...filing, status: 'none' } : filing;
      for (const guard of guards.filter((one) => canFail(one, filing))) {
        const spoiled = SPOILED[guard](fitting);
        const outcome = nextStep(spoiled, state as StateId, action as ActionId, asBody(...by));
        // a status that does not fit may also belong to another row of the same step
        if (guard === 'statusFits' && when.length > 0 && !outcome.allowed && outcome.refused.reason === 'impossible') continue;
        expect({ selector, guard, outcome }).toMatchObject({ outcome: { allowed: false, refused: { reason: 'guards', unmet: [guard] } } });
      }
    }
  });

  function caseOf(id: ProcedureId) {
    const procedure = rules.procedures.get(id);
    const table = tables.get(id);
    if (!procedure || !table) throw new Error(`no table ${id}`);
    return { filing: goodCase(rules, procedure), table };
  }
});

it('has a spoiled case for every guard the rule files use', () => {
  const used = new Set(CHAINS.flatMap((chain) => [...readTables(chain).values()].flatMap(({ rows }) => [...rows.values()].flatMap(({ guards }) => guards))));
  expect([...used].filter((guard) => !(guard in SPOILED) || !(guard in GUARDS))).toEqual([]);
});
