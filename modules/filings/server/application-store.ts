import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import { isOneOf } from '#platform/db/few.ts';
import { inFewest } from '#platform/db/in-each.ts';
import { noteWhereabouts, type Whereabouts, whereaboutsOf } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { FilingForm } from '../contract/application.ts';
import type { BodyId, ProcedureId, StateId } from '../contract/workflow.ts';

export interface StoredApplication {
  id: number;
  district: number;
  div: number;
  recordedDiv: number;
  procedure: ProcedureId;
  state: StateId;
  organizationId: number | null;
  subjectName: string;
  form: FilingForm;
  leaderIdNumberCipher: string | null;
  leaderIdNumberIndex: string | null;
  leaderPhoneCipher: string | null;
  leaderPhoneIndex: string | null;
  rules: string;
  applicantId: string;
  applicantName: string;
  handlerId: string | null;
  handlerName: string | null;
  submittedOn: Day | null;
  clockStartedOn: Day;
  dueOn: Day | null;
  dueWhose: BodyId | null;
  dueProvisional: boolean;
  escalatedOn: Day | null;
  decidedOn: Day | null;
  processingDays: number | null;
  applicantDays: number;
  returns: number;
  version: number;
  demonstration: boolean;
  updatedBy: string;
}

export const APPLICATION_COLUMNS =
  sql.raw(`a.id, a.district, a.div, a.recorded_div as "recordedDiv", a.procedure, a.state, a.organization_id as "organizationId", a.subject_name as "subjectName", a.form,
  a.leader_id_number_cipher as "leaderIdNumberCipher", a.leader_id_number_index as "leaderIdNumberIndex", a.leader_phone_cipher as "leaderPhoneCipher", a.leader_phone_index as "leaderPhoneIndex",
  a.rules, a.applicant_id as "applicantId", a.applicant_name as "applicantName", a.handler_id as "handlerId", a.handler_name as "handlerName", a.submitted_on as "submittedOn",
  a.clock_started_on as "clockStartedOn", a.due_on as "dueOn", a.due_whose as "dueWhose", a.due_provisional as "dueProvisional", a.escalated_on as "escalatedOn", a.decided_on as "decidedOn",
  a.processing_days as "processingDays", a.applicant_days as "applicantDays", a.returns, a.version, a.demonstration, a.updated_by as "updatedBy"`);

/** Whose applications may be seen: those of a jurisdiction, or of one applicant wherever they lie. */
export type Reach = { range: KeyRange } | { applicantId: string };

export function inReach(reach: Reach) {
  return 'range' in reach ? inRange(reach.range, 'a') : sql<boolean>`a.applicant_id = ${reach.applicantId}`;
}

/** @param lock keeps it until the transaction ends; undefined for what is absent or out of reach */
export async function findApplication(db: Database | Transaction, id: number, reach: Reach, lock = false): Promise<StoredApplication | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const { rows } = await sql<StoredApplication>`
      select ${APPLICATION_COLUMNS} from filing_applications a where a.district = ${district} and a.id = ${id} and ${inReach(reach)} ${lock ? sql`for update` : sql``}`.execute(
      db,
    );
    return rows[0];
  });
}

/** The open application of an organization that keeps others from being started; authority cases keep nobody. */
export async function findOpenOf(db: Database | Transaction, organizationId: number): Promise<StoredApplication | undefined> {
  return (await findOpenOfAll(db, [organizationId])).get(organizationId);
}

/** The same of several organizations. */
export async function findOpenOfAll(db: Database | Transaction, organizationIds: readonly number[]): Promise<Map<number, StoredApplication>> {
  const districts = await whereaboutsOf(db, ...organizationIds.map((key) => ({ kind: 'record', key }) as const));
  const rows = await inFewest(db, districts, async (some) => {
    const open = await sql<StoredApplication>`
      select ${APPLICATION_COLUMNS} from filing_applications a
      where ${isOneOf(sql`a.district`, some, 'int')} and a.organization_id = any(${[...organizationIds]}::bigint[]) and a.decided_on is null
        and a.procedure not in ('authorityCancellation', 'revocation', 'lawfulHandling')`.execute(db);
    return open.rows;
  });
  return new Map(rows.map((row) => [row.organizationId ?? 0, row]));
}

