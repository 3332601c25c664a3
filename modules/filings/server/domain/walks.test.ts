/**
 * Random sequences of commands against the machine itself, without a database and so in great number: what is allowed, refused and
 * offered is what the rule files say, read a second time by other code. `sequences.test.ts` walks through the commands on the database.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CREDIT_CODE, formForEveryProcedure } from '#tests/support/filings.ts';
import { readTables } from '#tests/support/rule-tables.ts';
import { noteFigure, SEED, timeLimit, trials } from '#tests/support/sizes.ts';
import {
  afterAction,
  BODY_OF,
  expectAction,
  expectOffers,
  isOpen,
  NEW_WORLD,
  type OpenApplication,
  type Walker,
  WALKERS,
  type World,
} from '#tests/support/walk-procedures.ts';
import type { RuleSetFile } from '../../contract/rule-set-file.ts';
import { ACTIONS, type ActionId, type GroundId, MATERIALS, type ProcedureId, wordsOf } from '../../contract/workflow.ts';
import type { FilingCase } from './filing-case.ts';
import { abilitiesOf, nextStep } from './next-step.ts';
import { readRuleSetText } from './read-rule-set.ts';
import { resolveRules } from './resolve-rules.ts';

const CHAINS = [['national'], ['national', 'pingdingshan'], ['national', 'guangzhou'], ['national', 'shenzhen'], ['national', 'hainan']];
const SEQUENCES = trials(1000, 5000);
const CODES: Record<string, string> = { ended: 'FILING_ENDED', impossible: 'FILING_IMPOSSIBLE', notYours: 'FILING_NOT_YOURS', guards: 'FILING_RULE' };
const ALL = new Set(wordsOf(MATERIALS));

const FORM = formForEveryProcedure('春晖互助社');

interface Command {
  what: 'act' | 'fill' | 'object' | 'answer';
  walker: Walker;
  isRich: boolean;
  isFull: boolean;
  /** most actions are drawn from those of the state and given to somebody who may */
  isSensible: boolean;
  pick: number;
  action: ActionId;
}

const oftenTrue = fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false));
const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.record({
    what: fc.oneof({ weight: 8, arbitrary: fc.constant('act' as const) }, fc.constantFrom('fill' as const, 'object' as const, 'answer' as const)),
    walker: fc.constantFrom(...WALKERS),
    isRich: oftenTrue,
    isFull: oftenTrue,
    isSensible: oftenTrue,
    pick: fc.nat(1000),
    action: fc.constantFrom(...wordsOf(ACTIONS)),
  }),
  { minLength: 8, maxLength: 24 },
);

