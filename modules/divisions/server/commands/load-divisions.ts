import { sql } from 'kysely';
import { divisionErrors } from '#modules/divisions/contract/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { changePlaces } from '#platform/facts/hold-places.ts';
import { districtOf, isWithin, keyOf, NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { insertDivisions } from '../division-store.ts';
import { DIVISIONS_CHANGED } from '../divisions-changed.ts';
import { buildTree, NATION } from '../domain/build-tree.ts';
import type { DivisionNode } from '../domain/division.ts';
import type { Irregular } from '../domain/irregular.ts';
import { EDITION, listPackedProvinces, readIrregular, readPackedProvince, SOURCE } from '../packed-divisions.ts';

const BATCH = 5000;

export interface LoadDivisionsInput {
  /** codes of 2 to 12 digits (official or the platform's), or everything */
  scope: readonly string[] | 'all';
  /** called after every batch with the divisions handled so far */
  onProgress?: (done: number) => void;
}

export interface LoadDivisionsResult {
  /** divisions within the scope, with their ancestors */
  divisions: number;
  /** of these, how many were not there before */
  added: number;
}

/**
 * Loads divisions of the packed list with all their ancestors. Idempotent: what is there stays as people changed it.
 * Needs `division.manage`.
 * @throws DIVISION_NOT_IN_DATA, DIVISION_NOT_FOUND for a scope outside the jurisdiction
 */
export async function loadDivisions(context: Context, input: LoadDivisionsInput): Promise<LoadDivisionsResult> {
  requirePermission(context.actor, 'division.manage');
  requireScopeWithin(context, input.scope);
  const irregular = await readIrregular();
  const result = await inTransaction(context.platform.db, async (tx) => {
    await changePlaces(tx);
    const progress: Progress = { divisions: 0, added: 0, districts: new Set(), report: input.onProgress };
    await insertInBatches(tx, [NATION], progress);
    for (const [province, codes] of await scopeByProvince(input.scope)) {
      await insertInBatches(tx, await selectNodes(province, codes, irregular), progress);
    }
    if (progress.districts.size > 0)
      await context.platform.facts.changed(tx, { sets: [DIVISIONS_CHANGED], districts: [...progress.districts], today: context.today });
    await audit(tx, context, {
      action: 'division.loaded',
      subject: { type: 'division', id: 0, district: 0 },
      details: { scope: input.scope === 'all' ? 'all' : input.scope.join(','), edition: EDITION, added: progress.added },
    });
    return { divisions: progress.divisions, added: progress.added };
  });
  // by the owner, which a distributed engine takes only outside a transaction that wrote the table
  if (result.added > 0) await sql`select divisions_analyze()`.execute(context.platform.db);
  return result;
}

function requireScopeWithin({ actor }: Context, scope: readonly string[] | 'all'): void {
  const outside = (scope === 'all' ? ['00'] : scope).find((code) => !isWithin(keyOf(code) ?? NATION_KEY, actor.range));
  if (outside !== undefined) throw refuse(divisionErrors.DIVISION_NOT_FOUND, { code: outside });
}

/** Province → codes wanted in it; null for the whole province. */
async function scopeByProvince(scope: readonly string[] | 'all'): Promise<Map<string, string[] | null>> {
  const provinces = await listPackedProvinces();
  if (scope === 'all' || scope.some((code) => keyOf(code) === 0)) return new Map(provinces.map((province) => [province, null]));
  const wanted = new Map<string, string[] | null>();
  for (const code of scope) {
    const province = code.slice(0, 2);
    if (keyOf(code) === undefined || !provinces.includes(province)) throw refuse(divisionErrors.DIVISION_NOT_IN_DATA, { code, edition: EDITION });
    wanted.set(province, [...(wanted.get(province) ?? []), code]);
  }
  return wanted;
}

async function selectNodes(province: string, codes: readonly string[] | null, irregular: Irregular): Promise<DivisionNode[]> {
  const nodes = buildTree(await readPackedProvince(province), irregular);
  if (!codes) return nodes;
  const ranges = codes.map((code) => rangeInTree(nodes, code));
  return nodes.filter((node) => ranges.some((range) => isWithin(node.key, range) || isWithin(range.from, rangeOf(node.key, node.level))));
}

/** The subtree that a code names, by key or official code. */
function rangeInTree(nodes: readonly DivisionNode[], code: string) {
  const key = keyOf(code);
  const node = nodes.find((candidate) => candidate.key === key) ?? nodes.find((candidate) => key !== undefined && candidate.officialCodes.includes(key));
  if (!node) throw refuse(divisionErrors.DIVISION_NOT_IN_DATA, { code, edition: EDITION });
  return rangeOf(node.key, node.level);
}

interface Progress extends LoadDivisionsResult {
  /** districts that received new divisions: their denominators changed */
  districts: Set<number>;
  report?: (done: number) => void;
}

async function insertInBatches(tx: Transaction, nodes: readonly DivisionNode[], progress: Progress): Promise<void> {
  for (let start = 0; start < nodes.length; start += BATCH) {
    const batch = nodes.slice(start, start + BATCH);
    const added = await insertDivisions(tx, batch, SOURCE);
    for (const key of added) progress.districts.add(districtOf(key));
    progress.added += added.length;
    progress.divisions += batch.length;
    progress.report?.(progress.divisions);
  }
}