/** Whether an organization is somebody's to apply for: theirs who claimed it last, and where nobody ever has, theirs who brought it through a procedure. */
export async function isApplicantOf(db: Database | Transaction, organizationId: number, applicantId: string): Promise<boolean> {
  const districts = await whereaboutsOf(db, { kind: 'record', key: organizationId });
  const found = await inFewest(db, districts, async (some) => {
    const claims = sql`from filing_claims c where ${isOneOf(sql`c.district`, some, 'int')} and c.organization_id = ${organizationId}`;
    const { rows } = await sql<{ isClaimed: boolean; isClaimedByThem: boolean; isBroughtByThem: boolean }>`
      select exists (select 1 ${claims}) as "isClaimed", exists (select 1 ${claims} and c.claimant_id = ${applicantId} and c.ended_at is null) as "isClaimedByThem",
        exists (select 1 from filing_applications a
          where ${isOneOf(sql`a.district`, some, 'int')} and a.organization_id = ${organizationId} and a.applicant_id = ${applicantId} and a.state = 'granted') as "isBroughtByThem"`.execute(
      db,
    );
    return rows;
  });
  return found.some(({ isClaimed }) => isClaimed) ? found.some((one) => one.isClaimedByThem) : found.some((one) => one.isBroughtByThem);
}

export async function insertApplication(tx: Transaction, row: StoredApplication, at: Date): Promise<void> {
  const instant = at.toISOString();
  await sql`
    insert into filing_applications (id, district, div, recorded_div, procedure, state, organization_id, subject_name, form, leader_id_number_cipher, leader_id_number_index,
      leader_phone_cipher, leader_phone_index, rules, applicant_id, applicant_name, clock_started_on, demonstration, created_at, created_by, updated_at, updated_by)
    values (${row.id}, ${row.district}, ${row.div}, ${row.recordedDiv}, ${row.procedure}, ${row.state}, ${row.organizationId}, ${row.subjectName}, ${JSON.stringify(row.form)}::jsonb,
      ${row.leaderIdNumberCipher}, ${row.leaderIdNumberIndex}, ${row.leaderPhoneCipher}, ${row.leaderPhoneIndex}, ${row.rules}, ${row.applicantId}, ${row.applicantName},
      ${row.clockStartedOn}, ${row.demonstration}, ${instant}, ${row.updatedBy}, ${instant}, ${row.updatedBy})`.execute(tx);
  await noteWhereabouts(tx, [{ kind: 'account', key: row.applicantId, district: row.district }, ...organizationIn(row)]);
}

/** An organization that moved may have applications where it was before. */
function organizationIn({ organizationId, district }: StoredApplication): Whereabouts[] {
  return organizationId === null ? [] : [{ kind: 'record', key: organizationId, district }];
}

/** Writes everything that may change and counts the version up. The caller holds the row's lock. */
export async function updateApplication(tx: Transaction, row: StoredApplication, at: Date): Promise<void> {
  await sql`
    update filing_applications set state = ${row.state}, organization_id = ${row.organizationId}, subject_name = ${row.subjectName}, form = ${JSON.stringify(row.form)}::jsonb,
      leader_id_number_cipher = ${row.leaderIdNumberCipher}, leader_id_number_index = ${row.leaderIdNumberIndex}, leader_phone_cipher = ${row.leaderPhoneCipher},
      leader_phone_index = ${row.leaderPhoneIndex}, handler_id = ${row.handlerId}, handler_name = ${row.handlerName}, submitted_on = ${row.submittedOn},
      clock_started_on = ${row.clockStartedOn}, due_on = ${row.dueOn}, due_whose = ${row.dueWhose}, due_provisional = ${row.dueProvisional}, escalated_on = ${row.escalatedOn},
      decided_on = ${row.decidedOn}, processing_days = ${row.processingDays}, applicant_days = ${row.applicantDays}, returns = ${row.returns},
      version = ${row.version}, updated_at = ${at.toISOString()}, updated_by = ${row.updatedBy}
    where district = ${row.district} and id = ${row.id}`.execute(tx);
  await noteWhereabouts(tx, organizationIn(row));
}
