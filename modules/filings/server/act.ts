/** What every step of an application has in common: guards, what the action brings, effects, notices, clock, step, audit. */
import type { OrganizationStanding } from '#modules/organizations/server/public.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Transaction } from '#platform/db/database.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { refuse } from '#shared/errors.ts';
import type { ActionInput } from '../contract/application.ts';
import { filingErrors } from '../contract/errors.ts';
import { ACTIONS, type ActionId, type BodyId, type EffectId, type NoticeId, PROCEDURES, STATES, type StateId } from '../contract/workflow.ts';
import { type StoredApplication, updateApplication } from './application-store.ts';
import { answerItems, answerOpinion, insertItems, insertOpinions, insertStep, nameOrganization } from './dossier-store.ts';
import type { FilingCase } from './domain/filing-case.ts';
import { bodyNames, nextStep, sentencesOf } from './domain/next-step.ts';
import type { RuleRow } from './domain/resolve-rules.ts';
import { clockOf, countDays } from './domain/run-clock.ts';
import { issueNotices } from './issue-notices.ts';
import { type OpenCase, openCase } from './open-case.ts';
import type { FilingMeans } from './means.ts';
import { takeEffect } from './take-effect.ts';

export interface Act {
  action: ActionId;
  input: ActionInput;
  /** for whom the actor stands */
  bodies: ReadonlySet<BodyId>;
}

/**
 * Carries out an action on a locked application. @returns the application as it is now
 * @throws FILING_ENDED, FILING_IMPOSSIBLE, FILING_NOT_YOURS, FILING_RULE, and those of writing the organization
 */
export async function act(
  tx: Transaction,
  context: Context,
  means: FilingMeans,
  before: StoredApplication,
  { action, input, bodies }: Act,
): Promise<StoredApplication> {
  const opened = await openCase(tx, context, means, before, { input, lock: true });
  const row = requireStep(opened.filing, before.state, action, bodies);
  await bring(tx, context, before, opened, action, input);
  const organizationId = await takeEffects(tx, context, means, { before, opened, input, row });
  const after = passed(context, before, opened.filing, row, bodies, organizationId);
  await finish(tx, context, { before, after, row, action, input, bodies });
  const notices = (row.notices as NoticeId[]).filter((notice) => notice !== 'changeAnnouncement' || changesMainItems(opened.filing));
  const issue = { application: after, rules: opened.filing.rules, before: opened.organization, input, clause: row.clause, on: context.today };
  await issueNotices(tx, issue, notices);
  return after;
}

/** The row an allowed action means. @throws FILING_ENDED, FILING_IMPOSSIBLE, FILING_NOT_YOURS, FILING_RULE */
export function requireStep(filing: FilingCase, state: StateId, action: ActionId, bodies: ReadonlySet<BodyId>): RuleRow {
  const outcome = nextStep(filing, state, action, bodies);
  if (outcome.allowed) return outcome.transition as RuleRow;
  const words = { action: ACTIONS[action], state: STATES[state] };
  const { refused, possible } = outcome;
  if (refused.reason === 'ended') throw refuse(filingErrors.FILING_ENDED, words);
  if (refused.reason === 'notYours') throw refuse(filingErrors.FILING_NOT_YOURS, { ...words, bodies: bodyNames(refused.by) });
  if (refused.reason === 'guards') {
    const sentences = sentencesOf(filing, refused.unmet);
    throw refuse(
      filingErrors.FILING_RULE,
      { ...words, problems: sentences.join('') },
      refused.unmet.map((guard, index) => ({ path: guard, message: sentences[index] ?? '' })),
    );
  }
  throw refuse(filingErrors.FILING_IMPOSSIBLE, { ...words, possible: possible.map((one) => ACTIONS[one as ActionId]).join('、') || '等待其他单位办理' });
}

/** Free texts without the numbers of persons that somebody typed into them; the credit code is none. */
function maskedTexts(input: ActionInput): ActionInput {
  const mask = <T extends string | undefined>(text: T): T => (text === undefined ? text : (maskNumbersIn(text) as T));
  return {
    ...input,
    ...(input.items && { items: input.items.map((item) => ({ ...item, content: mask(item.content) })) }),
    ...(input.replies && { replies: input.replies.map((reply) => ({ ...reply, reply: mask(reply.reply) })) }),
    ...(input.opinion && { opinion: { ...input.opinion, content: mask(input.opinion.content) } }),
  };
}

