/** Random walks through procedures: what a walker tries, and an independent model that says what must come of it. */
import type { BodyId, GuardId, ProcedureId, StateId, Status } from '#modules/filings/contract/workflow.ts';
import { type ProcedureTable, rowFor, type TableRow } from './rule-tables.ts';

export const WALKERS = ['leader', 'committee', 'street', 'district', 'supervisor'] as const;
export type Walker = (typeof WALKERS)[number];

/** As what each walker may act; the leader only towards what it brought itself. */
export const BODY_OF: Record<Walker, BodyId> = {
  leader: 'applicant',
  committee: 'committee',
  street: 'street',
  district: 'registrationAuthority',
  supervisor: 'supervisingAuthority',
};

/** What an application is known by, to the model. */
export interface OpenApplication {
  id: number;
  procedure: ProcedureId;
  state: StateId;
  version: number;
  broughtByLeader: boolean;
  /** all papers are in and the pledge is given; or nothing of both */
  isFull: boolean;
  wasSupplementAsked: boolean;
  openItems: number;
  asked: number;
  unanswered: number;
}

export interface World {
  status: Status;
  organizationId: number | undefined;
  /** a granted application of the leader made or changed this organization */
  isLeaders: boolean;
  /** its filing was announced, and may be objected to */
  isDisclosed: boolean;
  /** to that announcement, not answered yet */
  openObjections: number;
  application: OpenApplication | undefined;
}

export const NEW_WORLD: World = { status: 'none', organizationId: undefined, isLeaders: false, isDisclosed: false, openObjections: 0, application: undefined };

export interface Try {
  walker: Walker;
  /** with everything an action may need to be told, or without */
  isRich: boolean;
}

const ENDS: readonly StateId[] = ['granted', 'refused', 'withdrawn', 'lapsed'];
const EFFECTS: Record<string, Status> = {
  openLedger: 'ledgered',
  closeLedger: 'ledgerClosed',
  file: 'filed',
  register: 'registered',
  cancelFiling: 'filingCancelled',
  returnToLedger: 'ledgered',
  deregister: 'deregistered',
  revoke: 'registrationRevoked',
};
/** These go on beside an open application. */
const BESIDE: readonly ProcedureId[] = ['authorityCancellation', 'revocation', 'lawfulHandling'];

export type Expected = { code: string; unmet?: readonly GuardId[] } | { row: TableRow };

/** What must come of beginning a procedure for the organization of this world. */
export function expectStart(tables: ReadonlyMap<ProcedureId, ProcedureTable>, world: World, procedure: ProcedureId, { walker }: Try): Expected {
  if (world.organizationId !== undefined) {
    if (walker === 'leader' && !world.isLeaders) return { code: 'RECORD_NOT_FOUND' };
    if (isOpen(world) && !BESIDE.includes(procedure)) return { code: 'FILING_OPEN_ALREADY' };
  }
  const table = tables.get(procedure);
  if (!table?.enabled) return { code: 'FILING_PROCEDURE_OFF' };
  if (world.status === 'none' && !table.startsFrom.includes('none')) return { code: 'FILING_ORGANIZATION_NEEDED' };
  if (!table.startsFrom.includes(world.status)) return { code: 'FILING_STATUS' };
  const row = rowFor(table, 'new', 'start', () => true);
  if (!row) return { code: 'FILING_IMPOSSIBLE' };
  return row.by.includes(BODY_OF[walker]) ? { row } : { code: 'FILING_NOT_YOURS' };
}

export function isOpen({ application }: World): boolean {
  return application !== undefined && !ENDS.includes(application.state);
}

/** What must come of an action on the application of this world. */
export function expectAction(table: ProcedureTable, world: World, application: OpenApplication, action: string, { walker, isRich }: Try): Expected {
  if (walker === 'leader' && !application.broughtByLeader) return { code: 'FILING_NOT_FOUND' };
  if (ENDS.includes(application.state)) return { code: 'FILING_ENDED' };
  const holds = (guard: GuardId) => holdsIn(table, world, application, isRich, guard);
  const row = rowFor(table, application.state, action, holds);
  if (!row) return { code: 'FILING_IMPOSSIBLE' };
  if (!row.by.includes(BODY_OF[walker])) return { code: 'FILING_NOT_YOURS' };
  const unmet = row.guards.filter((guard) => !holds(guard));
  if (unmet.length > 0) return { code: 'FILING_RULE', unmet };
  if (action === 'recordOpinion' && !(isRich && application.asked > 0)) return { code: 'RECORD_NOT_FOUND' };
  return { row };
}

/** The walkers' papers are good but for what varies here. */
function holdsIn({ startsFrom, grounds }: ProcedureTable, world: World, application: OpenApplication, isRich: boolean, guard: GuardId): boolean {
  switch (guard) {
    case 'isFiled':
      return world.status === 'filed';
    case 'isUnfiled':
      return world.status !== 'filed';
    case 'statusFits':
      return startsFrom.includes(world.status);
    case 'pledged':
    case 'materialsComplete':
      return application.isFull;
    case 'supplementFirst':
      return !application.wasSupplementAsked;
    case 'supplementDone':
      return isRich || application.openItems === 0;
    case 'objectionsAnswered':
      return world.openObjections === 0;
    case 'opinionsIn':
      return application.unanswered === 0;
    case 'groundGiven':
      return isRich && grounds.length > 0;
    case 'supplementListed':
    case 'reasonGiven':
    case 'opinionsAsked':
    case 'creditCodeGiven':
      return isRich;
    default:
      return true;
  }
}

/** The world after an allowed action. */
export function afterAction(world: World, application: OpenApplication, action: string, row: TableRow): World {
  const next: OpenApplication = {
    ...application,
    state: row.to,
    version: application.version + 1,
    wasSupplementAsked: application.wasSupplementAsked || action === 'requestSupplement',
    openItems: action === 'requestSupplement' ? 1 : action === 'supplement' ? 0 : application.openItems,
    asked: application.asked + (action === 'consult' ? 1 : 0),
    unanswered: action === 'consult' ? application.unanswered + 1 : action === 'recordOpinion' ? 0 : application.unanswered,
  };
  const status = row.effects.map((effect) => EFFECTS[effect]).find((one) => one !== undefined) ?? world.status;
  const isLeaders = world.isLeaders || (row.to === 'granted' && application.broughtByLeader);
  const isDisclosed = world.isDisclosed || row.effects.includes('file');
  return { ...world, status, isLeaders, isDisclosed, application: next };
}

/** The actions a walker is offered: those of the row's bodies, with whether they can be taken as things stand. */
export function expectOffers(table: ProcedureTable, world: World, application: OpenApplication, walker: Walker): { action: string; allowed: boolean }[] {
  if (ENDS.includes(application.state)) return [];
  const actions = new Set(
    [...table.rows.keys()]
      .map((selector) => selector.split('#')[0]?.split('.') ?? [])
      .flatMap(([from, action = '']) => (from === application.state ? [action] : [])),
  );
  return [...actions].flatMap((action) => {
    // what is told with the action itself is not held against its button
    const holds = (guard: GuardId) => holdsIn(table, world, application, true, guard) || guard === 'groundGiven';
    const row = rowFor(table, application.state, action, holds);
    return row?.by.includes(BODY_OF[walker]) ? [{ action, allowed: row.guards.every(holds) }] : [];
  });
}
