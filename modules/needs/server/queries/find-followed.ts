/** How far a need has come, for whoever stated it: through the role of the public pages, which knows nobody. */
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { districtsOfCode } from '#platform/db/published-places.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import { readCheckCode } from '#shared/codes/check-code.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import type { Day } from '#shared/day.ts';
import type { Category, ReportKind } from '../../contract/vocabulary.ts';
import { type ActionId, GROUNDS, type GroundId, type StateId, type WhoseId } from '../../contract/workflow.ts';
import { NEED_TABLE } from '../domain/need-procedure.ts';

export interface FollowedNeed {
  id: number;
  version: number;
  number: string;
  div: number;
  /** null for a secret one: the page can be opened by whoever finds the slip */
  title: string | null;
  category: Category;
  /** what a party member says of an organization; null for a need */
  reportKind: ReportKind | null;
  state: StateId;
  /** of the one it was joined into, if it was */
  shownState: StateId;
  organizationName: string | null;
  receivedOn: Day;
  dueOn: Day | null;
  dueWhose: WhoseId | null;
  closedOn: Day | null;
  closeGround: string | null;
  lastReason: string | null;
  services: number;
  stars: number | null;
  demonstration: boolean;
  actions: ActionId[];
}

type Row = Omit<FollowedNeed, 'closeGround' | 'actions'> & { closeGround: GroundId | null };

const COLUMNS =
  sql.raw(`p.id, p.version, p.number, p.div, p.title, p.category, p.report_kind as "reportKind", p.state, p.shown_state as "shownState", p.organization_name as "organizationName",
  p.received_on as "receivedOn", p.due_on as "dueOn", p.due_whose as "dueWhose", p.closed_on as "closedOn", p.close_ground as "closeGround", p.last_reason as "lastReason",
  p.services, p.stars, p.demonstration`);

/** By the number on the receipt and the phone that was given. @returns undefined where both do not fit */
export async function findFollowed({ platform: { portalDb, cipher } }: Context, typedNumber: string, typedPhone: string): Promise<FollowedNeed | undefined> {
  const number = readCheckCode(typedNumber);
  const phone = readMobilePhone(typedPhone);
  if (number === undefined || phone === undefined) return undefined;
  const index = cipher.blindIndex(phone, 'phone');
  const districts = await districtsOfCode(portalDb, number);
  const { rows } = await sql<Row>`select ${COLUMNS} from needs_published_progress p
    where p.district = any(${districts}::int[]) and p.number = ${number} and p.requester_phone_index = ${index}`.execute(portalDb);
  return rows[0] && present(rows[0]);
}

const MOST = 50;

/** All that the person signed in has stated, the newest first. @param id only this one */
export async function listFollowed(db: Database, requesterId: string, id?: number): Promise<FollowedNeed[]> {
  const one = id === undefined ? sql`` : sql`and p.id = ${id}`;
  const districts = await whereaboutsOf(db, { kind: 'account', key: requesterId });
  const { rows } = await sql<Row>`select ${COLUMNS} from needs_published_progress p
    where p.district = any(${districts}::int[]) and p.requester_id = ${requesterId} ${one} order by p.id desc limit ${MOST}`.execute(db);
  return rows.map(present);
}

function present(row: Row): FollowedNeed {
  const actions = NEED_TABLE.transitions.filter(({ from, by }) => from === row.state && by.includes('requester')).map(({ action }) => action as ActionId);
  return { ...row, closeGround: row.closeGround === null ? null : GROUNDS[row.closeGround], actions: [...new Set(actions)] };
}

export interface PlaceOutcomes {
  received: number;
  solved: number;
  open: number;
  /** how many of them are invented */
  demonstration: number;
}

/** What became of the needs of a place since a day. */
export async function countOutcomes(portalDb: Database, { district, div, since }: { district: number; div: number; since: Day }): Promise<PlaceOutcomes> {
  const { rows } = await sql<PlaceOutcomes>`
    select count(*)::int as received, (count(*) filter (where o.state in ('confirmed', 'rated')))::int as solved,
      (count(*) filter (where o.state in ('received', 'sorted', 'published', 'offered', 'serving', 'served')))::int as open,
      (count(*) filter (where o.demonstration))::int as demonstration
    from needs_published_outcomes o where o.district = ${district} and o.div = ${div} and o.received_on >= ${since}::date`.execute(portalDb);
  return rows[0] ?? { received: 0, solved: 0, open: 0, demonstration: 0 };
}
