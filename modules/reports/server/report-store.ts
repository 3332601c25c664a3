import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import { inFewest } from '#platform/db/in-each.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { type FrozenFigures, frozenFiguresSchema, type ReportKind, type ReportPart, type ReportState } from '../contract/report.ts';
import type { ReportAction } from './domain/report-states.ts';

export interface StoredReport {
  id: number;
  district: number;
  div: number;
  recordedDiv: number;
  planId: string;
  planVersion: number;
  kind: ReportKind;
  period: string;
  asOf: Day;
  dueOn: Day | null;
  state: ReportState;
  organ: string;
  addressee: string | null;
  documentNumber: string | null;
  frozenAt: Date;
  handedInOn: Day | null;
  onTime: boolean | null;
  version: number;
}

const COLUMNS =
  sql.raw(`r.id, r.district, r.div, r.recorded_div as "recordedDiv", r.plan_id as "planId", r.plan_version as "planVersion", r.kind, r.period, r.as_of as "asOf",
  r.due_on as "dueOn", r.state, r.organ, r.addressee, r.document_number as "documentNumber", r.frozen_at as "frozenAt", r.handed_in_on as "handedInOn", r.on_time as "onTime", r.version`);

export interface NewReport extends Omit<StoredReport, 'state' | 'handedInOn' | 'onTime' | 'version' | 'documentNumber'> {
  figures: FrozenFigures;
  createdBy: string;
  demonstration: boolean;
}

/** @returns false when the unit has a report of that plan and period already */
export async function insertReport(tx: Transaction, report: NewReport): Promise<boolean> {
  const at = report.frozenAt.toISOString();
  const { rows } = await sql`
    insert into reports (id, district, div, recorded_div, plan_id, plan_version, kind, period, as_of, due_on, state, organ, addressee, figures, frozen_at, demonstration, created_at, created_by, updated_at, updated_by)
    values (${report.id}, ${report.district}, ${report.div}, ${report.recordedDiv}, ${report.planId}, ${report.planVersion}, ${report.kind}, ${report.period}, ${report.asOf}, ${report.dueOn},
      'draft', ${report.organ}, ${report.addressee}, ${JSON.stringify(report.figures)}::jsonb, ${at}, ${report.demonstration}, ${at}, ${report.createdBy}, ${at}, ${report.createdBy})
    on conflict (district, recorded_div, plan_id, period) do nothing returning id`.execute(tx);
  return rows.length === 1;
}

export async function findReport(db: Database | Transaction, id: number, range: KeyRange): Promise<StoredReport | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const { rows } = await sql<StoredReport>`
      select ${COLUMNS} from reports r where r.district = ${district} and r.id = ${id} and ${inRange(range, 'r')}`.execute(db);
    return rows[0];
  });
}

/** Locks the row for a change. */
export async function lockReport(tx: Transaction, id: number, range: KeyRange): Promise<StoredReport | undefined> {
  return findWhereItLies(tx, id, async (district) => {
    const { rows } = await sql<StoredReport>`
      select ${COLUMNS} from reports r where r.district = ${district} and r.id = ${id} and ${inRange(range, 'r')} for update`.execute(tx);
    return rows[0];
  });
}

export interface ReportFilter {
  range: KeyRange;
  plan?: string | undefined;
  period?: string | undefined;
  /** only these units */
  units?: readonly number[];
}

/** Newest period first, then by unit. */
export async function listStoredReports(db: Database | Transaction, { range, plan, period, units }: ReportFilter): Promise<StoredReport[]> {
  const { rows } = await sql<StoredReport>`
    select ${COLUMNS} from reports r where ${inRange(range, 'r')} and (${plan ?? null}::text is null or r.plan_id = ${plan ?? null})
      and (${period ?? null}::text is null or r.period = ${period ?? null}) and (${units ? [...units] : null}::bigint[] is null or r.div = any(${units ? [...units] : null}::bigint[]))
    order by r.period desc, r.div, r.id limit 1000`.execute(db);
  return rows;
}

