import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { FigureFormula } from '#engines/indicators/formula.ts';
import type { DuePeriod } from '#engines/indicators/judge.ts';
import { type FormulaNeeds, needsOf } from '#engines/indicators/needs.ts';
import { canonicalJson } from '#platform/audit/audit.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { LOCK_NUMBERS } from '#platform/db/lock-numbers.ts';
import type { KeyRange } from '#shared/division-code.ts';

export interface MeasureDefinition {
  formula: FigureFormula;
  periods: readonly DuePeriod[];
  /** the divisions it is counted over */
  scope: KeyRange;
}

export interface Measure extends MeasureDefinition {
  id: number;
  needs: FormulaNeeds;
  /** its counters hold their failing units; false only until a nightly job has been through an older database */
  keepsFailingUnits: boolean;
}

/** Definitions by their digest: they never change, so a process reads each once, of whatever database. */
const definitions = new Map<string, Omit<Measure, 'id' | 'keepsFailingUnits'>>();

/** All measures by id; there are some dozens. */
export async function listMeasures(db: Database | Transaction): Promise<Measure[]> {
  const { rows } = await sql<{ id: number; digest: string; keeps_failing_units: boolean }>`
    select id, digest, keeps_failing_units from measures order by id`.execute(db);
  const unread = rows.filter((row) => !definitions.has(row.digest)).map((row) => row.id);
  if (unread.length > 0) await readDefinitions(db, unread);
  return rows.flatMap(({ id, digest, keeps_failing_units: keepsFailingUnits }) => {
    const definition = definitions.get(digest);
    return definition ? [{ id, keepsFailingUnits, ...definition }] : [];
  });
}

async function readDefinitions(db: Database | Transaction, ids: readonly number[]): Promise<void> {
  const { rows } = await sql<{ digest: string; formula: FigureFormula; periods: DuePeriod[]; scope_from: number; scope_to: number }>`
    select digest, formula, periods, scope_from, scope_to from measures where id = any(${[...ids]}::int[])`.execute(db);
  for (const { digest, formula, periods, scope_from, scope_to } of rows) {
    definitions.set(digest, { formula, periods, scope: { from: scope_from, to: scope_to }, needs: needsOf(formula) });
  }
}

/** Finds or makes the measure of each definition. @returns ids in the order given, and which are new */
export async function saveMeasures(tx: Transaction, wanted: readonly MeasureDefinition[], now: Date): Promise<{ ids: number[]; added: number[] }> {
  await sql`select pg_advisory_xact_lock(${LOCK_NUMBERS.measures})`.execute(tx);
  const { rows } = await sql<{ id: number; digest: string }>`select id, digest from measures order by id`.execute(tx);
  const known = new Map(rows.map(({ id, digest }) => [digest, id]));
  const added: number[] = [];
  const ids: number[] = [];
  for (const definition of wanted) {
    const digest = digestOf(definition);
    const id = known.get(digest) ?? (rows.at(-1)?.id ?? 0) + added.length + 1;
    if (!known.has(digest)) {
      await insertMeasure(tx, id, digest, definition, now);
      known.set(digest, id);
      added.push(id);
    }
    ids.push(id);
  }
  return { ids, added };
}

async function insertMeasure(tx: Transaction, id: number, digest: string, { formula, periods, scope }: MeasureDefinition, now: Date): Promise<void> {
  await sql`
    insert into measures (id, digest, formula, periods, scope_from, scope_to, keeps_failing_units, created_at)
    values (${id}, ${digest}, ${JSON.stringify(formula)}::jsonb, ${JSON.stringify(periods)}::jsonb, ${scope.from}, ${scope.to}, true, ${now.toISOString()}::timestamptz)`.execute(
    tx,
  );
}

function digestOf(definition: MeasureDefinition): string {
  return createHash('sha256').update(canonicalJson(definition)).digest('hex');
}
