import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import { districtsOfCode } from '#platform/db/published-places.ts';
import { groupCode, readCheckCode } from '#shared/codes/check-code.ts';
import type { Day } from '#shared/day.ts';

/** What anybody may know of a certificate who holds its code: the holder as 张**. */
export interface CheckedServiceCertificate {
  code: string;
  number: string;
  organ: string;
  maskedName: string;
  fromOn: Day;
  toOn: Day;
  services: number;
  minutes: number;
  issuedOn: Day;
  revokedOn: Day | null;
  demonstration: boolean;
}

/** @param portalDb the public pages' own door @param typed as somebody typed or scanned it @returns undefined for what is no code or nobody's */
export async function checkServiceCertificate(portalDb: Database, typed: string): Promise<CheckedServiceCertificate | undefined> {
  const code = readCheckCode(typed);
  if (code === undefined) return undefined;
  const districts = await districtsOfCode(portalDb, code);
  const { rows } = await sql<Omit<CheckedServiceCertificate, 'code'>>`
    select number, organ, masked_name as "maskedName", from_on as "fromOn", to_on as "toOn", services, minutes, issued_on as "issuedOn", revoked_on as "revokedOn", demonstration
    from volunteers_published_certificates where ${isOneOf(sql`district`, districts, 'int')} and check_code = ${code}`.execute(portalDb);
  return rows[0] && { ...rows[0], code: groupCode(code) };
}
