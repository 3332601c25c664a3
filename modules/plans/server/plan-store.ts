import { sql } from 'kysely';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { LatestAsked } from '#shared/latest-asked.ts';
import { planErrors } from '../contract/errors.ts';
import type { PlanFile } from '../contract/plan-file.ts';

/** A plan version with the measures that count its targets. */
export interface PlanVersion {
  plan: PlanFile;
  version: number;
  /** target id → measure ids in the order of its figures */
  measures: ReadonlyMap<string, readonly number[]>;
}

/** The plans in force of all cities and former versions that reports are read by; some 100 kB each. */
const MOST_VERSIONS = 500;
/** Versions never change, so a process reads each once. */
const versions = new LatestAsked<string, PlanVersion>(MOST_VERSIONS);

/** The version in force; reads what is published, so the public pages may ask too. @throws PLAN_NOT_FOUND */
export async function getPlanInForce(db: Database | Transaction, planId: string): Promise<PlanVersion> {
  return findVersion(db, planId, null);
}

/** Any version, in force or not, as reports that were made with it need it. @throws PLAN_NOT_FOUND */
export async function getPlanVersion(db: Database | Transaction, planId: string, version: number): Promise<PlanVersion> {
  return findVersion(db, planId, version);
}

/** `null`: the version in force. The key tells databases apart that one process reads, one after the other. */
async function findVersion(db: Database | Transaction, planId: string, version: number | null): Promise<PlanVersion> {
  const { rows } = await sql<{ version: number; key: string }>`
    select v.version, concat_ws('/', current_database(), v.plan_id, v.version, v.created_at) as key
    from plans_published_plans p join plans_published_versions v on v.plan_id = p.plan_id and v.version = coalesce(${version}::int, p.version) where p.plan_id = ${planId}`.execute(
    db,
  );
  const [row] = rows;
  if (!row) throw refuse(planErrors.PLAN_NOT_FOUND, { plan: version === null ? planId : `${planId} 第 ${version} 版` });
  const known = versions.find(row.key);
  if (known) return known;
  const read = await readVersion(db, planId, row.version);
  // what an open transaction has written may still be taken back
  if (!db.isTransaction) versions.keep(row.key, read);
  return read;
}

async function readVersion(db: Database | Transaction, planId: string, version: number): Promise<PlanVersion> {
  const content = await sql<{ content: PlanFile }>`select content from plans_published_versions where plan_id = ${planId} and version = ${version}`.execute(db);
  const measures = await sql<{ target_id: string; measure_id: number }>`
    select target_id, measure_id from plans_published_measures where plan_id = ${planId} and version = ${version} order by target_id, part`.execute(db);
  const [row] = content.rows;
  if (!row) throw refuse(planErrors.PLAN_NOT_FOUND, { plan: planId });
  const byTarget = new Map<string, number[]>();
  for (const { target_id, measure_id } of measures.rows) byTarget.set(target_id, [...(byTarget.get(target_id) ?? []), measure_id]);
  return { plan: row.content, version, measures: byTarget };
}

/** All plans in force, by id. */
export async function listPlansInForce(db: Database | Transaction): Promise<PlanVersion[]> {
  const { rows } = await sql<{ plan_id: string; version: number }>`select plan_id, version from plans_published_plans order by plan_id`.execute(db);
  return Promise.all(rows.map((row) => getPlanVersion(db, row.plan_id, row.version)));
}

export interface NewVersion {
  plan: PlanFile;
  fileDigest: string;
  reason: string;
  createdAt: Date;
  createdBy: string;
  /** one row per figure of a target */
  measures: readonly { targetId: string; part: number; measureId: number }[];
}

/** Stores a version and puts it in force. */
export async function insertPlanVersion(tx: Transaction, version: NewVersion): Promise<void> {
  const { plan } = version;
  await sql`insert into plan_versions (plan_id, version, content, reason, created_at, created_by)
    values (${plan.id}, ${plan.version}, ${JSON.stringify(plan)}::jsonb, ${version.reason === null ? null : maskNumbersIn(version.reason)}, ${version.createdAt.toISOString()}, ${version.createdBy})`.execute(
    tx,
  );
  await sql`insert into target_measures (plan_id, version, target_id, part, measure_id)
    select ${plan.id}, ${plan.version}, m.target_id, m.part, m.measure_id
    from unnest(${version.measures.map((row) => row.targetId)}::text[], ${version.measures.map((row) => row.part)}::int[], ${version.measures.map((row) => row.measureId)}::int[])
      as m(target_id, part, measure_id)`.execute(tx);
  await sql`insert into plans (plan_id, version, file_digest) values (${plan.id}, ${plan.version}, ${version.fileDigest})
    on conflict (plan_id) do update set version = excluded.version, file_digest = excluded.file_digest`.execute(tx);
}
