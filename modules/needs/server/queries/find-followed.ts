/** How far a need has come, for whoever stated it: through the role of the public pages, which knows nobody. */
import { type RawBuilder, sql } from 'kysely';
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
  p.received_on as "receivedOn", p.due_on as "dueOn", p.due_whose as "dueWhose", p.closed_on as "closedOn", p.close_ground as "closeGround", p.demonstration`);

/** By the number on the receipt and the phone that was given. @returns undefined where both do not fit */
export async function findFollowed({ platform: { portalDb, cipher } }: Context, typedNumber: string, typedPhone: string): Promise<FollowedNeed | undefined> {
  const number = readCheckCode(typedNumber);
  const phone = readMobilePhone(typedPhone);
  if (number === undefined || phone === undefined) return undefined;
  const index = cipher.blindIndex(phone, 'phone');
  const districts = await districtsOfCode(portalDb, number);
  const [found] = await readInEach(portalDb, districts, sql`p.number = ${number} and p.requester_phone_index = ${index}`);
  return found && present(found);
}

const MOST = 50;

/** All that the person signed in has stated, the newest first. @param id only this one */
export async function listFollowed(db: Database, requesterId: string, id?: number): Promise<FollowedNeed[]> {
  const one = id === undefined ? sql`` : sql`and p.id = ${id}`;
  const districts = await whereaboutsOf(db, { kind: 'account', key: requesterId });
  const found = await readInEach(db, districts, sql`p.requester_id = ${requesterId} ${one}`);
  return found.slice(0, MOST).map(present);
}

/** Nearly always of one district: each is asked by itself, and what belongs to a need of that district outright. The newest first. */
async function readInEach(db: Database, districts: readonly number[], wanted: RawBuilder<unknown>): Promise<Row[]> {
  const found = await Promise.all(
    districts.map((district) =>
      sql<Row>`
        select ${COLUMNS}, (select s.reason from needs_published_reasons s where s.district = ${district} and s.need_id = p.id order by s.number desc limit 1) as "lastReason",
          (select count(*)::int from needs_published_services v where v.district = ${district} and v.need_id = p.lead_id) as services,
          (select r.stars from needs_published_stars r where r.district = ${district} and r.need_id = p.id) as stars
        from needs_published_progress p where p.district = ${district} and ${wanted} order by p.id desc limit ${MOST}`.execute(db),
    ),
  );
  return found.flatMap(({ rows }) => rows).toSorted((one, other) => other.id - one.id);
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