describe.each(CHAINS.map((chain) => ({ place: chain.at(-1) ?? '', chain })))('walks under the rules of $place', ({ place, chain }) => {
  const files = chain.map((name) => readRuleSetText(readFileSync(new URL(`../../../../rulesets/${name}.yaml`, import.meta.url), 'utf8')).file as RuleSetFile);
  const rules = resolveRules(files);
  const tables = readTables(chain);

  it(
    'never diverge from the table',
    () => {
      let [steps, allowed] = [0, 0];
      fc.assert(
        fc.property(commands, (list) => {
          let world: World = NEW_WORLD;
          for (const command of list) {
            const before = world.application;
            world = take(world, command);
            steps += 1;
            if (world.application !== before) allowed += 1;
          }
        }),
        { numRuns: SEQUENCES, seed: SEED, endOnFailure: true },
      );
      noteFigure({
        promise: `the machine follows the table of ${place}`,
        tried: 'random sequences of commands, without a database',
        n: SEQUENCES,
        wrong: 0,
        measured: `${steps} commands, ${allowed} allowed`,
      });
      expect(allowed / steps).toBeGreaterThan(0.2);
    },
    timeLimit(60),
  );

  function take(world: World, command: Command): World {
    if (command.what === 'object') return world.isDisclosed ? { ...world, openObjections: world.openObjections + 1 } : world;
    if (command.what === 'answer') return { ...world, openObjections: 0 };
    const { application } = world;
    return application && isOpen(world) ? act(world, application, command) : begin(world, command);
  }

  /** Whatever may begin with the organization as it is. */
  function begin(world: World, { pick, isFull }: Command): World {
    const startable = [...tables].filter(([, table]) => table.enabled && table.startsFrom.includes(world.status));
    const [procedure, table] = startable[pick % Math.max(startable.length, 1)] ?? [];
    const row = table?.rows.get('new.start');
    const walker = WALKERS.find((one) => row?.by.includes(BODY_OF[one]));
    // an organization that has ended for good begins anew as another one
    if (!procedure || !row || !walker) return NEW_WORLD;
    const fresh = { id: 1, procedure, state: row.to, version: 1, broughtByLeader: walker === 'leader', isFull };
    const application = { ...fresh, wasSupplementAsked: false, openItems: 0, asked: 0, unanswered: 0 };
    const outcome = nextStep(caseOf(world, application, true), 'new', 'start', new Set([BODY_OF[walker]]));
    assert.deepEqual(outcome.allowed && outcome.to, row.to);
    return { ...world, application };
  }

  function act(world: World, application: OpenApplication, command: Command): World {
    const table = tables.get(application.procedure);
    if (!table) throw new Error(`no table ${application.procedure}`);
    const here = [...table.rows].filter(([selector]) => selector.startsWith(`${application.state}.`));
    const [selector = '', row] = here[command.pick % Math.max(here.length, 1)] ?? [];
    const isSensible = command.isSensible && row !== undefined;
    const action = command.what === 'fill' ? 'edit' : isSensible ? ((selector.split('#')[0] ?? '').split('.')[1] as ActionId) : command.action;
    const walker = isSensible ? (WALKERS.find((one) => row.by.includes(BODY_OF[one])) ?? command.walker) : command.walker;
    // whose it is was judged before the machine is asked
    const asked = { ...application, broughtByLeader: true };
    const expected = expectAction(table, world, asked, action, { ...command, walker });
    const outcome = nextStep(caseOf(world, application, command.isRich), application.state, action, new Set([BODY_OF[walker]]));
    const words = `${application.procedure}.${application.state}.${action} by ${walker}`;
    const offered = abilitiesOf(caseOf(world, application, false), application.state, new Set([BODY_OF[walker]]));
    const offers = offered.map((ability) => ({ action: ability.action as string, allowed: ability.allowed }));
    assert.deepEqual({ words, offers }, { words, offers: expectOffers(table, world, asked, walker) });
    if ('code' in expected) {
      // the one refusal that is not the table's: nobody was asked under that number
      if (expected.code === 'RECORD_NOT_FOUND') return world;
      const code = outcome.allowed ? 'allowed' : CODES[outcome.refused.reason];
      const unmet = !outcome.allowed && outcome.refused.reason === 'guards' ? outcome.refused.unmet : [];
      assert.deepEqual({ words, code, unmet }, { words, code: expected.code, unmet: [...(expected.unmet ?? [])] });
      return world;
    }
    assert.deepEqual({ words, to: outcome.allowed && outcome.to }, { words, to: expected.row.to });
    const after = command.what === 'fill' ? { ...application, isFull: command.isFull } : application;
    return afterAction(world, after, action, expected.row);
  }

  function caseOf(world: World, application: OpenApplication, isRich: boolean): FilingCase {
    const procedure = rules.procedures.get(application.procedure as ProcedureId);
    if (!procedure) throw new Error(`no procedure ${application.procedure}`);
    const { isFull, openItems, unanswered, wasSupplementAsked } = application;
    const ground = procedure.grounds[0] as GroundId | undefined;
    const rich = {
      reason: '理由充分',
      items: [{ content: '请补名册' }],
      replies: [{ number: 1, reply: '已补' }],
      askedOf: [{ kind: 'expert' as const, name: '王教授' }],
      creditCode: CREDIT_CODE,
      ...(ground && { ground }),
    };
    return {
      rules,
      procedure,
      status: world.status,
      form: { ...FORM, pledged: isFull },
      hasLeaderIdNumber: true,
      hasLeaderPhone: true,
      isStreetManaged: false,
      materials: isFull ? ALL : new Set(),
      wasSupplementAsked,
      openItems: openItems > 0 ? [{ number: 1, content: '请补名册' }] : [],
      unanswered: unanswered > 0 ? [{ number: 1, askedOf: '王教授' }] : [],
      openObjections: world.openObjections,
      heldMoney: [],
      input: isRich ? rich : {},
      today: '2023-11-20',
    };
  }
});
