import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { codeOfRecord } from '#platform/db/record-ids.ts';
import { codeOf } from '#shared/division-code.ts';
import type { Membership, Volunteer, VolunteerSummary } from '../contract/volunteer.ts';
import { ADULT_YEARS, FOREIGN_KINDS } from '../contract/words.ts';
import { ageOn } from './domain/check-volunteer.ts';
import { maskedNumbersOf } from './personal.ts';
import type { StoredVolunteer } from './volunteer-store.ts';

/** What lists say of volunteers, numbers masked. One round trip for the names of places. */
export async function presentSummaries(context: Context, db: Database | Transaction, rows: readonly StoredVolunteer[]): Promise<VolunteerSummary[]> {
  const paths = await getDivisionPaths(db, [...new Set(rows.map(({ div }) => div))]);
  return rows.map((row) => {
    const age = ageOn(row.bornOn, context.today);
    return {
      id: String(row.id),
      number: codeOfRecord(row.id),
      name: row.name,
      sex: row.sex,
      age,
      isForeign: FOREIGN_KINDS.includes(row.idKind),
      isMinor: age < ADULT_YEARS,
      divisionName: paths.get(row.div)?.path.join(' ') ?? '',
      serviceKinds: row.serviceKinds,
      phone: maskedNumbersOf(context, row).phone,
      insuredUntil: row.insuredUntil,
      isInsured: row.insuredUntil !== null && row.insuredUntil >= context.today,
      registeredOn: row.registeredOn,
      withdrawnOn: row.withdrawnOn,
      demonstration: row.demonstration,
    };
  });
}

export async function presentVolunteer(context: Context, db: Database | Transaction, row: StoredVolunteer, memberships: Membership[]): Promise<Volunteer> {
  const [summary] = await presentSummaries(context, db, [row]);
  if (!summary) throw new Error('one row gives one summary');
  const { idNumber, guardianPhone } = maskedNumbersOf(context, row);
  return {
    ...summary,
    division: codeOf(row.div),
    version: row.version,
    bornOn: row.bornOn,
    idKind: row.idKind,
    idNumber,
    nationality: row.nationality,
    skills: row.skills,
    languages: row.languages,
    availability: row.availability,
    guardianName: row.guardianName,
    guardianPhone,
    guardianAgreedOn: row.guardianAgreedOn,
    consent: row.consent,
    consentNote: row.consentNote,
    hasAccount: row.accountId !== null,
    registeredBy: row.registeredByName,
    withdrawReason: row.withdrawReason,
    memberships,
    mayKeep: row.withdrawnOn === null && can(context.actor, 'volunteer.keep'),
  };
}
