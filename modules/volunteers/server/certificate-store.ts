import { type RawBuilder, sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { changeInEach } from '#platform/db/in-each.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import { noteWhereabouts, whereaboutsOf } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, type KeyRange } from '#shared/division-code.ts';
import type { CertificateContent } from './domain/certificate-text.ts';
import type { StoredService } from './service-store.ts';
import { ofBornUntil } from './volunteer-store.ts';

export interface StoredCertificate {
  id: number;
  district: number;
  div: number;
  recordedDiv: number;
  volunteerId: number;
  volunteerBornOn: Day;
  authorityDiv: number;
  year: number;
  ordinal: number;
  number: string;
  organ: string;
  fromOn: Day;
  toOn: Day;
  services: number;
  minutes: number;
  content: CertificateContent;
  maskedName: string;
  checkCode: string;
  issuedOn: Day;
  issuedByName: string;
  revokedOn: Day | null;
  revokeReason: string | null;
  demonstration: boolean;
}

export const CERTIFICATE_COLUMNS =
  sql.raw(`c.id, c.district, c.div, c.recorded_div as "recordedDiv", c.volunteer_id as "volunteerId", c.volunteer_born_on as "volunteerBornOn", c.authority_div as "authorityDiv", c.year, c.ordinal, c.number, c.organ,
  c.from_on as "fromOn", c.to_on as "toOn", c.services, c.minutes, c.content, c.masked_name as "maskedName", c.check_code as "checkCode", c.issued_on as "issuedOn",
  c.issued_by_name as "issuedByName", c.revoked_on as "revokedOn", c.revoke_reason as "revokeReason", c.demonstration`);

/** Of an office, with the last day of birth of whom it may see (`oldestChildSeen`), or of the holder. */
export type CertificateReach = { range: KeyRange; oldest: Day | null } | { holder: number };

function inCertificateReach(reach: CertificateReach): RawBuilder<boolean> {
  return 'range' in reach ? sql<boolean>`${inRange(reach.range, 'c')} and ${ofBornUntil('c', reach.oldest)}` : sql<boolean>`c.volunteer_id = ${reach.holder}`;
}

export async function findCertificate(db: Database | Transaction, id: number, reach: CertificateReach, lock = false): Promise<StoredCertificate | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const { rows } = await sql<StoredCertificate>`
      select ${CERTIFICATE_COLUMNS} from volunteer_certificates c
      where c.district = ${district} and c.id = ${id} and ${inCertificateReach(reach)} ${lock ? sql`for update` : sql``}`.execute(db);
    return rows[0];
  });
}

/** Those of one volunteer, the newest first, wherever the holder was at home when they were issued. */
export async function listCertificatesOf(db: Database | Transaction, holder: number, most: number): Promise<StoredCertificate[]> {
  const districts = await whereaboutsOf(db, { kind: 'record', key: holder });
  const { rows } = await sql<StoredCertificate>`
    select ${CERTIFICATE_COLUMNS} from volunteer_certificates c where c.district = any(${districts}::int[]) and c.volunteer_id = ${holder} order by c.id desc limit ${most}`.execute(
    db,
  );
  return rows;
}

/** The next number of an authority and year; whoever takes one at the same moment waits, and a number that is not used is not taken. */
export async function nextOrdinal(tx: Transaction, div: number, year: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`volunteer certificate ${div} ${year}`}))`.execute(tx);
  const { rows } = await sql<{
    last: number;
  }>`insert into volunteer_certificate_numbers as n (district, div, year, last) values (${districtOf(div)}, ${div}, ${year}, 1)
    on conflict (district, div, year) do update set last = n.last + 1 returning last`.execute(tx);
  return rows[0]?.last ?? 0;
}

export async function insertCertificate(tx: Transaction, one: StoredCertificate): Promise<void> {
  await sql`insert into volunteer_certificates (id, district, div, recorded_div, volunteer_id, volunteer_born_on, authority_div, year, ordinal, number, organ, from_on, to_on, services, minutes, content,
      masked_name, check_code, issued_on, issued_by_name, demonstration)
    values (${one.id}, ${one.district}, ${one.div}, ${one.recordedDiv}, ${one.volunteerId}, ${one.volunteerBornOn}, ${one.authorityDiv}, ${one.year}, ${one.ordinal}, ${one.number}, ${one.organ}, ${one.fromOn},
      ${one.toOn}, ${one.services}, ${one.minutes}, ${JSON.stringify(one.content)}::jsonb, ${one.maskedName}, ${one.checkCode}, ${one.issuedOn}, ${one.issuedByName},
      ${one.demonstration})`.execute(tx);
  await noteWhereabouts(tx, [{ kind: 'code', key: one.checkCode, district: one.district }]);
}

export async function revoke(tx: Transaction, { district, id }: StoredCertificate, on: Day, reason: string): Promise<void> {
  await sql`update volunteer_certificates set revoked_on = ${on}, revoke_reason = ${reason} where district = ${district} and id = ${id}`.execute(tx);
}

/** A record that a certificate counted is not what it was: the certificate is worth nothing. @returns how many */
export async function revokeCovering(
  tx: Transaction,
  service: Pick<StoredService, 'volunteerId' | 'servedOn' | 'confirmedOn'>,
  on: Day,
  reason: string,
): Promise<number> {
  const districts = await whereaboutsOf(tx, { kind: 'record', key: service.volunteerId });
  return changeInEach(districts, (district) =>
    sql`update volunteer_certificates set revoked_on = ${on}, revoke_reason = ${reason}
      where district = ${district} and volunteer_id = ${service.volunteerId} and revoked_on is null and from_on <= ${service.servedOn}::date and to_on >= ${service.servedOn}::date
        and issued_on >= ${service.confirmedOn}::date`.execute(tx),
  );
}
