import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { LOCK_NUMBERS } from '#platform/db/lock-numbers.ts';
import { refuse } from '#shared/errors.ts';
import { planErrors } from '../../contract/errors.ts';
import type { PlanFile } from '../../contract/plan-file.ts';
import { readPlanFile } from '../domain/read-plan-file.ts';
import { storePlan } from './store-plan.ts';

const FOLDER = new URL('../../../../plans/', import.meta.url);

/**
 * Brings the plan files that came with the program into the database. A file is loaded once; a new edition of it becomes
 * a new version after whatever the office changed meanwhile. @idempotent by the file's content
 * @throws PLAN_FILE_INVALID
 */
export async function loadPlanFiles(context: Context): Promise<string[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.yaml')).sort();
  const loaded: string[] = [];
  for (const name of names) {
    if (await loadPlanFile(context, name, await readFile(new URL(name, FOLDER), 'utf8'))) loaded.push(name);
  }
  return loaded;
}

/** Loads one plan file by its text. @returns whether it was new; @throws PLAN_FILE_INVALID */
export async function loadPlanFile(context: Context, name: string, text: string): Promise<boolean> {
  const fileDigest = createHash('sha256').update(text).digest('hex');
  const known = await sql`select from plans where file_digest = ${fileDigest}`.execute(context.platform.db);
  if (known.rows.length > 0) return false;
  const plan = readOrRefuse(name, text);
  return inTransaction(context.platform.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK_NUMBERS.planFiles})`.execute(tx);
    const { rows } = await sql<{ version: number; file_digest: string }>`
      select p.file_digest, (select max(v.version) from plan_versions v where v.plan_id = p.plan_id) as version from plans p where p.plan_id = ${plan.id} for update`.execute(
      tx,
    );
    const [current] = rows;
    if (current?.file_digest === fileDigest) return false;
    const next: PlanFile = current ? { ...plan, version: current.version + 1 } : plan;
    await storePlan(tx, context, next, { reason: current ? '程序自带的方案有更新' : '首次载入程序自带的方案', fileDigest });
    return true;
  });
}

function readOrRefuse(name: string, text: string): PlanFile {
  const reading = readPlanFile(text);
  if (reading.plan) return reading.plan;
  const [first] = reading.findings;
  throw refuse(planErrors.PLAN_FILE_INVALID, { file: name, problem: first ? `第 ${first.line ?? 1} 行：${first.message}` : '无法读取' });
}
