import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { codeOf } from '#shared/division-code.ts';
import type { ApplicationSummary } from '../contract/application.ts';
import {
  ACTIONS,
  type ActionId,
  BODIES,
  type BodyId,
  GROUNDS,
  type GroundId,
  NOTICES,
  type NoticeId,
  PROCEDURES,
  type ProcedureId,
  STATES,
  type StateId,
} from '../contract/workflow.ts';
import type { StoredApplication } from './application-store.ts';
import type { Step } from './dossier-store.ts';

/** Applications as lists show them, with the names of their places in one round trip. */
export async function presentSummaries(db: Database, { today }: Context, rows: readonly StoredApplication[]): Promise<ApplicationSummary[]> {
  const paths = await getDivisionPaths(
    db,
    rows.map(({ div }) => div),
  );
  return rows.map((row) => ({
    id: String(row.id),
    version: row.version,
    procedure: row.procedure,
    procedureName: PROCEDURES[row.procedure],
    state: row.state,
    stateName: STATES[row.state],
    subjectName: row.subjectName,
    organizationId: row.organizationId === null ? null : String(row.organizationId),
    division: codeOf(row.div),
    divisionName: paths.get(row.div)?.path.join(' ') ?? '',
    applicantName: row.applicantName,
    handlerId: row.handlerId,
    handlerName: row.handlerName,
    submittedOn: row.submittedOn,
    dueOn: row.dueOn,
    dueWhose: row.dueWhose === null ? null : BODIES[row.dueWhose],
    isDueProvisional: row.dueProvisional,
    isOverdue: row.dueOn !== null && row.dueOn < today,
    escalatedOn: row.escalatedOn,
    decidedOn: row.decidedOn,
    returns: row.returns,
  }));
}

export function presentStep(step: Step, procedure: ProcedureId) {
  return {
    applicationId: String(step.applicationId),
    procedureName: PROCEDURES[procedure],
    action: step.action,
    actionName: ACTIONS[step.action as ActionId] ?? step.action,
    stateName: STATES[step.toState as StateId] ?? step.toState,
    body: BODIES[step.body as BodyId] ?? step.body,
    by: step.byName,
    at: step.at.toISOString(),
    reason: step.reason,
    ground: step.ground === null ? null : (GROUNDS[step.ground as GroundId] ?? step.ground),
    clause: step.clause,
  };
}

export interface NoticeRow {
  id: number;
  applicationId: number;
  organizationId: number | null;
  kind: NoticeId;
  audience: 'applicant' | 'office' | 'public';
  subjectName: string;
  div: number;
  issuedOn: string;
  documentNumber: string | null;
  hasDocument: boolean;
  objectionsUntil: string | null;
}

export function presentNotice({ id, applicationId, organizationId, div, kind, ...rest }: NoticeRow) {
  return {
    ...rest,
    id: String(id),
    applicationId: String(applicationId),
    organizationId: organizationId === null ? null : String(organizationId),
    kind,
    kindName: NOTICES[kind].label,
    division: codeOf(div),
  };
}
