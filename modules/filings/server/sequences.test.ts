/**
 * Random sequences of commands by everybody, on the database: what is allowed, refused and offered, and where application and
 * organization stand afterwards, is what the rule files say, read a second time by other code.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { NOBODY } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { creditCheckCharacter, organizationCheckCharacter } from '#shared/codes/social-credit-code.ts';
import { codeOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ALL_MATERIALS, deskOf, formForEveryProcedure, idNumberOf, meansOf, openFilings, type PlaceName, PLACES } from '#tests/support/filings.ts';
import { readTables } from '#tests/support/rule-tables.ts';
import { noteFigure, SEED, timeLimit, trials } from '#tests/support/sizes.ts';
import {
  afterAction,
  BODY_OF,
  type Expected,
  expectAction,
  expectOffers,
  expectStart,
  isOpen,
  NEW_WORLD,
  type Try,
  WALKERS,
  type Walker,
  type World,
} from '#tests/support/walk-procedures.ts';
import type { ActionInput, DraftInput } from '../contract/application.ts';
import { ACTIONS, type ActionId, type GroundId, PROCEDURE_IDS, type ProcedureId, type Status, wordsOf } from '../contract/workflow.ts';
import { actOnApplication } from './commands/act-on-application.ts';
import { answerObjection } from './commands/answer-objection.ts';
import { editApplication } from './commands/edit-application.ts';
import { startApplication } from './commands/start-application.ts';
import { submitObjection } from './commands/submit-objection.ts';
import { getApplication } from './queries/get-application.ts';

/** One place under each rule set, and one that has none of its own. */
const RULES_AT = {
  chengdu: ['national'],
  pingdingshan: ['national', 'pingdingshan'],
  guangzhou: ['national', 'guangzhou'],
  shenzhen: ['national', 'shenzhen'],
  hainan: ['national', 'hainan'],
} as const;
const PLACE_NAMES = Object.keys(RULES_AT) as (keyof typeof RULES_AT)[];
const SEQUENCES = trials(12, 5000);
const LONGEST = 16;

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const means = meansOf(productRegisters);

beforeAll(() => openFilings(operator, PLACE_NAMES), timeLimit(60));

interface Command extends Try {
  what: 'start' | 'act' | 'fill' | 'stale' | 'new' | 'object' | 'answer';
  procedure: ProcedureId;
  /** half of the actions are drawn from those of the state and given to somebody who may */
  isSensible: boolean;
  pick: number;
  action: ActionId;
  isFull: boolean;
}

const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.record({
    what: fc.oneof(
      { weight: 10, arbitrary: fc.constant('act' as const) },
      fc.constantFrom('start' as const, 'start' as const, 'fill' as const, 'stale' as const, 'new' as const, 'object' as const, 'answer' as const),
    ),
    walker: fc.constantFrom(...WALKERS),
    isRich: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
    isFull: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
    procedure: fc.constantFrom(...PROCEDURE_IDS),
    isSensible: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
    pick: fc.nat(1000),
    action: fc.constantFrom(...wordsOf(ACTIONS)),
  }),
  { minLength: 6, maxLength: LONGEST },
);

let count = 0;
function draftOf(isFull: boolean): DraftInput {
  count += 1;
  return {
    form: { ...formForEveryProcedure(`春晖互助社${count}`), pledged: isFull },
    leaderIdNumber: idNumberOf(count % 1000),
    leaderPhone: `138${String(10_000_000 + count)}`,
    materials: isFull ? ALL_MATERIALS : [],
  };
}

/** An invented code that checks; no two alike. */
function nextCreditCode(): string {
  count += 1;
  const eight = `MJ${String(count).padStart(6, '0')}`;
  const first = `51410402${eight}${organizationCheckCharacter(eight)}`;
  return first + creditCheckCharacter(first);
}

async function outcomeOf(work: Promise<unknown>): Promise<{ code: string; unmet: string[] } | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, unmet: error.fields.map(({ path }) => path) };
  }
}

const BY_RECORD: Record<string, Status> = {
  台账: 'ledgered',
  备案: 'filed',
  登记: 'registered',
  撤出台账: 'ledgerClosed',
  取消备案: 'filingCancelled',
  注销: 'deregistered',
  撤销: 'registrationRevoked',
};

