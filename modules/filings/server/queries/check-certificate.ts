import { sql } from 'kysely';
import { districtsOfListed } from '#modules/organizations/server/public.ts';
import { onOneConnection } from '#platform/db/asked-together.ts';
import type { Database } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import { districtsOfCode, findWherePublished } from '#platform/db/published-places.ts';
import { NOWHERE } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import { PROCEDURES, type ProcedureId } from '../../contract/workflow.ts';
import { type CertificateState, type PublicCertificate, type PublicStanding, stateOf } from '../domain/certificate-state.ts';
import { groupCode, readCheckCode } from '#shared/codes/check-code.ts';

export interface Milestone {
  on: Day;
  what: string;
}

/** Everything the public page says: of organizations only, of persons nothing. */
export interface CheckedCertificate extends CertificateState {
  code: string;
  kindName: string;
  issuedTo: string;
  issuedOn: Day;
  number: string | null;
  organ: string;
  /** of an invented organization, to look around with */
  demonstration: boolean;
  standing: PublicStanding | undefined;
  /** where it is at home now, when that is no longer with the office that gave the certificate; the number stays */
  movedTo: string | null;
  history: Milestone[];
}

const KIND_NAMES = { filingCertificate: '备案证书', registrationCertificate: '登记证书' } as const;
const CERTIFIED = ['filing', 'registration', 'directRegistration'];

type Found = PublicCertificate & {
  organizationId: number;
  subjectName: string;
  organ: string;
  issuedOn: Day;
  authorityDiv: number | null;
  demonstration: boolean;
};

/** @param portalDb the public pages' own door @param typed as somebody typed or scanned it @returns undefined for what is no code or nobody's */
export async function checkCertificate(portalDb: Database, typed: string): Promise<CheckedCertificate | undefined> {
  const code = readCheckCode(typed);
  if (code === undefined) return undefined;
  return onOneConnection(portalDb, (db) => checkOn(db, code));
}

async function checkOn(portalDb: Database, code: string): Promise<CheckedCertificate | undefined> {
  const codeDistricts = await districtsOfCode(portalDb, code);
  const { rows } = await sql<Found>`
    select organization_id as "organizationId", kind, subject_name as "subjectName", document_number as "documentNumber", organ, authority_div as "authorityDiv", issued_on as "issuedOn", demonstration
    from filings_published_certificates
    where ${isOneOf(sql`district`, codeDistricts, 'int')} and check_code = ${code}`.execute(portalDb);
  const [found] = rows;
  if (!found) return undefined;
  const id = found.organizationId;
  const [standing, listed] = await Promise.all([findStanding(portalDb, id), districtsOfListed(portalDb, id)]);
  // of one that is in no register any more, what the office did that gave the certificate
  const districts = [...new Set([...codeDistricts, ...listed.filter((one) => one !== NOWHERE)])];
  const [now, history] = await Promise.all([standing ? movedTo(portalDb, found, standing.div) : null, historyOf(portalDb, { id, districts }, standing)]);
  return {
    ...stateOf(found, standing),
    code: groupCode(code),
    kindName: KIND_NAMES[found.kind],
    issuedTo: found.subjectName,
    issuedOn: found.issuedOn,
    number: found.documentNumber,
    organ: found.organ,
    demonstration: found.demonstration,
    standing,
    movedTo: now,
    history,
  };
}

type Standing = PublicStanding & { div: number };

const COUNTY = 1_000_000;
const STREET = 1000;

/** An organization that moved keeps its number: whoever checks is told where it is now, by the names of county and street. */
async function movedTo(portalDb: Database, { kind, authorityDiv }: Found, div: number): Promise<string | null> {
  const size = kind === 'filingCertificate' ? STREET : COUNTY;
  if (authorityDiv === null || Math.floor(authorityDiv / size) === Math.floor(div / size)) return null;
  const keys = [div - (div % COUNTY), div - (div % STREET)];
  const { rows } = await sql<{ name: string }>`
    select short_name as name from divisions_published_names where key = any(${keys}::bigint[]) and valid_to is null order by key`.execute(portalDb);
  return rows.length === 0 ? null : [...new Set(rows.map(({ name }) => name))].join('');
}

function findStanding(portalDb: Database, id: number): Promise<Standing | undefined> {
  return findWherePublished(portalDb, id, async (district) => {
    const { rows } = await sql<Standing>`
    select div, name, tier, category, filing_number as "filingNumber", credit_code as "creditCode", established_on as "establishedOn", filed_on as "filedOn",
      registered_on as "registeredOn", ended_on as "endedOn", end_reason as "endReason" from organizations_published_standings
    where district = ${district} and id = ${id}`.execute(portalDb);
    return rows[0];
  });
}

/** Milestones of the record and decisions, the first first. What the record says already is not said twice. */
async function historyOf(
  portalDb: Database,
  { id, districts }: { id: number; districts: readonly number[] },
  standing: PublicStanding | undefined,
): Promise<Milestone[]> {
  const [decided, names] = await Promise.all([
    sql<{ procedure: ProcedureId; on: Day }>`select procedure, decided_on as on from filings_published_milestones
      where ${isOneOf(sql`district`, districts, 'int')} and organization_id = ${id} order by decided_on`.execute(portalDb),
    sql<{ name: string; on: Day }>`select name, until_on as on from organizations_published_former_names
      where ${isOneOf(sql`district`, districts, 'int')} and organization_id = ${id} order by until_on`.execute(portalDb),
  ]);
  const record: [Day | null | undefined, string][] = [
    [standing?.establishedOn, '成立'],
    [standing?.filedOn, '备案'],
    [standing?.registeredOn, '登记'],
    [standing?.endedOn, standing?.endReason ?? '终止'],
  ];
  const milestones = [
    ...record.flatMap(([on, what]) => (on ? [{ on, what }] : [])),
    ...decided.rows
      .filter(({ procedure }) => !CERTIFIED.includes(procedure) && !ENDS.includes(procedure))
      .map(({ procedure, on }) => ({ on, what: PROCEDURES[procedure] })),
    ...names.rows.map(({ name, on }) => ({ on, what: `更名，原名“${name}”` })),
  ];
  return milestones.sort((one, other) => one.on.localeCompare(other.on));
}

/** The record says when and how it ended. */
const ENDS: readonly ProcedureId[] = ['ledgerClosing', 'filingCancellation', 'authorityCancellation', 'deregistration', 'revocation'];
