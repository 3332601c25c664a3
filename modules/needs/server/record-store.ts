/** What hangs on a need: steps, offers, services, rating. Its caller has found the need within reach. */
import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import { noteWhereabouts } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import type { ServiceInput } from '../contract/need.ts';
import type { TargetGroup } from '../contract/vocabulary.ts';
import type { StoredNeed } from './need-store.ts';

type Owner = Pick<StoredNeed, 'district' | 'id'>;
type Db = Database | Transaction;

export interface Step {
  action: string;
  fromState: string;
  toState: string;
  body: string;
  at: Date;
  onDay: Day;
  byId: string;
  byName: string;
  organizationName: string | null;
  reason: string | null;
}

export async function insertStep(tx: Transaction, { district, id }: Owner, step: Step): Promise<void> {
  await sql`insert into need_steps (district, need_id, number, action, from_state, to_state, body, at, on_day, by_id, by_name, organization_name, reason)
    select ${district}::int, ${id}::bigint, coalesce(max(s.number), 0) + 1, ${step.action}, ${step.fromState}, ${step.toState}, ${step.body}, ${step.at.toISOString()}::timestamptz,
      ${step.onDay}::date, ${step.byId}, ${step.byName}, ${step.organizationName}, ${step.reason} from need_steps s where s.district = ${district} and s.need_id = ${id}`.execute(
    tx,
  );
}

export async function readSteps(db: Db, { district, id }: Owner): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select action, from_state as "fromState", to_state as "toState", body, at, on_day as "onDay", by_id as "byId", by_name as "byName", organization_name as "organizationName", reason
    from need_steps where district = ${district} and need_id = ${id} order by number`.execute(db);
  return rows;
}

export interface Offer {
  organizationId: number;
  organizationName: string;
  way: 'assigned' | 'offered' | 'claimed';
  state: 'waiting' | 'accepted' | 'declined' | 'recalled';
  askedOn: Day;
  answeredOn: Day | null;
  reason: string | null;
}

/** Asks an organization, or notes that it took the need on; asked again it is a new question. */
export async function putOffer(tx: Transaction, { district, id }: Owner, offer: Omit<Offer, 'answeredOn' | 'reason'>): Promise<void> {
  const answeredOn = offer.state === 'waiting' ? null : offer.askedOn;
  await sql`insert into need_offers (district, need_id, organization_id, organization_name, way, state, asked_on, answered_on)
    values (${district}, ${id}, ${offer.organizationId}, ${offer.organizationName}, ${offer.way}, ${offer.state}, ${offer.askedOn}, ${answeredOn})
    on conflict (district, need_id, organization_id) do update set organization_name = excluded.organization_name, way = excluded.way, state = excluded.state,
      asked_on = excluded.asked_on, answered_on = excluded.answered_on, reason = null`.execute(tx);
  await noteWhereabouts(tx, [{ kind: 'record', key: offer.organizationId, district }]);
}

export async function answerOffer(
  tx: Transaction,
  { district, id }: Owner,
  organizationId: number,
  state: 'accepted' | 'declined',
  on: Day,
  reason: string | null,
): Promise<void> {
  await sql`update need_offers set state = ${state}, answered_on = ${on}, reason = ${reason}
    where district = ${district} and need_id = ${id} and organization_id = ${organizationId}`.execute(tx);
}

/** Whoever was asked and did not answer, or accepted, is asked no longer. */
export async function recallOffers(tx: Transaction, { district, id }: Owner, on: Day): Promise<void> {
  await sql`update need_offers set state = 'recalled', answered_on = ${on} where district = ${district} and need_id = ${id} and state in ('waiting', 'accepted')`.execute(
    tx,
  );
}

export async function readOffers(db: Db, { district, id }: Owner): Promise<Offer[]> {
  const { rows } = await sql<Offer>`
    select organization_id as "organizationId", organization_name as "organizationName", way, state, asked_on as "askedOn", answered_on as "answeredOn", reason
    from need_offers where district = ${district} and need_id = ${id} order by asked_on, organization_id`.execute(db);
  return rows;
}

export interface Service {
  id: number;
  organizationId: number | null;
  onDay: Day;
  minutes: number;
  servers: number;
  content: string;
  byName: string;
  beneficiaries: { group: TargetGroup; people: number }[];
}

/** @param by whoever writes it down */
export async function insertService(
  tx: Transaction,
  need: StoredNeed,
  service: ServiceInput & { id: number; organizationId: number | null },
  by: { id: string; name: string; at: Date },
): Promise<void> {
  await sql`insert into need_services (id, district, div, recorded_div, need_id, organization_id, on_day, minutes, servers, content, recorded_at, recorded_by, recorded_by_name, demonstration)
    values (${service.id}, ${need.district}, ${need.div}, ${need.div}, ${need.id}, ${service.organizationId}, ${service.onDay}, ${service.minutes}, ${service.servers}, ${service.content},
      ${by.at.toISOString()}, ${by.id}, ${by.name}, ${need.demonstration})`.execute(tx);
  await sql`insert into need_beneficiaries (district, service_id, target_group, people)
    select ${need.district}::int, ${service.id}::bigint, b.target_group, sum(b.people)::int
    from unnest(${service.beneficiaries.map(({ group }) => group)}::text[], ${service.beneficiaries.map(({ people }) => people)}::int[]) as b (target_group, people)
    group by b.target_group`.execute(tx);
}

export async function readServices(db: Db, { district, id }: Owner): Promise<Service[]> {
  const { rows } = await sql<Service>`
    select s.id, s.organization_id as "organizationId", s.on_day as "onDay", s.minutes, s.servers, s.content, s.recorded_by_name as "byName",
      coalesce((select json_agg(json_build_object('group', b.target_group, 'people', b.people) order by b.target_group)
        from need_beneficiaries b where b.district = ${district} and b.service_id = s.id), '[]') as beneficiaries
    from need_services s where s.district = ${district} and s.need_id = ${id} order by s.on_day, s.id`.execute(db);
  return rows;
}

export interface Rating {
  stars: number;
  comment: string | null;
  ratedOn: Day;
  byVisit: boolean;
}

export async function putRating(tx: Transaction, need: StoredNeed, { stars, comment, ratedOn, byVisit }: Rating): Promise<void> {
  await sql`insert into need_ratings (district, div, recorded_div, need_id, organization_id, stars, comment, rated_on, by_visit, demonstration)
    values (${need.district}, ${need.div}, ${need.div}, ${need.id}, ${need.organizationId}, ${stars}, ${comment}, ${ratedOn}, ${byVisit}, ${need.demonstration})
    on conflict (district, need_id) do update set stars = excluded.stars, comment = excluded.comment, rated_on = excluded.rated_on, by_visit = excluded.by_visit`.execute(
    tx,
  );
}

export async function readRating(db: Db, { district, id }: Owner): Promise<Rating | undefined> {
  const { rows } = await sql<Rating>`
    select stars, comment, rated_on as "ratedOn", by_visit as "byVisit" from need_ratings where district = ${district} and need_id = ${id}`.execute(db);
  return rows[0];
}
