import { sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { StoredApplication } from '../application-store.ts';
import { type NoticeRow, presentNotice } from '../present.ts';

const COLUMNS =
  sql.raw(`n.id, n.application_id as "applicationId", n.organization_id as "organizationId", n.kind, n.audience, n.subject_name as "subjectName", n.div, n.issued_on as "issuedOn",
  n.document_number as "documentNumber", (n.template_version is not null) as "hasDocument", n.objections_until as "objectionsUntil"`);

export async function noticesOf(db: Database, { district, id }: Pick<StoredApplication, 'district' | 'id'>): Promise<NoticeRow[]> {
  const { rows } =
    await sql<NoticeRow>`select ${COLUMNS} from filing_notices n where n.district = ${district} and n.application_id = ${id} order by n.id`.execute(db);
  return rows;
}

/** Notices and announcements of the jurisdiction, newest first. */
export async function listNotices(
  context: Context,
  { audience, limit, cursor, withTotal }: PageQuery & { audience?: string | undefined },
): Promise<Page<ReturnType<typeof presentNotice>>> {
  requirePermission(context.actor, 'filing.read');
  const { db } = context.platform;
  const where = sql`${inRange(context.actor.range, 'n')} and (${audience ?? null}::text is null or n.audience = ${audience ?? null})`;
  const [after] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [];
  const { rows } = await sql<NoticeRow>`
    select ${COLUMNS} from filing_notices n where ${where} and (${after ?? null}::bigint is null or n.id < ${after ?? null}::bigint) order by n.id desc limit ${limit + 1}`.execute(
    db,
  );
  const total = withTotal
    ? ((await sql<{ count: number }>`select count(*)::int as count from filing_notices n where ${where}`.execute(db)).rows[0]?.count ?? 0)
    : null;
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(presentNotice), nextCursor: last ? encodeCursor([last.id]) : null, total };
}
