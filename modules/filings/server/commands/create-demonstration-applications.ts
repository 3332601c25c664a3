import { sql } from 'kysely';
import { findDivisions, listUnits } from '#modules/divisions/server/public.ts';
import { listDemonstrationOrganizations } from '#modules/organizations/server/public.ts';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { idCheckCharacter } from '#shared/codes/id-number.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { RandomSource, seedOf } from '#shared/random-source.ts';
import type { HeldMaterial } from '../../contract/application.ts';
import { BODIES, type BodyId, type GroundId } from '../../contract/workflow.ts';
import { insertApplication, type StoredApplication, updateApplication } from '../application-store.ts';
import { answerItems, insertItems, insertStep, nameOrganization, writeMaterials } from '../dossier-store.ts';
import { walk, type Walked } from '../domain/demonstration-path.ts';
import { type PlannedCase, planCases } from '../domain/demonstration-plans.ts';
import type { Rules } from '../domain/resolve-rules.ts';
import { issueNotices } from '../issue-notices.ts';
import type { FilingMeans } from '../means.ts';
import { withPersonal } from '../personal.ts';
import { rulesAt } from '../rule-store.ts';
import { takeEffect } from '../take-effect.ts';
import { submitObjection } from './submit-objection.ts';

/** Somebody at whose place invented applications are wanted. */
export interface DemonstrationDesk {
  body: BodyId;
  div: number;
  accountId: string;
  name: string;
}

const MOST_ORGANIZATIONS = 300;
/** No division has this prefix, and no operator these numbers: nobody real is meant. */
const NO_PREFIX = '990000';
const NO_SERIES = '1540000';

/** What the cases of one street are made with. */
interface Making {
  context: Context;
  means: FilingMeans;
  desks: readonly DemonstrationDesk[];
  random: RandomSource;
}

/**
 * Invented, marked applications for every street of the desks: open ones near and past their deadline, returned, in draft,
 * decided, and announced these days, one of them with an objection. Needs `demonstration.manage`. @returns how many were made
 */
export async function createDemonstrationApplications(
  context: Context,
  means: FilingMeans,
  desks: readonly DemonstrationDesk[],
  seed: number,
): Promise<number> {
  requirePermission(context.actor, 'demonstration.manage');
  const streets = [...new Set(desks.filter(({ body }) => body === 'street').map(({ div }) => div))];
  const made = await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    let made = 0;
    for (const street of streets) made += await fillStreet(tx, { context, means, desks, random: new RandomSource(seedOf(seed, street, 'filings')) }, street);
    if (made > 0)
      await audit(tx, context, {
        action: 'demonstration.applications-created',
        subject: { type: 'demonstration', id: 'filings', district: NATION_KEY },
        details: { created: made },
      });
    return made;
  });
  for (const street of streets) await object(context, street);
  return made;
}

/** Somebody objects to what the street announced first of those that may still be objected to. */
async function object(context: Context, street: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`select n.id from filing_notices n join filing_applications a on a.district = n.district and a.id = n.application_id
    where ${inRange(rangeOf(street, 'township'), 'n')} and a.demonstration and n.objections_until >= ${context.today} order by n.objections_until, n.id limit 1`.execute(
    context.platform.db,
  );
  const [notice] = rows;
  if (!notice) return;
  const content = '公示里写的活动场所，平时晚上是另一支队伍在用，时间上有冲突。请核实以后协调好再定。';
  await submitObjection(context, { noticeId: notice.id, name: '居民（演示）', phone: `${NO_SERIES}0000`, content });
}

async function fillStreet(tx: Transaction, making: Making, street: number): Promise<number> {
  const { context, means, desks, random } = making;
  const range = rangeOf(street, 'township');
  const keys = (await listUnits(tx, { range, level: 'community', countedOnly: true })).map(({ key }) => key);
  if (keys.length === 0) return 0;
  const divisions = await findDivisions(tx, keys);
  const communities = keys.map((key) => ({ key, name: shortName(divisions.get(key)?.name ?? '') }));
  const { rules, versions } = await rulesAt(tx, street);
  const filing = rules.procedures.get('filing');
  const recommends = filing?.table.transitions.some(({ to }) => to === 'awaitingRecommendation') === true;
  const organizations = await listDemonstrationOrganizations(tx, range, MOST_ORGANIZATIONS);
  const cases = planCases({ random, communities, organizations, recommends, today: context.today });
  let made = 0;
  for (const planned of cases) {
    const procedure = rules.procedures.get(planned.procedure);
    if (!procedure?.enabled) continue;
    const walked = walk(rules, procedure, planned.path, planned.until);
    const id = await nextRecordId(tx, districtOf(planned.div));
    const drawn = rowOf(context, planned, walked, { id, versions, desks });
    const row = planned.founds ? await found(tx, context, means, drawn, walked, rules) : drawn;
    await write(tx, row, planned, walked, { desks, rules, asked: procedure.materials.filter(({ required }) => required).map(({ material }) => material) });
    made += 1;
  }
  return made;
}

