import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { MajorInput, ReportState } from '../contract/major-report.ts';

export interface StoredReport extends MajorInput {
  id: number;
  district: number;
  div: number;
  version: number;
  organizationId: number;
  organizationName: string;
  occasionId: number | null;
  dueOn: Day | null;
  isLate: boolean;
  resultDueOn: Day | null;
  state: ReportState;
  round: number;
  reportedOn: Day;
  reportedByName: string;
  answer: string | null;
  answeredOn: Day | null;
  answeredByName: string | null;
  effect: string | null;
  problems: string | null;
  next: string | null;
  participants: number | null;
  resultedOn: Day | null;
  demonstration: boolean;
}

const COLUMNS =
  sql.raw(`r.id, r.district, r.div, r.version, r.organization_id as "organizationId", r.organization_name as "organizationName", r.occasion_id as "occasionId", r.kind, r.title,
  r.content, r.starts_on as "startsOn", r.ends_on as "endsOn", r.place, r.expected_people as "expectedPeople", r.fund_source as "fundSource", r.fund_fen as "fundFen",
  r.safety_plan as "safetyPlan", r.due_on as "dueOn", r.is_late as "isLate", r.result_due_on as "resultDueOn", r.state, r.round, r.reported_on as "reportedOn",
  r.reported_by_name as "reportedByName", r.answer, r.answered_on as "answeredOn", r.answered_by_name as "answeredByName", r.result_effect as effect,
  r.result_problems as problems, r.result_next as next, r.participants, r.resulted_on as "resultedOn", r.demonstration`);

export async function findReport(db: Database | Transaction, id: number, range: KeyRange, lock = false): Promise<StoredReport | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const { rows } = await sql<StoredReport>`
      select ${COLUMNS} from major_activity_reports r where r.district = ${district} and r.id = ${id} and ${inRange(range, 'r')} ${lock ? sql`for update` : sql``}`.execute(
      db,
    );
    return rows[0];
  });
}

/** The report about an announced activity that was not withdrawn. */
export async function findReportOf(db: Database | Transaction, range: KeyRange, occasion: { id: number; district: number }): Promise<StoredReport | undefined> {
  const { rows } = await sql<StoredReport>`
    select ${COLUMNS} from major_activity_reports r
    where ${inRange(range, 'r')} and r.district = ${occasion.district} and r.occasion_id = ${occasion.id} and r.state <> 'withdrawn'`.execute(db);
  return rows[0];
}

export type ReportStanding = 'waiting' | 'objected' | 'awaitingResult' | 'overdue' | 'done';

export interface ReportFilter {
  range: KeyRange;
  today: Day;
  standing?: ReportStanding | undefined;
  after: number | null;
  limit: number;
}

const overdueOn = (today: Day) => sql`((r.state = 'reported' and r.starts_on <= ${today}) or (r.state = 'noted' and r.result_due_on < ${today}))`;

function ofStanding(today: Day, standing: ReportStanding | undefined) {
  if (standing === undefined) return sql`true`;
  const conditions = {
    waiting: sql`r.state = 'reported'`,
    objected: sql`r.state = 'objected'`,
    awaitingResult: sql`r.state = 'noted' and r.ends_on < ${today}`,
    overdue: overdueOn(today),
    done: sql`r.state in ('resulted', 'withdrawn')`,
  };
  return conditions[standing];
}

/** Newest first, after an id. */
export async function readReports(db: Database, { range, today, standing, after, limit }: ReportFilter): Promise<StoredReport[]> {
  const { rows } = await sql<StoredReport>`
    select ${COLUMNS} from major_activity_reports r
    where ${inRange(range, 'r')} and ${ofStanding(today, standing)} and (${after}::bigint is null or r.id < ${after}::bigint) order by r.id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function countReports(db: Database, { range, today, standing }: Omit<ReportFilter, 'after' | 'limit'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from major_activity_reports r where ${inRange(range, 'r')} and ${ofStanding(today, standing)}`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface ReportDays {
  dueOn: Day | null;
  isLate: boolean;
  resultDueOn: Day | null;
}

export interface Reporting {
  on: Day;
  by: string;
  byName: string;
}

export async function insertReport(
  tx: Transaction,
  id: number,
  of: {
    district: number;
    div: number;
    recordedDiv: number;
    organizationId: number;
    organizationName: string;
    occasionId: number | null;
    demonstration: boolean;
  },
  input: MajorInput,
  days: ReportDays,
  { on, by, byName }: Reporting,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into major_activity_reports (id, district, div, recorded_div, organization_id, organization_name, occasion_id, kind, title, content, starts_on, ends_on, place,
      expected_people, fund_source, fund_fen, safety_plan, due_on, is_late, result_due_on, state, reported_on, reported_by, reported_by_name, demonstration)
    values (${id}, ${of.district}, ${of.div}, ${of.recordedDiv}, ${of.organizationId}, ${of.organizationName}, ${of.occasionId}, ${input.kind}, ${input.title},
      ${input.content}, ${input.startsOn}, ${input.endsOn}, ${input.place}, ${input.expectedPeople}, ${input.fundSource}, ${input.fundFen}, ${input.safetyPlan},
      ${days.dueOn}, ${days.isLate}, ${days.resultDueOn}, 'reported', ${on}, ${by}, ${byName}, ${of.demonstration}) on conflict do nothing`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Corrected after an objection: the answer belongs to the round before and goes into the audit trail. */
export async function updateReport(
  tx: Transaction,
  { district, id }: StoredReport,
  input: MajorInput,
  days: ReportDays,
  { on, by, byName }: Reporting,
): Promise<void> {
  await sql`
    update major_activity_reports set kind = ${input.kind}, title = ${input.title}, content = ${input.content}, starts_on = ${input.startsOn}, ends_on = ${input.endsOn},
      place = ${input.place}, expected_people = ${input.expectedPeople}, fund_source = ${input.fundSource}, fund_fen = ${input.fundFen}, safety_plan = ${input.safetyPlan},
      due_on = ${days.dueOn}, is_late = ${days.isLate}, result_due_on = ${days.resultDueOn}, state = 'reported', round = round + 1, reported_on = ${on},
      reported_by = ${by}, reported_by_name = ${byName}, version = version + 1
    where district = ${district} and id = ${id}`.execute(tx);
}
