import { sql } from 'kysely';
import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { inRange, intersect, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { inFewest } from '#platform/db/in-each.ts';
import { isOneOf } from '#platform/db/few.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import { addDays, type Day } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import type { Candidate } from '../../contract/need.ts';
import { scoreOf, type Suited } from '../domain/judge-match.ts';
import { GROUP_WORDS, MATCH_RULES } from '../domain/match-rules.ts';
import { findNeed, type StoredNeed } from '../need-store.ts';
import { streetOf } from '../open-case.ts';

/** Organizations looked at; a street has far fewer that fit one kind of need. */
const LOOKED_AT = 300;
const SHOWN = 20;
const RECORD_DAYS = 365;

/**
 * Organizations able and near, the most suitable first, each with its reasons: those of the need's community that the office may look
 * at, and those active in the whole street. Party organization and orderly management go first among equals (GZ-D13, SZ-D42).
 * @throws NEED_NOT_FOUND
 */
export async function listMatches(context: Context, id: number): Promise<Candidate[]> {
  const { actor, platform } = context;
  requirePermission(actor, 'need.handle');
  const need = await findNeed(platform.db, id, { office: actor });
  if (!need) throw refuse(needErrors.NEED_NOT_FOUND);
  const found = (await findSuited(context, need)).map((one) => ({ one, ...scoreOf(one, need) })).sort((a, b) => b.score - a.score || a.one.id - b.one.id);
  const shown = found.slice(0, SHOWN);
  const paths = await getDivisionPaths(
    platform.db,
    shown.map(({ one }) => one.div),
  );
  return shown.map(({ one, score, reasons, satisfaction }) => ({
    organizationId: String(one.id),
    name: one.name,
    category: one.category,
    tier: one.tier,
    divisionName: paths.get(one.div)?.path.at(-1) ?? '',
    score,
    reasons,
    openNeeds: one.openNeeds,
    served: one.served,
    satisfaction,
    demonstration: one.demonstration,
  }));
}

/** Reads along organizations_by_place: one street, and of it what is the office's or the whole street's. */
async function findSuited({ actor, platform, today }: Context, need: StoredNeed): Promise<Suited[]> {
  const street = streetOf(need);
  const rule = MATCH_RULES[need.category];
  const texts = (column: string) => sql`array_to_string(${sql.ref(`c.${column}`)}, '、')`;
  const among = (text: ReturnType<typeof sql>, words: readonly string[]) =>
    sql<string[]>`array(select w from unnest(${[...words]}::text[]) w where position(w in ${text}) > 0)`;
  const { rows } = await sql<Suited>`
    with suited as (
      select c.district, c.id, c.div, c.name, c.tier, c.category, c.member_count as "memberCount", c.is_hub as "isHub", c.party_form as "partyForm", c.stage, c.demonstration,
        ${among(sql`coalesce(${texts('business_scopes')}, '') || c.name`, rule.words)} as "scopeWords",
        ${among(sql`coalesce(${texts('tags')}, '')`, rule.tags)} as tags,
        ${among(sql`coalesce(${texts('service_targets')}, '')`, GROUP_WORDS[need.targetGroup])} as "targetWords",
        (c.category = any(${[...rule.categories]}::text[])) as "isOfCategory"
      from organizations_published_candidates c
      where ${inRange(street, 'c')} and (${inRange(intersect(actor.range, street), 'c')} or c.div = ${street.from}) and (c.ended_on is null or c.ended_on > ${today}::date)
    ), able as (
      select * from suited s where cardinality(s."scopeWords") > 0 or cardinality(s.tags) > 0 or s."isOfCategory"
      order by cardinality(s."scopeWords") + cardinality(s.tags) + cardinality(s."targetWords") desc, (s.div = ${need.div}) desc, s.id limit ${LOOKED_AT}
    )
    select a.* from able a`.execute(platform.db);
  const works = await workOf(
    platform.db,
    need,
    today,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, ...(works.get(row.id) ?? NO_WORK) }));
}

type Work = Pick<Suited, 'openNeeds' | 'served' | 'ratings' | 'goodRatings' | 'hasDeclined'>;

const NO_WORK: Work = { openNeeds: 0, served: 0, ratings: 0, goodRatings: 0, hasDeclined: false };

/** What organizations did anywhere, and whether they declined this need: each in one statement for all of them, of each shard on an engine of several. */
async function workOf(db: Database, need: StoredNeed, today: Day, ids: readonly number[]): Promise<Map<number, Work>> {
  if (ids.length === 0) return new Map();
  const wanted = sql`organization_id = any(${[...ids]}::bigint[])`;
  const districts = await whereaboutsOf(db, ...ids.map((key) => ({ kind: 'record', key }) as const));
  const [needs, ratings, declined] = await Promise.all([
    inFewest(db, districts, async (some) => {
      const { rows } = await sql<{ id: number; openNeeds: number; served: number }>`
        select organization_id as id, (count(*) filter (where closed_on is null))::int as "openNeeds",
          (count(*) filter (where state in ('confirmed', 'rated') and closed_on >= ${addDays(today, -RECORD_DAYS)}::date))::int as served
        from needs where ${isOneOf(sql`district`, some, 'int')} and ${wanted} group by organization_id`.execute(db);
      return rows;
    }),
    inFewest(db, districts, async (some) => {
      const { rows } = await sql<{ id: number; ratings: number; goodRatings: number }>`
        select organization_id as id, count(*)::int as ratings, (count(*) filter (where stars >= 4))::int as "goodRatings"
        from need_ratings where ${isOneOf(sql`district`, some, 'int')} and ${wanted} group by organization_id`.execute(db);
      return rows;
    }),
    sql<{ id: number; hasDeclined: true }>`
      select organization_id as id, true as "hasDeclined" from need_offers
      where district = ${need.district} and need_id = ${need.id} and ${wanted} and state = 'declined'`.execute(db),
  ]);
  const works = new Map(ids.map((id) => [id, { ...NO_WORK }]));
  const of = (id: number) => works.get(id) ?? { ...NO_WORK };
  for (const { id, openNeeds, served } of needs) {
    of(id).openNeeds += openNeeds;
    of(id).served += served;
  }
  for (const one of ratings) {
    of(one.id).ratings += one.ratings;
    of(one.id).goodRatings += one.goodRatings;
  }
  for (const { id } of declined.rows) of(id).hasDeclined = true;
  return works;
}
