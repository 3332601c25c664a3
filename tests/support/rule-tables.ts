/**
 * The rule files read a second time, by other code than the product's: what the tables say, as whoever wrote them means it.
 * Tests of procedures compare the product with this.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { BodyId, GuardId, ProcedureId, StateId, Status } from '#modules/filings/contract/workflow.ts';

export interface TableRow {
  to: StateId;
  by: readonly BodyId[];
  when: readonly GuardId[];
  guards: readonly GuardId[];
  effects: readonly string[];
}

export interface ProcedureTable {
  enabled: boolean;
  startsFrom: readonly Status[];
  grounds: readonly string[];
  /** `state.action`, or `state.action#variant` */
  rows: ReadonlyMap<string, TableRow>;
}

interface FileProcedure {
  enabled?: boolean;
  startsFrom?: Status[];
  grounds?: string[];
  transitions?: Record<string, Partial<TableRow> | null>;
}

const FOLDER = new URL('../../rulesets/', import.meta.url);

/** @param chain rule sets by name, the widest first: `['national', 'hainan']` */
export function readTables(chain: readonly string[]): Map<ProcedureId, ProcedureTable> {
  const tables = new Map<ProcedureId, ProcedureTable>();
  for (const name of chain) {
    const { procedures } = parse(readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8')) as { procedures: Record<string, FileProcedure> };
    for (const [id, procedure] of Object.entries(procedures)) tables.set(id as ProcedureId, laidOver(tables.get(id as ProcedureId), procedure));
  }
  return tables;
}

function laidOver(below: ProcedureTable | undefined, { enabled, startsFrom, grounds, transitions = {} }: FileProcedure): ProcedureTable {
  const rows = new Map(below?.rows);
  for (const [selector, row] of Object.entries(transitions)) {
    if (row === null) rows.delete(selector);
    else rows.set(selector, { to: row.to as StateId, by: row.by ?? [], when: row.when ?? [], guards: row.guards ?? [], effects: row.effects ?? [] });
  }
  return { enabled: enabled ?? below?.enabled ?? false, startsFrom: startsFrom ?? below?.startsFrom ?? [], grounds: grounds ?? below?.grounds ?? [], rows };
}

/** The row an action means in a state: the first whose conditions hold. */
export function rowFor(table: ProcedureTable, state: string, action: string, holds: (guard: GuardId) => boolean): TableRow | undefined {
  for (const [selector, row] of table.rows) if (selector.split('#')[0] === `${state}.${action}` && row.when.every(holds)) return row;
  return undefined;
}
