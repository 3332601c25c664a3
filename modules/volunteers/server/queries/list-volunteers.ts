import { type RawBuilder, sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { ownPlans } from '#platform/db/own-plans.ts';
import { recordIdOf } from '#platform/db/record-ids.ts';
import { preselects } from '#platform/search/preselect.ts';
import { searchWordsOf } from '#platform/search/search-text.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { VolunteerSummary } from '../../contract/volunteer.ts';
import { ADULT_YEARS, FOREIGN_KINDS } from '../../contract/words.ts';
import { bornBy, foldIdNumber } from '../domain/check-volunteer.ts';
import { idNumberIndexOf, phoneIndexOf } from '../personal.ts';
import { membersOfTeam } from '../membership-store.ts';
import { presentSummaries } from '../present-volunteers.ts';
import { oldestChildSeen, rangeWithin } from '../sight.ts';
import { bornUntil, type StoredVolunteer, VOLUNTEER_COLUMNS } from '../volunteer-store.ts';

export interface VolunteerFilter extends PageQuery {
  division?: string | undefined;
  /** part of the name, pinyin initials, or the number of a volunteer */
  q?: string | undefined;
  standing: 'active' | 'withdrawn' | 'all';
  serviceKind?: string | undefined;
  team?: number | undefined;
  minor?: boolean | undefined;
  foreign?: boolean | undefined;
  uninsured?: boolean | undefined;
}

const MOST_OF_ONE_NUMBER = 20;

/**
 * Volunteers at home in the jurisdiction, in the order of places: one stretch of `volunteers_by_place`, or the pairs of characters of a
 * name. @throws RECORD_NOT_FOUND for a division outside
 */
export async function listVolunteers(context: Context, filter: VolunteerFilter): Promise<Page<VolunteerSummary>> {
  requirePermission(context.actor, 'volunteer.read');
  const range = await rangeWithin(context, filter.division);
  const members = filter.team === undefined ? undefined : await membersOfTeam(context.platform.db, filter.team);
  const where = sql.join([inRange(range, 'v'), bornUntil(oldestChildSeen(context)), ...conditionsOf(filter, members, range, context.today)], sql` and `);
  const [district = -1, div = -1, id = -1] = (filter.cursor === undefined ? undefined : decodeCursor(filter.cursor)) ?? [];
  const { db } = context.platform;
  const { rows } = await sql<StoredVolunteer>`
      select ${VOLUNTEER_COLUMNS} from volunteers v where ${where} and (v.district, v.div, v.id) > (${Number(district)}::int, ${Number(div)}::bigint, ${Number(id)}::bigint)
      order by v.district, v.div, v.id limit ${filter.limit + 1}`.execute(ownPlans(db));
  const total = filter.withTotal
    ? ((await sql<{ count: number }>`select count(*)::int as count from volunteers v where ${where}`.execute(ownPlans(db))).rows[0]?.count ?? 0)
    : null;
  const shown = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? shown.at(-1) : undefined;
  return { items: await presentSummaries(context, db, shown), nextCursor: last ? encodeCursor([last.district, last.div, last.id]) : null, total };
}

function conditionsOf(
  { q, standing, serviceKind, minor, foreign, uninsured }: VolunteerFilter,
  members: readonly number[] | undefined,
  range: KeyRange,
  today: Day,
): RawBuilder<boolean>[] {
  const adult = bornBy(today, ADULT_YEARS);
  const number = q === undefined ? undefined : recordIdOf(q);
  return [
    ...(standing === 'all' ? [] : [standing === 'active' ? sql<boolean>`v.withdrawn_on is null` : sql<boolean>`v.withdrawn_on is not null`]),
    ...(number === undefined ? searchWordsOf(q ?? '').flatMap((word) => wordCondition(word, range)) : [sql<boolean>`v.id = ${number}`]),
    ...(serviceKind === undefined ? [] : [sql<boolean>`${serviceKind} = any(v.service_kinds)`]),
    ...(members === undefined ? [] : [sql<boolean>`v.id = any(${[...members]}::bigint[])`]),
    ...(minor === undefined ? [] : [minor ? sql<boolean>`v.born_on > ${adult}::date` : sql<boolean>`v.born_on <= ${adult}::date`]),
    ...(foreign === undefined ? [] : [sql<boolean>`(v.id_kind = any(${[...FOREIGN_KINDS]}::text[])) = ${foreign}`]),
    ...(uninsured === undefined ? [] : [sql<boolean>`(v.insured_until is null or v.insured_until < ${today}::date) = ${uninsured}`]),
  ];
}

/** The index preselects by pairs of characters; the text itself decides. */
function wordCondition(word: string, range: KeyRange): RawBuilder<boolean>[] {
  return [...preselects(word, range, 'v'), sql<boolean>`position(${word} in v.search_text) > 0`];
}

/** Whoever bears a whole ID number or phone, found by its keyed digest. Empty for numbers of nobody here. */
export async function findVolunteers(context: Context, typed: string): Promise<VolunteerSummary[]> {
  const { actor, platform } = context;
  requirePermission(actor, 'volunteer.read');
  const phone = readMobilePhone(typed);
  const byPhone = phone === undefined ? sql<boolean>`false` : sql<boolean>`v.phone_index = ${phoneIndexOf(context, phone)}`;
  const { rows } = await sql<StoredVolunteer>`
    select ${VOLUNTEER_COLUMNS} from volunteers v where (v.id_number_index = ${idNumberIndexOf(context, foldIdNumber(typed))} or ${byPhone})
      and ${inRange(actor.range, 'v')} and ${bornUntil(oldestChildSeen(context))} order by v.id limit ${MOST_OF_ONE_NUMBER}`.execute(platform.db);
  return presentSummaries(context, platform.db, rows);
}
