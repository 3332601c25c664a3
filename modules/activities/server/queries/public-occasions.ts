/** Activities as the public pages show them, through the role of those pages. */
import { type RawBuilder, sql } from 'kysely';
import { inOneDistrict, inRange } from '#platform/access/jurisdiction.ts';
import type { Database } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import { findWherePublished } from '#platform/db/published-places.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { listPublicImages, type PublicImage } from '#platform/files/public-files.ts';
import type { PublicGroup } from '#platform/http/group-section.ts';
import type { OccasionState } from '../../contract/occasion.ts';
import { PHOTO_PURPOSE } from '../photo-files.ts';

export interface PublicOccasion {
  id: number;
  district: number;
  div: number;
  organizationId: number;
  organizationName: string;
  coHosts: string[];
  title: string;
  theme: string;
  kind: string | null;
  about: string;
  guidedBy: string | null;
  venue: string;
  startsAt: Date;
  endsAt: Date;
  signUpUntil: Date;
  capacity: number | null;
  state: OccasionState;
  cancelReason: string | null;
  movedFrom: string | null;
  summary: string | null;
  participants: number | null;
  volunteers: number | null;
  demonstration: boolean;
  taken: number;
  waiting: number;
}

const COLUMNS =
  sql.raw(`o.id, o.district, o.div, o.organization_id as "organizationId", o.organization_name as "organizationName", o.co_hosts as "coHosts", o.title, o.theme, o.kind, o.about,
  o.guided_by as "guidedBy", o.venue, o.starts_at as "startsAt", o.ends_at as "endsAt", o.sign_up_until as "signUpUntil", o.capacity, o.state,
  o.cancel_reason as "cancelReason", o.moved_from as "movedFrom", o.summary, o.participants, o.volunteers, o.demonstration`);

/** With how many places are taken and waited for. @param one the district outright, if it is one: a distributed engine does not conclude it for what is counted */
function columnsWith(one: RawBuilder<unknown>): RawBuilder<unknown> {
  const places = (state: string) =>
    sql`(select count(*)::int from activities_published_places s where s.district = o.district and s.occasion_id = o.id and s.state = ${sql.lit(state)} ${one})`;
  return sql`${COLUMNS}, ${places('confirmed')} as taken, ${places('waiting')} as waiting`;
}

export const OCCASIONS_PER_PAGE = 20;

export interface CalendarFilter {
  range: KeyRange;
  now: Date;
  theme?: string | undefined;
  /** of the last one of the page before */
  after?: { startsAt: Date; id: number } | undefined;
}

/** What is to come at a place, the next first. */
export async function listComing(portalDb: Database, { range, now, theme, after }: CalendarFilter): Promise<{ items: PublicOccasion[]; hasMore: boolean }> {
  const beyond = after === undefined ? sql`` : sql`and (o.starts_at, o.id) > (${after.startsAt}, ${after.id})`;
  const { rows } = await sql<PublicOccasion>`
    select ${columnsWith(inOneDistrict(range, 's'))} from activities_published_occasions o
    where ${inRange(range, 'o')} and o.ends_at > ${now} and o.state = 'open' and (${theme ?? null}::text is null or o.theme = ${theme ?? null}) ${beyond}
    order by o.starts_at, o.id limit ${OCCASIONS_PER_PAGE + 1}`.execute(portalDb);
  return { items: rows.slice(0, OCCASIONS_PER_PAGE), hasMore: rows.length > OCCASIONS_PER_PAGE };
}

export async function findPublicOccasion(portalDb: Database, id: number): Promise<PublicOccasion | undefined> {
  return findWherePublished(portalDb, id, async (district) => {
    const { rows } = await sql<PublicOccasion>`
      select ${columnsWith(sql`and s.district = ${district}`)} from activities_published_occasions o where o.district = ${district} and o.id = ${id}`.execute(
      portalDb,
    );
    return rows[0];
  });
}

/** What an organization holds next, the next first, and what it held, the last first. */
export async function listOccasionsOf(
  portalDb: Database,
  { id, districts }: PublicGroup,
  now: Date,
  most: number,
): Promise<{ coming: PublicOccasion[]; held: PublicOccasion[] }> {
  const columns = columnsWith(districts.length === 1 ? sql`and s.district = ${districts[0]}` : sql``);
  const [coming, held] = await Promise.all([
    sql<PublicOccasion>`select ${columns} from activities_published_occasions o
      where ${isOneOf(sql`o.district`, districts, 'int')} and o.organization_id = ${id} and o.ends_at > ${now} and o.state = 'open' order by o.starts_at, o.id limit ${most}`.execute(
      portalDb,
    ),
    sql<PublicOccasion>`select ${columns} from activities_published_occasions o
      where ${isOneOf(sql`o.district`, districts, 'int')} and o.organization_id = ${id} and o.state = 'held' order by o.starts_at desc, o.id desc limit ${most}`.execute(
      portalDb,
    ),
  ]);
  return { coming: coming.rows, held: held.rows };
}

/** Photographs that the organizer shows to everybody. */
export function listPublicPhotos(portalDb: Database, occasion: Pick<PublicOccasion, 'id' | 'district'>): Promise<PublicImage[]> {
  return listPublicImages(portalDb, PHOTO_PURPOSE, occasion);
}