/** What the action itself puts into the dossier. */
async function bring(
  tx: Transaction,
  context: Context,
  application: StoredApplication,
  { dossier }: OpenCase,
  action: ActionId,
  given: ActionInput,
): Promise<void> {
  const input = maskedTexts(given);
  if (action === 'requestSupplement') await insertItems(tx, application, input.items ?? []);
  if (action === 'supplement') await answerItems(tx, application, input.replies ?? []);
  if (action === 'consult') await insertOpinions(tx, application, dossier.opinions.length, input.askedOf ?? [], context.today);
  if (action === 'recordOpinion' && !(input.opinion && (await answerOpinion(tx, application, input.opinion, context.today))))
    throw refuse(accessErrors.RECORD_NOT_FOUND);
}

async function takeEffects(
  tx: Transaction,
  context: Context,
  means: FilingMeans,
  { before, opened, input, row }: { before: StoredApplication; opened: OpenCase; input: ActionInput; row: RuleRow },
): Promise<number | null> {
  if (row.effects.length === 0) return before.organizationId;
  const { filing, organization }: { filing: FilingCase; organization: OrganizationStanding | undefined } = opened;
  return takeEffect(tx, context, means, { application: before, filing, organization, input }, row.effects as EffectId[]);
}

function passed(
  context: Context,
  before: StoredApplication,
  filing: FilingCase,
  row: RuleRow,
  bodies: ReadonlySet<BodyId>,
  organizationId: number | null,
): StoredApplication {
  const { actor, today } = context;
  const to = row.to as StateId;
  const stays = to === before.state;
  // whoever of the deciding office touches a case first has it on the desk
  const takes = before.handlerId === null && row.by.some((body) => (body === 'street' || body === 'registrationAuthority') && bodies.has(body));
  const days = countDays({ ...before, from: before.state, to, today });
  const clock = stays
    ? { clockStartedOn: before.clockStartedOn, dueOn: before.dueOn, dueWhose: before.dueWhose, dueProvisional: before.dueProvisional }
    : clockOf(filing, to, today);
  return {
    ...before,
    ...clock,
    ...days,
    state: to,
    organizationId,
    ...(takes && { handlerId: actor.id, handlerName: actor.name }),
    escalatedOn: stays ? before.escalatedOn : null,
    returns: before.returns + (row.action === 'requestSupplement' ? 1 : 0),
    version: before.version + 1,
    updatedBy: actor.id,
  };
}

/** X02 art.23: a change is announced when it touches name, address or legal representative. */
function changesMainItems({ form }: FilingCase): boolean {
  const { name, venues, leaderName } = form.changes ?? {};
  return name !== undefined || venues !== undefined || leaderName !== undefined;
}

interface Finished {
  before: StoredApplication;
  after: StoredApplication;
  row: RuleRow;
  action: ActionId;
  input: ActionInput;
  bodies: ReadonlySet<BodyId>;
}

async function finish(tx: Transaction, context: Context, { before, after, row, action, input, bodies }: Finished): Promise<void> {
  const { actor, now, today } = context;
  await updateApplication(tx, after, now);
  const body = row.by.find((one) => bodies.has(one as BodyId)) ?? 'system';
  const reason = input.reason === undefined ? null : maskNumbersIn(input.reason);
  const step = {
    action,
    fromState: before.state,
    toState: after.state,
    body,
    at: now,
    onDay: today,
    byId: actor.id,
    byName: actor.name,
    reason,
    ground: input.ground ?? null,
  };
  await insertStep(tx, after, { ...step, number: after.version, clause: row.clause });
  if (after.organizationId !== null && before.organizationId === null) await nameOrganization(tx, after, after.organizationId);
  await audit(tx, context, {
    action: `filing.${action}`,
    subject: { type: 'filing', id: after.id, district: after.district },
    details: {
      procedure: PROCEDURES[after.procedure],
      from: before.state,
      to: after.state,
      body,
      rules: after.rules,
      version: after.version,
      organization: after.organizationId,
      reason,
      ground: input.ground ?? null,
    },
  });
}
