/** Announcements as the public pages show them, through the role of those pages. */
import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import { districtsOfCode, findWherePublished } from '#platform/db/published-places.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { addDays, type Day } from '#shared/day.ts';
import { OBJECTION_OUTCOMES, type ObjectionOutcome } from '../../contract/objection.ts';
import { NOTICES, type NoticeId } from '../../contract/workflow.ts';
import { readCheckCode } from '#shared/codes/check-code.ts';

export interface PublicAnnouncement {
  id: number;
  kind: NoticeId;
  kindName: string;
  subjectName: string;
  documentNumber: string | null;
  organ: string;
  lines: string[];
  issuedOn: Day;
  objectionsUntil: Day | null;
  /** invented, to look around with */
  demonstration: boolean;
}

export interface AnnouncementFilter {
  /** `current`: within the period for objections, or a month old at most; `archive`: all others */
  standing: 'current' | 'archive';
  /** of the place where what they are about is at home; the whole country without one */
  range?: KeyRange | undefined;
  year?: number | undefined;
  q?: string | undefined;
  /** the last one of the page before */
  after?: { on: Day; id: number } | undefined;
}

const EVERYWHERE = sql<boolean>`true`;
const CURRENT_DAYS = 30;
export const ANNOUNCEMENTS_PER_PAGE = 30;

const COLUMNS = sql.raw(
  'a.id, a.kind, a.subject_name as "subjectName", a.document_number as "documentNumber", a.organ, a.lines, a.issued_on as "issuedOn", a.objections_until as "objectionsUntil", a.demonstration',
);

const present = (row: Omit<PublicAnnouncement, 'kindName'>): PublicAnnouncement => ({ ...row, kindName: NOTICES[row.kind].label });

/** A page of announcements, the newest first. */
export async function listAnnouncements(
  portalDb: Database,
  today: Day,
  { standing, range, year, q, after }: AnnouncementFilter,
): Promise<{ items: PublicAnnouncement[]; hasMore: boolean }> {
  const since = addDays(today, -CURRENT_DAYS);
  const isCurrent = sql<boolean>`(a.issued_on > ${since}::date or coalesce(a.objections_until, a.issued_on) >= ${today}::date)`;
  const text = q === undefined || q === '' ? null : q;
  const { rows } = await sql<Omit<PublicAnnouncement, 'kindName'>>`
    select ${COLUMNS} from filings_published_announcements a
    where ${range ? inRange(range, 'a') : EVERYWHERE} and ${standing === 'current' ? isCurrent : sql`not ${isCurrent}`}
      and (${year ?? null}::int is null or (a.issued_on >= make_date(${year ?? null}::int, 1, 1) and a.issued_on < make_date(${year ?? null}::int + 1, 1, 1)))
      and (${text}::text is null or position(${text}::text in a.subject_name) > 0 or position(${text}::text in a.organ) > 0)
      and (${after?.on ?? null}::date is null or (a.issued_on, a.id) < (${after?.on ?? null}::date, ${after?.id ?? null}::bigint))
    order by a.issued_on desc, a.id desc limit ${ANNOUNCEMENTS_PER_PAGE + 1}`.execute(portalDb);
  return { items: rows.slice(0, ANNOUNCEMENTS_PER_PAGE).map(present), hasMore: rows.length > ANNOUNCEMENTS_PER_PAGE };
}

export async function findAnnouncement(portalDb: Database, id: number): Promise<PublicAnnouncement | undefined> {
  return findWherePublished(portalDb, id, async (district) => {
    const { rows } = await sql<Omit<PublicAnnouncement, 'kindName'>>`
      select ${COLUMNS} from filings_published_announcements a where a.district = ${district} and a.id = ${id}`.execute(portalDb);
    return rows[0] && present(rows[0]);
  });
}

export interface ObjectionState {
  noticeId: number;
  receivedOn: Day;
  outcome: string | null;
  answer: string | null;
  answeredOn: Day | null;
}

/** What became of an objection, for whoever has its receipt. */
export async function findObjectionState(portalDb: Database, typed: string): Promise<ObjectionState | undefined> {
  const code = readCheckCode(typed);
  if (code === undefined) return undefined;
  const districts = await districtsOfCode(portalDb, code);
  const { rows } = await sql<Omit<ObjectionState, 'outcome'> & { outcome: ObjectionOutcome | null }>`
    select notice_id as "noticeId", received_on as "receivedOn", outcome, answer, answered_on as "answeredOn" from filings_published_objections
    where ${isOneOf(sql`district`, districts, 'int')} and receipt_code = ${code}`.execute(portalDb);
  const [row] = rows;
  return row && { ...row, outcome: row.outcome === null ? null : OBJECTION_OUTCOMES[row.outcome] };
}
