import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { inEach } from '#platform/db/in-each.ts';
import { codeOfRecord, nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { checkCodeOf } from '#shared/codes/check-code.ts';
import type { Day } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import { ID_KINDS } from '../../contract/words.ts';
import { findCertificate, insertCertificate, nextOrdinal, revoke } from '../certificate-store.ts';
import { type CertificateContent, certificateContent, type CertifiedService } from '../domain/certificate-text.ts';
import { yearOf } from '../figure-store.ts';
import type { VolunteerMeans } from '../means.ts';
import { maskedNumbersOf, maskName } from '../personal.ts';
import { districtsServedIn, lockMinutesOf } from '../service-store.ts';
import { lockSelf, oldestChildSeen, type Side } from '../sight.ts';
import { namesOfTeams } from '../team-store.ts';
import { findVolunteer, type StoredVolunteer } from '../volunteer-store.ts';

const RANDOM_BYTES = 12;

/**
 * Certifies the confirmed minutes of a time, free of charge (X05 art.14), in the name of the committee or street where the volunteer is
 * registered, with the next number of the year and a code to check it by. A volunteer gets the own one at once: every minute in it was
 * confirmed by somebody else. @returns its id @throws RECORD_NOT_FOUND, CERTIFICATE_PERIOD, CERTIFICATE_NOTHING, VOLUNTEER_NOT_REGISTERED
 */
export async function issueCertificate(
  context: Context,
  means: VolunteerMeans,
  side: Side,
  input: { volunteerId: number; fromOn: Day; toOn: Day },
): Promise<number> {
  const { actor, platform, today } = context;
  requirePermission(actor, side === 'office' ? 'volunteer.keep' : 'volunteer.self');
  if (input.fromOn > input.toOn || input.toOn > today) throw refuse(volunteerErrors.CERTIFICATE_PERIOD);
  return inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const holder =
      side === 'own' ? await lockSelf(tx, context) : await findVolunteer(tx, input.volunteerId, actor.range, { oldest: oldestChildSeen(context), lock: true });
    if (!holder) throw refuse(accessErrors.RECORD_NOT_FOUND);
    await lockMinutesOf(tx, holder.id);
    const teams = await confirmedOf(tx, holder.id, input);
    if (teams.length === 0) throw refuse(volunteerErrors.CERTIFICATE_NOTHING);
    return write(tx, context, means, holder, { ...input, teams });
  });
}

async function write(
  tx: Transaction,
  context: Context,
  means: VolunteerMeans,
  holder: StoredVolunteer,
  { fromOn, toOn, teams }: { fromOn: Day; toOn: Day; teams: readonly CertifiedService[] },
): Promise<number> {
  const { actor, today } = context;
  const { organ, code } = await means.organAt(tx, holder.div);
  const year = yearOf(today);
  const ordinal = await nextOrdinal(tx, holder.div, year);
  const number = `${code}志证〔${year}〕${ordinal}号`;
  const id = await nextRecordId(tx, holder.district);
  await insertCertificate(tx, {
    id,
    district: holder.district,
    div: holder.div,
    recordedDiv: holder.div,
    volunteerId: holder.id,
    volunteerBornOn: holder.bornOn,
    authorityDiv: holder.div,
    year,
    ordinal,
    number,
    organ,
    fromOn,
    toOn,
    services: teams.reduce((sum, team) => sum + team.services, 0),
    minutes: teams.reduce((sum, team) => sum + team.minutes, 0),
    content: contentFor(context, holder, { number, organ, fromOn, toOn, teams }),
    maskedName: maskName(holder.name),
    checkCode: checkCodeOf(randomBytes(RANDOM_BYTES)),
    issuedOn: today,
    issuedByName: actor.name,
    revokedOn: null,
    revokeReason: null,
    demonstration: holder.demonstration,
  });
  await audit(tx, context, {
    action: 'volunteerCertificate.issued',
    subject: { type: 'volunteerCertificate', id, district: holder.district },
    details: { number, volunteer: holder.id, fromOn, toOn },
  });
  return id;
}

/** What the paper says, with the document's number masked. */
function contentFor(
  context: Context,
  holder: StoredVolunteer,
  said: { number: string; organ: string; fromOn: Day; toOn: Day; teams: readonly CertifiedService[] },
): CertificateContent {
  return certificateContent({
    ...said,
    name: holder.name,
    volunteerNumber: codeOfRecord(holder.id),
    idKindName: ID_KINDS[holder.idKind],
    maskedIdNumber: maskedNumbersOf(context, holder).idNumber,
    issuedOn: context.today,
  });
}

/** Confirmed minutes of a time, by team. */
async function confirmedOf(tx: Transaction, volunteerId: number, { fromOn, toOn }: { fromOn: Day; toOn: Day }): Promise<CertifiedService[]> {
  const districts = await districtsServedIn(tx, volunteerId);
  // a team's records lie in its district
  const found = await inEach(districts, async (district) => {
    const { rows } = await sql<Omit<CertifiedService, 'teamName'> & { teamId: number; firstOn: Day }>`
      select s.team_id as "teamId", array_agg(distinct s.kind order by s.kind) as kinds, count(*)::int as services, sum(s.minutes)::int as minutes, min(s.served_on) as "firstOn"
      from volunteer_services s
      where s.district = ${district} and s.volunteer_id = ${volunteerId} and s.state = 'confirmed' and s.served_on between ${fromOn}::date and ${toOn}::date
      group by s.team_id`.execute(tx);
    return rows;
  });
  const teams = found.sort((one, other) => one.firstOn.localeCompare(other.firstOn) || one.teamId - other.teamId);
  const names = await namesOfTeams(
    tx,
    teams.map(({ teamId }) => teamId),
  );
  return teams.map(({ teamId, firstOn: _firstOn, ...sums }) => ({ ...sums, teamName: names.get(teamId) ?? '' }));
}

/** Takes a certificate back; its number stays in the register with the reason. @throws CERTIFICATE_NOT_FOUND, CERTIFICATE_REVOKED */
export async function revokeCertificate(context: Context, id: number, reason: string): Promise<void> {
  const { actor, platform, today } = context;
  requirePermission(actor, 'volunteer.keep');
  await inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const certificate = await findCertificate(tx, id, { range: actor.range, oldest: oldestChildSeen(context) }, true);
    if (!certificate) throw refuse(volunteerErrors.CERTIFICATE_NOT_FOUND);
    if (certificate.revokedOn !== null) throw refuse(volunteerErrors.CERTIFICATE_REVOKED, { on: certificate.revokedOn });
    await revoke(tx, certificate, today, maskNumbersIn(reason));
    await audit(tx, context, {
      action: 'volunteerCertificate.revoked',
      subject: { type: 'volunteerCertificate', id, district: certificate.district },
      details: { number: certificate.number, reason },
    });
  });
}
