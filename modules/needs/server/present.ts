import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { groupCode } from '#shared/codes/check-code.ts';
import { codeOf } from '#shared/division-code.ts';
import type { NeedSummary } from '../contract/need.ts';
import { CATEGORIES, CHANNELS, TARGET_GROUPS, URGENCIES } from '../contract/vocabulary.ts';
import { ACTIONS, type ActionId, BODIES, type BodyId, STATES, type StateId, WHOSE } from '../contract/workflow.ts';
import type { StoredNeed } from './need-store.ts';
import type { Step } from './record-store.ts';

/** Needs as lists show them, with the names of their places in one round trip. */
export async function presentSummaries(db: Database, { today }: Context, rows: readonly StoredNeed[]): Promise<NeedSummary[]> {
  const paths = await getDivisionPaths(
    db,
    rows.flatMap(({ div, handlingDiv }) => [div, handlingDiv]),
  );
  return rows.map((row) => ({
    id: String(row.id),
    version: row.version,
    number: groupCode(row.number),
    title: row.title,
    category: row.category,
    categoryName: CATEGORIES[row.category],
    targetGroup: row.targetGroup,
    targetGroupName: TARGET_GROUPS[row.targetGroup],
    urgency: row.urgency,
    urgencyName: URGENCIES[row.urgency],
    isSecret: row.isSecret,
    channel: row.channel,
    channelName: CHANNELS[row.channel],
    state: row.state,
    stateName: STATES[row.state],
    division: codeOf(row.div),
    divisionName: paths.get(row.div)?.path.join(' ') ?? '',
    handlingName: paths.get(row.handlingDiv)?.path.at(-1) ?? '',
    organizationId: row.organizationId === null ? null : String(row.organizationId),
    organizationName: row.organizationName,
    receivedOn: row.receivedOn,
    dueOn: row.dueOn,
    dueWhose: row.dueWhose === null ? null : WHOSE[row.dueWhose],
    isDueProvisional: row.dueProvisional,
    isOverdue: row.dueOn !== null && row.dueOn < today,
    isSupervised: row.supervisedOn !== null,
    reopened: row.reopened,
    closedOn: row.closedOn,
    demonstration: row.demonstration,
  }));
}

export function presentStep({ action, toState, body, byName, onDay, organizationName, reason }: Step) {
  return {
    action: action === 'received' ? '收到需求' : (ACTIONS[action as ActionId] ?? action),
    stateName: STATES[toState as StateId] ?? toState,
    body: BODIES[body as BodyId] ?? body,
    by: byName,
    onDay,
    organizationName,
    reason,
  };
}
