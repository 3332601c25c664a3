import type { OrganizationKeeper } from '#modules/organizations/server/public.ts';
import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { changeInEach } from '#platform/db/in-each.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import { dayInChina } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { PROCEDURES, type ProcedureId, STATES, type StateId } from '../contract/workflow.ts';
import { filingErrors } from '../contract/errors.ts';
import { findOpenOf } from './application-store.ts';
import { carryReports } from './annual-report-store.ts';
import { carryClaim, carryCode } from './claim-store.ts';
import { readStepsOf } from './dossier-store.ts';
import { carryNumbers } from './number-store.ts';
import { presentStep } from './present.ts';

const MOST = 200;

interface MatterRow {
  id: number;
  procedure: ProcedureId;
  state: StateId;
  begun: Date;
  decidedOn: string | null;
  handler: string | null;
}

/** What this module knows of one organization, for its page, and what follows when two are one. */
export const filingKeeper: OrganizationKeeper = {
  permission: 'filing.read',

  async happenings({ platform: { db } }, organizationId) {
    const steps = await readStepsOf(db, organizationId, MOST);
    return steps.map((step) => {
      const { procedureName, actionName, body, by, at, reason, ground } = presentStep(step, step.procedure as ProcedureId);
      return {
        on: step.onDay,
        at,
        kind: 'procedure' as const,
        title: `${procedureName}：${actionName}`,
        detail: [ground, reason].filter(Boolean).join('；') || null,
        by: `${by}（${body}）`,
        about: { type: 'application' as const, register: null, id: String(step.applicationId) },
      };
    });
  },

  async matters(context: Context, organizationId) {
    const { rows } = await sql<MatterRow>`
      select a.id, a.procedure, a.state, a.created_at as begun, a.decided_on as "decidedOn", a.handler_name as handler from filing_applications a
      where a.organization_id = ${organizationId} and ${inRange(context.actor.range, 'a')} order by a.created_at desc, a.id desc limit ${MOST}`.execute(
      context.platform.db,
    );
    return rows.map(({ id, procedure, state, begun, decidedOn, handler }) => ({
      id: String(id),
      title: PROCEDURES[procedure],
      state: STATES[state],
      isOpen: decidedOn === null,
      begunOn: dayInChina(begun),
      endedOn: decidedOn,
      handler,
    }));
  },

  /** @throws FILING_BOTH_OPEN */
  async follow(tx, from, to) {
    if ((await findOpenOf(tx, from.id)) && (await findOpenOf(tx, to.id))) throw refuse(filingErrors.FILING_BOTH_OPEN);
    // applications stay with the office that handled them, wherever the organization was then
    const moved = await changeInEach(await whereaboutsOf(tx, { kind: 'record', key: from.id }), async (district) => {
      await sql`update filing_steps set organization_id = ${to.id} where district = ${district} and organization_id = ${from.id}`.execute(tx);
      await sql`update filing_notices set organization_id = ${to.id} where district = ${district} and organization_id = ${from.id}`.execute(tx);
      return sql`update filing_applications set organization_id = ${to.id}, version = version + 1 where district = ${district} and organization_id = ${from.id}`.execute(
        tx,
      );
    });
    // of a year that both reported the report of the one that stays stands
    await sql`delete from filing_annual_returns r where r.district = ${from.district} and r.organization_id = ${from.id}
      and r.year = any(array(select k.year from filing_annual_returns k where k.district = ${to.district} and k.organization_id = ${to.id}))`.execute(tx);
    const yearly = await sql`
      update filing_annual_returns set organization_id = ${to.id} where district = ${from.district} and organization_id = ${from.id}`.execute(tx);
    await carryReports(tx, from, to);
    await carryNumbers(tx, from.id, to.id);
    await carryCode(tx, from, to);
    const claims = await carryClaim(tx, from, to);
    return { 备案登记申请: moved, 年度报告: Number(yearly.numAffectedRows ?? 0), 负责人账号: claims };
  },
};