/** The record that the decision of an invented application makes, as of that day. */
async function found(tx: Transaction, context: Context, means: FilingMeans, row: StoredApplication, walked: Walked, rules: Rules): Promise<StoredApplication> {
  const on: Context = { ...context, today: walked.decidedOn ?? context.today };
  const decision = { application: row, filing: { rules }, organization: undefined, input: {} };
  const organizationId = await takeEffect(
    tx,
    on,
    means,
    decision,
    walked.steps.flatMap(({ effects }) => effects),
  );
  return { ...row, organizationId };
}

/** The post of a body towards a place; an unnamed colleague where there is none. */
function deskOf(desks: readonly DemonstrationDesk[], body: BodyId, div: number): { accountId: string; name: string } {
  const span = body === 'committee' ? 1 : body === 'street' ? 1e3 : 1e6;
  return desks.find((desk) => desk.body === body && desk.div === div - (div % span)) ?? { accountId: 'demonstration', name: `${BODIES[body]}（演示）` };
}

function rowOf(
  context: Context,
  planned: PlannedCase,
  walked: Walked,
  { id, versions, desks }: { id: number; versions: string; desks: readonly DemonstrationDesk[] },
): StoredApplication {
  const none = { leaderIdNumberCipher: null, leaderIdNumberIndex: null, leaderPhoneCipher: null, leaderPhoneIndex: null };
  const starter = walked.steps[0]?.body ?? 'applicant';
  const office = starter === 'applicant' ? { accountId: 'demonstration', name: planned.form.leaderName ?? '' } : deskOf(desks, starter, planned.div);
  const handler = walked.returns > 0 ? deskOf(desks, 'street', planned.div) : undefined;
  return {
    id,
    district: districtOf(planned.div),
    div: planned.div,
    recordedDiv: planned.div,
    procedure: planned.procedure,
    state: walked.state,
    organizationId: planned.subject?.id ?? null,
    subjectName: planned.form.name ?? planned.subject?.name ?? '',
    form: planned.form,
    ...withPersonal(context, none, planned.hasNumbers ? inventedNumbers(id) : {}),
    rules: versions,
    applicantId: office.accountId,
    applicantName: office.name,
    handlerId: handler?.accountId ?? null,
    handlerName: handler?.name ?? null,
    submittedOn: walked.submittedOn,
    ...walked.clock,
    escalatedOn: null,
    decidedOn: walked.decidedOn,
    processingDays: walked.processingDays,
    applicantDays: walked.applicantDays,
    returns: walked.returns,
    version: walked.steps.length,
    demonstration: true,
    updatedBy: context.actor.id,
  };
}

function inventedNumbers(id: number): { leaderIdNumber: string; leaderPhone: string } {
  const number = id % 1000;
  const first = `${NO_PREFIX}19${60 + (id % 20)}0${1 + (id % 9)}15${String(number).padStart(3, '0')}`;
  return { leaderIdNumber: first + idCheckCharacter(first), leaderPhone: NO_SERIES + String(id % 10_000).padStart(4, '0') };
}

async function write(
  tx: Transaction,
  row: StoredApplication,
  planned: PlannedCase,
  { steps }: Walked,
  { desks, rules, asked }: { desks: readonly DemonstrationDesk[]; rules: Rules; asked: readonly HeldMaterial['material'][] },
): Promise<void> {
  await insertApplication(tx, { ...row, state: 'draft' }, noonOf(steps[0]?.onDay ?? planned.until, 0));
  await updateApplication(tx, row, noonOf(steps.at(-1)?.onDay ?? planned.until, steps.length));
  if (planned.founds && row.organizationId !== null) await nameOrganization(tx, row, row.organizationId);
  const held = asked.filter((material) => !planned.without.includes(material));
  await writeMaterials(
    tx,
    row,
    held.map((material, index) => ({ material, heldAs: index % 3 === 0 ? 'paper' : 'electronic' })),
  );
  await insertItems(tx, row, planned.items);
  await answerItems(
    tx,
    row,
    planned.items.flatMap(({ isDone, reply }, index) => (isDone ? [{ number: index + 1, ...(reply === undefined ? {} : { reply }) }] : [])),
  );
  for (const [index, { action, from, to, body, onDay, reason, ground, clause, notices }] of steps.entries()) {
    const desk = body === 'applicant' ? { accountId: row.applicantId, name: planned.form.leaderName ?? row.applicantName } : deskOf(desks, body, row.div);
    const by = { byId: desk.accountId, byName: body === 'system' ? BODIES.system : desk.name };
    await insertStep(tx, row, {
      number: index + 1,
      action,
      fromState: from,
      toState: to,
      body,
      at: noonOf(onDay, index),
      onDay,
      ...by,
      reason,
      ground,
      clause,
    });
    const input = { reason: reason ?? undefined, ground: (ground ?? undefined) as GroundId | undefined, items: [...planned.items] };
    await issueNotices(tx, { application: row, rules, before: undefined, input, clause, on: onDay }, notices);
  }
}

/** During office hours of that day, in China. */
function noonOf(day: Day, index: number): Date {
  return new Date(`${day}T${String(9 + (index % 8)).padStart(2, '0')}:${String((index * 17) % 60).padStart(2, '0')}:00+08:00`);
}

/** 曙北社区居民委员会 is called 曙北社区 in the names of its groups. */
function shortName(name: string): string {
  return name.replace(/(居民|村民)?委员会$|居委会$|村委会$/, '');
}
