import { sql } from 'kysely';
import type { z } from 'zod';
import { findDivisions } from '#modules/divisions/server/public.ts';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf, rangeOf } from '#shared/division-code.ts';
import type { UnmetNeeds, unmetQuerySchema } from '../../contract/figures.ts';
import { CATEGORIES, type Category, wordsOf } from '../../contract/vocabulary.ts';
import { adviceFor } from '../domain/cultivation-advice.ts';
import { MATCH_RULES } from '../domain/match-rules.ts';
import type { NeedMeans } from '../means.ts';
import { type PlaceAsked, placeAsked } from '../place-asked.ts';

interface Counted {
  div: number;
  category: Category;
  received: number;
  unmet: number;
  demonstration: number;
}

/**
 * Where which kind of need finds nobody, beside the organizations that could serve it and what the plan in force lacks there: for deciding
 * where to cultivate what (SZ-D21). Unmet is what was closed because no organization could take it, and what is past its last day without
 * anybody who serves it. @throws RECORD_NOT_FOUND for a division outside
 */
export async function getUnmetNeeds(context: Context, means: NeedMeans, { division, year, category }: z.output<typeof unmetQuerySchema>): Promise<UnmetNeeds> {
  requirePermission(context.actor, 'need.read');
  const place = await placeAsked(context, division);
  const asked = year ?? Number(context.today.slice(0, 4));
  const counted = await countUnmet(context, place, asked);
  const able = await countAble(context, place);
  const kinds = wordsOf(CATEGORIES).map((one) => {
    const own = counted.filter((row) => row.category === one);
    const unmet = sum(own, 'unmet');
    return {
      category: one,
      name: CATEGORIES[one],
      received: sum(own, 'received'),
      unmet,
      able: able.get(one) ?? 0,
      advice: adviceFor(one, unmet, able.get(one) ?? 0),
    };
  });
  return {
    division: place.code,
    divisionName: place.name,
    year: asked,
    places: await placesOf(
      context,
      place,
      counted.filter((row) => category === undefined || row.category === category),
    ),
    kinds: kinds.filter(({ received }) => received > 0).sort((one, other) => other.unmet - one.unmet || other.received - one.received),
    gaps: await means.gapsBelow(context, place.code),
    demonstration: sum(counted, 'demonstration'),
  };
}

function sum(rows: readonly Counted[], field: 'received' | 'unmet' | 'demonstration'): number {
  return rows.reduce((total, row) => total + row[field], 0);
}

/** Along needs_received. Secret needs are in no figure. */
async function countUnmet({ platform, today }: Context, { key, level, span }: PlaceAsked, year: number): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select n.div - n.div % ${span}::bigint as div, n.category, count(*)::int as received,
      (count(*) filter (where (n.state = 'closed' and n.close_ground = 'noCapacity') or (n.state in ('received', 'sorted', 'published', 'offered') and n.due_on < ${today}::date)))::int as unmet,
      (count(*) filter (where n.demonstration))::int as demonstration
    from needs n
    where ${inRange(rangeOf(key, level), 'n')} and n.received_on >= ${`${year}-01-01`}::date and n.received_on < ${`${year + 1}-01-01`}::date
      and n.state <> 'joined' and not n.is_secret
    group by 1, 2`.execute(platform.db);
  return rows;
}

/** By the words that also match needs with organizations; read along organizations_by_place. */
async function countAble({ platform, today }: Context, { key, level }: PlaceAsked): Promise<Map<Category, number>> {
  const kinds = wordsOf(CATEGORIES);
  const fits = kinds.map((kind) => {
    const { words, tags, categories } = MATCH_RULES[kind];
    return sql`(count(*) filter (where c.texts like any(${[...words, ...tags].map((word) => `%${word}%`)}::text[]) or c.category = any(${[...categories]}::text[])))::int as ${sql.ref(kind)}`;
  });
  const { rows } = await sql<Record<Category, number>>`
    select ${sql.join(fits)} from (
      select p.category, coalesce(array_to_string(p.business_scopes, '、'), '') || p.name || '、' || coalesce(array_to_string(p.tags, '、'), '') as texts
      from organizations_published_candidates p where ${inRange(rangeOf(key, level), 'p')} and (p.ended_on is null or p.ended_on > ${today}::date)) c`.execute(
    platform.db,
  );
  return new Map(kinds.map((kind) => [kind, rows[0]?.[kind] ?? 0]));
}

async function placesOf({ platform }: Context, place: PlaceAsked, counted: readonly Counted[]): Promise<UnmetNeeds['places']> {
  const byPlace = [...Map.groupBy(counted, ({ div }) => div)].sort(([one], [other]) => one - other);
  const names = await findDivisions(
    platform.db,
    byPlace.map(([div]) => div),
  );
  return byPlace.map(([div, rows]) => ({
    division: codeOf(div),
    name: div === place.key ? '本级' : (names.get(div)?.shortName ?? codeOf(div)),
    received: sum(rows, 'received'),
    unmet: sum(rows, 'unmet'),
    hasBelow: div !== place.key && place.level !== 'township' && place.level !== 'community',
  }));
}