export async function readFrozenFigures(db: Database | Transaction, { district, id }: StoredReport): Promise<FrozenFigures> {
  const { rows } = await sql<{ figures: unknown }>`select figures from reports where district = ${district} and id = ${id}`.execute(db);
  return frozenFiguresSchema.parse(rows[0]?.figures);
}

export interface ReportText {
  part: ReportPart;
  content: string;
  edited: boolean;
}

export async function readTexts(db: Database | Transaction, reports: readonly StoredReport[]): Promise<Map<number, ReportText[]>> {
  const ids = reports.map(({ id }) => id);
  const texts = await inFewest(
    db,
    reports.map(({ district }) => district),
    async (districts) => {
      const { rows } = await sql<ReportText & { reportId: number }>`
        select report_id as "reportId", part, content, edited from report_texts
        where ${isOneOf(sql`district`, districts, 'int')} and report_id = any(${ids}::bigint[])`.execute(db);
      return rows;
    },
  );
  return Map.groupBy(texts, ({ reportId }) => reportId);
}

export async function writeText(tx: Transaction, { district, id }: StoredReport | NewReport, text: ReportText, at: Date, by: string): Promise<void> {
  await sql`insert into report_texts (district, report_id, part, content, edited, updated_at, updated_by)
    values (${district}, ${id}, ${text.part}, ${text.content}, ${text.edited}, ${at.toISOString()}, ${by})
    on conflict (district, report_id, part) do update set content = excluded.content, edited = excluded.edited, updated_at = excluded.updated_at, updated_by = excluded.updated_by`.execute(
    tx,
  );
}

export interface ReportStep {
  action: ReportAction | 'drafted';
  at: Date;
  onDay: Day;
  byId: string;
  byName: string;
  reason: string | null;
  onTime: boolean | null;
}

/** Steps are numbered by the version they led to. */
export async function insertStep(tx: Transaction, { district, id }: Pick<StoredReport, 'district' | 'id'>, number: number, step: ReportStep): Promise<void> {
  await sql`insert into report_steps (district, report_id, number, action, at, on_day, by_id, by_name, reason, on_time)
    values (${district}, ${id}, ${number}, ${step.action}, ${step.at.toISOString()}, ${step.onDay}, ${step.byId}, ${step.byName}, ${step.reason === null ? null : maskNumbersIn(step.reason)}, ${step.onTime})`.execute(
    tx,
  );
}

export async function readSteps(db: Database | Transaction, { district, id }: StoredReport): Promise<ReportStep[]> {
  const { rows } = await sql<ReportStep>`
    select action, at, on_day as "onDay", by_id as "byId", by_name as "byName", reason, on_time as "onTime" from report_steps
    where district = ${district} and report_id = ${id} order by number`.execute(db);
  return rows;
}

/** Writes the changed head and counts the version up. The caller holds the row's lock. */
export async function updateReport(tx: Transaction, report: StoredReport, at: Date, by: string): Promise<void> {
  await sql`update reports set state = ${report.state}, organ = ${report.organ}, addressee = ${report.addressee}, document_number = ${report.documentNumber},
      handed_in_on = ${report.handedInOn}, on_time = ${report.onTime}, version = ${report.version}, updated_at = ${at.toISOString()}, updated_by = ${by}
    where district = ${report.district} and id = ${report.id}`.execute(tx);
}

export async function updateFigures(tx: Transaction, report: StoredReport, figures: FrozenFigures): Promise<void> {
  await sql`update reports set figures = ${JSON.stringify(figures)}::jsonb, plan_version = ${report.planVersion}, as_of = ${report.asOf}, due_on = ${report.dueOn}, frozen_at = ${report.frozenAt.toISOString()}
    where district = ${report.district} and id = ${report.id}`.execute(tx);
}
