import { sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { WORD_CONTENT_TYPES, type WordFormat } from '#platform/documents/render-word-file.ts';
import { refuse } from '#shared/errors.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { FileReply } from '#shared/route.ts';
import type { Certificate } from '../../contract/certificate.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import { CERTIFICATE_COLUMNS, type CertificateReach, findCertificate, type StoredCertificate } from '../certificate-store.ts';
import { renderCertificate } from '../render-certificate.ts';
import { oldestChildSeen, rangeWithin } from '../sight.ts';
import { ofBornUntil } from '../volunteer-store.ts';

/** The register of certificates of the jurisdiction, the newest first; revoked ones stay in it. @throws RECORD_NOT_FOUND for a division outside */
export async function listCertificates(
  context: Context,
  { division, volunteer, limit, cursor, withTotal }: PageQuery & { division?: string | undefined; volunteer?: number | undefined },
): Promise<Page<Certificate>> {
  requirePermission(context.actor, 'volunteer.read');
  const { db } = context.platform;
  const range = await rangeWithin(context, division);
  const where = sql`${inRange(range, 'c')} and ${ofBornUntil('c', oldestChildSeen(context))} ${volunteer === undefined ? sql`` : sql`and c.volunteer_id = ${volunteer}`}`;
  const [before = Number.MAX_SAFE_INTEGER] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [];
  const { rows } = await sql<StoredCertificate>`
    select ${CERTIFICATE_COLUMNS} from volunteer_certificates c where ${where} and c.id < ${Number(before)}::bigint order by c.id desc limit ${limit + 1}`.execute(
    db,
  );
  const total = withTotal
    ? ((await sql<{ count: number }>`select count(*)::int as count from volunteer_certificates c where ${where}`.execute(db)).rows[0]?.count ?? 0)
    : null;
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(presentCertificate), nextCursor: last ? encodeCursor([last.id]) : null, total };
}

export function presentCertificate(row: StoredCertificate): Certificate {
  return {
    id: String(row.id),
    number: row.number,
    volunteerId: String(row.volunteerId),
    volunteerName: row.content.姓名,
    organ: row.organ,
    fromOn: row.fromOn,
    toOn: row.toOn,
    services: row.services,
    minutes: row.minutes,
    issuedOn: row.issuedOn,
    issuedBy: row.issuedByName,
    revokedOn: row.revokedOn,
    revokeReason: row.revokeReason,
    demonstration: row.demonstration,
  };
}

/** @throws CERTIFICATE_NOT_FOUND */
export async function getCertificate(context: Context, id: number): Promise<Certificate> {
  requirePermission(context.actor, 'volunteer.read');
  return presentCertificate(await requireCertificate(context, id, officeReach(context)));
}

/** As it was issued, for the office. @throws CERTIFICATE_NOT_FOUND, CERTIFICATE_REVOKED */
export async function getCertificateFile(context: Context, id: number, format: WordFormat): Promise<FileReply> {
  requirePermission(context.actor, 'volunteer.read');
  return fileOf(context, await requireCertificate(context, id, officeReach(context)), format);
}

/** The same for its holder. @param holder the volunteer that the person is, judged by the caller */
export async function getOwnCertificateFile(context: Context, holder: number, id: number, format: WordFormat): Promise<FileReply> {
  requirePermission(context.actor, 'volunteer.self');
  return fileOf(context, await requireCertificate(context, id, { holder }), format);
}

const officeReach = (context: Context): CertificateReach => ({ range: context.actor.range, oldest: oldestChildSeen(context) });

async function requireCertificate({ platform: { db } }: Context, id: number, reach: CertificateReach): Promise<StoredCertificate> {
  const found = await findCertificate(db, id, reach);
  if (!found) throw refuse(volunteerErrors.CERTIFICATE_NOT_FOUND);
  return found;
}

async function fileOf({ platform }: Context, certificate: StoredCertificate, format: WordFormat): Promise<FileReply> {
  if (certificate.revokedOn !== null) throw refuse(volunteerErrors.CERTIFICATE_REVOKED, { on: certificate.revokedOn });
  const bytes = await renderCertificate(certificate, platform.signIn.address, format);
  return { fileName: `志愿服务证明（${certificate.content.姓名}）.${format}`, contentType: WORD_CONTENT_TYPES[format], bytes };
}