describe.each(PLACE_NAMES.map((place) => ({ place })))('sequences under the rules of $place', ({ place }) => {
  const tables = readTables(RULES_AT[place]);

  it(
    'never diverge from the table',
    async () => {
      let [steps, allowed] = [0, 0];
      await fc.assert(
        fc.asyncProperty(commands, async (list) => {
          const walk = new Walk(place, tables);
          for (const command of list) {
            steps += 1;
            if (await walk.take(command)) allowed += 1;
            await walk.compare();
          }
        }),
        { numRuns: SEQUENCES, seed: SEED, endOnFailure: true },
      );
      noteFigure({
        promise: `procedures follow their table, in ${place}, on the database`,
        tried: 'random sequences of commands',
        n: SEQUENCES,
        wrong: 0,
        measured: `${steps} commands, ${allowed} allowed`,
      });
      // else the walkers get nowhere and nothing is shown
      expect(allowed / steps).toBeGreaterThan(0.2);
    },
    timeLimit(180),
  );
});

class Walk {
  private world: World = NEW_WORLD;
  private readonly place: PlaceName;
  private readonly tables: ReturnType<typeof readTables>;
  private readonly desk: Record<Walker, Context>;

  constructor(place: PlaceName, tables: ReturnType<typeof readTables>) {
    this.place = place;
    this.tables = tables;
    this.desk = deskOf(operator, place);
  }

  /** @returns whether it was allowed */
  async take(command: Command): Promise<boolean> {
    if (command.what === 'new' && !isOpen(this.world)) this.world = NEW_WORLD;
    const { application } = this.world;
    if (command.what === 'object' && this.world.isDisclosed) return this.object();
    if (command.what === 'answer' && this.world.openObjections > 0) return this.answer();
    if (!application || command.what === 'start' || (command.what === 'new' && !isOpen(this.world))) return this.start(command);
    if (command.what === 'stale') return this.stale(command);
    return this.act(command);
  }

  private side = (walker: Walker) => (walker === 'leader' ? 'own' : 'office') as 'own' | 'office';

  private async start(command: Command): Promise<boolean> {
    const { organizationId } = this.world;
    const sensible = [...this.tables].filter(([, { enabled, startsFrom }]) => enabled && startsFrom.includes(this.world.status)).map(([id]) => id);
    const procedure = command.isSensible ? (sensible[command.pick % Math.max(sensible.length, 1)] ?? command.procedure) : command.procedure;
    const by = this.tables.get(procedure)?.rows.get('new.start')?.by ?? [];
    const walker = command.isSensible
      ? (WALKERS.find((one) => by.includes(BODY_OF[one]) && (one !== 'leader' || organizationId === undefined || this.world.isLeaders)) ?? command.walker)
      : command.walker;
    const expected = expectStart(this.tables, this.world, procedure, { ...command, walker });
    const draft = draftOf(command.isFull);
    let id = 0;
    const about = organizationId === undefined ? { division: codeOf(PLACES[this.place].community) } : { organizationId };
    const work = async () => {
      id = await startApplication(this.desk[walker], means, this.side(walker), { procedure, draft, ...about });
    };
    const isAllowed = await this.judge(work(), expected, `start ${procedure} by ${walker}, organization ${this.world.status}`);
    // what goes on beside an open application is followed from here on; the other stays where it is
    if (isAllowed && 'row' in expected) {
      const { to: state } = expected.row;
      const fresh = { id, procedure, state, version: 1, broughtByLeader: walker === 'leader', isFull: command.isFull };
      this.world = { ...this.world, application: { ...fresh, wasSupplementAsked: false, openItems: 0, asked: 0, unanswered: 0 } };
    }
    return isAllowed;
  }

  private async act(command: Command): Promise<boolean> {
    const { application } = this.world;
    const table = application && this.tables.get(application.procedure);
    if (!application || !table) return false;
    const here = [...table.rows].filter(([selector]) => selector.startsWith(`${application.state}.`));
    const [selector = '', row] = here[command.pick % Math.max(here.length, 1)] ?? [];
    const isSensible = command.isSensible && row !== undefined;
    const action = command.what === 'fill' ? 'edit' : isSensible ? ((selector.split('#')[0] ?? '').split('.')[1] as ActionId) : command.action;
    const walker = isSensible
      ? (WALKERS.find((one) => row.by.includes(BODY_OF[one]) && (one !== 'leader' || application.broughtByLeader)) ?? command.walker)
      : command.walker;
    const told = { ...command, walker };
    const expected = expectAction(table, this.world, application, action, told);
    const context = this.desk[walker];
    const { id, version } = application;
    const { pledged } = { pledged: command.isFull };
    const work =
      command.what === 'fill'
        ? editApplication(context, means, this.side(walker), { id, version, form: { pledged }, materials: command.isFull ? ALL_MATERIALS : [] })
        : actOnApplication(context, means, this.side(walker), { id, version, action, input: command.isRich ? this.rich() : {} });
    const isAllowed = await this.judge(work, expected, `${application.procedure}.${application.state}.${action} by ${walker}, rich ${command.isRich}`);
    if (isAllowed && 'row' in expected) {
      const after = command.what === 'fill' ? { ...application, isFull: command.isFull } : application;
      this.world = afterAction(this.world, after, action, expected.row);
    }
    return isAllowed;
  }

  /** Somebody with an old page: nothing happens whatever the action. */
  private async stale(command: Command): Promise<boolean> {
    const { application } = this.world;
    if (!application || application.version < 2) return false;
    const isHidden = command.walker === 'leader' && !application.broughtByLeader;
    const { id, version } = application;
    const work = actOnApplication(this.desk[command.walker], means, this.side(command.walker), {
      id,
      version: version - 1,
      action: command.action,
      input: this.rich(),
    });
    return this.judge(work, { code: isHidden ? 'FILING_NOT_FOUND' : 'FILING_CHANGED' }, `stale ${command.action}`);
  }

  /** A resident objects to the announcement of the filing. */
  private async object(): Promise<boolean> {
    count += 1;
    const { rows } = await sql<{ id: number }>`
      select id from filing_notices where organization_id = ${this.world.organizationId} and objections_until is not null order by id desc limit 1`.execute(
      owner,
    );
    const typed = { name: '赵冬', phone: '13900139000', content: `第 ${count} 件异议：没有固定的活动场所。` };
    await submitObjection({ ...operator, actor: NOBODY }, { noticeId: rows[0]?.id ?? 0, ...typed });
    this.world = { ...this.world, openObjections: this.world.openObjections + 1 };
    return true;
  }

  private async answer(): Promise<boolean> {
    const { rows } = await sql<{ id: number }>`
      select o.id from filing_objections o join filing_notices n on n.id = o.notice_id
      where n.organization_id = ${this.world.organizationId} and o.outcome is null limit 1`.execute(owner);
    await answerObjection(this.desk.street, { id: rows[0]?.id ?? 0, version: 1, outcome: 'rejected', answer: '场所证明齐全。' });
    this.world = { ...this.world, openObjections: this.world.openObjections - 1 };
    return true;
  }

  private rich(): ActionInput {
    const { application } = this.world;
    const ground = application && this.tables.get(application.procedure)?.grounds[0];
    return {
      reason: '理由充分',
      ...(ground !== undefined && { ground: ground as GroundId }),
      items: [{ content: '请补名册' }],
      replies: [{ number: 1, reply: '已补' }],
      askedOf: [{ kind: 'expert', name: '王教授' }],
      ...(application && application.asked > 0 && { opinion: { number: application.asked, verdict: 'agree' as const } }),
      creditCode: nextCreditCode(),
    };
  }

  private async judge(work: Promise<unknown>, expected: Expected, words: string): Promise<boolean> {
    const refused = await outcomeOf(work);
    const wanted: { code: string; unmet?: readonly string[] } =
      'code' in expected ? { code: expected.code, ...(expected.unmet && { unmet: expected.unmet }) } : { code: 'allowed' };
    const got = refused ?? { code: 'allowed', unmet: [] };
    assert.deepEqual({ words, code: got.code, ...(wanted.unmet && { unmet: got.unmet }) }, { words, ...wanted });
    return refused === undefined;
  }

  /** Application, organization and offered buttons stand as the model says. */
  async compare(): Promise<void> {
    const { application } = this.world;
    if (!application) return;
    const { state, version, organizationId } = await this.stored(application.id);
    assert.deepEqual({ state, version }, { state: application.state, version: application.version });
    if (organizationId !== null && this.world.organizationId === undefined) this.world = { ...this.world, organizationId };
    assert.equal(await this.statusOnRecord(), this.world.status);
    const table = this.tables.get(application.procedure);
    const walker = WALKERS[application.version % WALKERS.length] ?? 'street';
    if (!table || (walker === 'leader' && !application.broughtByLeader)) return;
    const { abilities } = await getApplication(this.desk[walker], means, this.side(walker), application.id);
    const offered = abilities.map(({ action, allowed }) => ({ action, allowed }));
    assert.deepEqual({ walker, offered }, { walker, offered: expectOffers(table, this.world, application, walker) });
  }

  private async stored(id: number): Promise<{ state: string; version: number; organizationId: number | null }> {
    const { rows } = await sql<{ state: string; version: number; organizationId: number | null }>`
      select state, version, organization_id as "organizationId" from filing_applications where id = ${id}`.execute(owner);
    return rows[0] ?? { state: 'none', version: 0, organizationId: null };
  }

  private async statusOnRecord(): Promise<Status> {
    const { organizationId } = this.world;
    if (organizationId === undefined) return 'none';
    const { rows } = await sql<{
      tier: string;
      reason: string | null;
    }>`select tier, end_reason as reason from organizations where id = ${organizationId}`.execute(owner);
    return BY_RECORD[rows[0]?.reason ?? rows[0]?.tier ?? ''] ?? 'none';
  }
}
