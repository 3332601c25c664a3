import { sql } from 'kysely';
import { divisionErrors } from '#modules/divisions/contract/errors.ts';
import type { DivisionOperation } from '#modules/divisions/contract/operations.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { isWithin, LEVEL_NAMES } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { type Division, findDivisions, readSubtree, readTakenKeys } from './division-store.ts';
import type { TakenKeys } from './domain/free-key.ts';
import { planClose, planCreate, planReclassify, planRename } from './domain/plan-changes.ts';
import { planMerge, planMove, planSplit, type Subtree } from './domain/plan-move.ts';
import type { TreeChange } from './domain/tree-change.ts';
import { findDivision } from './queries/find-division.ts';

type Of<K extends DivisionOperation['kind']> = Extract<DivisionOperation, { kind: K }>;

/**
 * Works out what an operation does, without doing it. Every division named lies within the caller's jurisdiction.
 * @throws DIVISION_DAY_IN_FUTURE, DIVISION_DAY_TOO_EARLY, DIVISION_CLOSED, DIVISION_NOT_FOUND and the refusals of the plans
 */
export async function planOperation(context: Context, tx: Transaction, operation: DivisionOperation): Promise<TreeChange> {
  if (operation.onDay > context.today) throw refuse(divisionErrors.DIVISION_DAY_IN_FUTURE, { day: operation.onDay });
  const change = await planByKind(context, tx, operation);
  await requireLaterDay(tx, change, operation.onDay);
  return change;
}

async function planByKind(context: Context, tx: Transaction, operation: DivisionOperation): Promise<TreeChange> {
  switch (operation.kind) {
    case 'rename':
      return planRename(await current(context, tx, operation.code), operation);
    case 'reclassify':
      return planReclassify(await current(context, tx, operation.code), operation);
    case 'create': {
      const parent = await current(context, tx, operation.parent);
      return planCreate(parent, operation, await takenBelow(tx, [parent]));
    }
    case 'close':
      return planClose(await subtreeOf(context, tx, operation.code));
    case 'move': {
      const target = await current(context, tx, operation.to);
      return planMove(await subtreeOf(context, tx, operation.code), target, operation.newCode, await takenBelow(tx, [target]));
    }
    case 'merge':
      return planMerging(context, tx, operation);
    case 'split':
      return planSplitting(context, tx, operation);
  }
}

async function planMerging(context: Context, tx: Transaction, operation: Of<'merge'>): Promise<TreeChange> {
  const merged: Subtree[] = [];
  for (const code of operation.codes) merged.push(await subtreeOf(context, tx, code));
  if (typeof operation.into === 'string') {
    const stays = await current(context, tx, operation.into);
    return planMerge(merged, { stays }, await takenBelow(tx, [stays]));
  }
  const parent = await parentOf(context, tx, merged[0]);
  return planMerge(merged, { unit: operation.into, parent }, await takenBelow(tx, [parent]));
}

async function planSplitting(context: Context, tx: Transaction, operation: Of<'split'>): Promise<TreeChange> {
  const subtree = await subtreeOf(context, tx, operation.code);
  const parent = await parentOf(context, tx, subtree);
  const parts = [];
  for (const { children, ...unit } of operation.parts) {
    const keys = [];
    for (const child of children) keys.push((await current(context, tx, child)).key);
    parts.push({ unit, children: keys });
  }
  return planSplit(subtree, operation.remains, parts, parent, await takenBelow(tx, [parent]));
}

/** The division in force that a code names. */
async function current(context: Context, tx: Transaction, code: string): Promise<Division> {
  const division = await findDivision(context, tx, code);
  if (division.validTo !== null) throw refuse(divisionErrors.DIVISION_CLOSED, { name: division.name, day: division.validTo });
  return division;
}

async function subtreeOf(context: Context, tx: Transaction, code: string): Promise<Subtree> {
  const division = await current(context, tx, code);
  if (division.level === 'nation') throw refuse(divisionErrors.DIVISION_LEVEL_MISMATCH, { name: division.name, level: LEVEL_NAMES.nation });
  const [, ...below] = await readSubtree(tx, division);
  return [division, ...below];
}

/** The division above, below which new ones will stand: nobody makes neighbours of the own office. @throws DIVISION_ABOVE_OWN */
async function parentOf(context: Context, tx: Transaction, subtree: Subtree | undefined): Promise<Division> {
  const key = subtree?.[0].parent;
  const parent = key === undefined || key === null ? undefined : (await findDivisions(tx, [key])).get(key);
  if (!subtree || !parent) throw new Error('a division without the one above it');
  if (!isWithin(parent.key, context.actor.range)) throw refuse(divisionErrors.DIVISION_ABOVE_OWN, { name: subtree[0].name });
  return parent;
}

async function takenBelow(tx: Transaction, parents: readonly Division[]): Promise<TakenKeys> {
  const taken = new Set<number>();
  for (const parent of parents) for (const key of await readTakenKeys(tx, parent)) taken.add(key);
  return taken;
}

/** Changes of one division go forward in time: a division ends after it began, a state after the one before it. */
async function requireLaterDay(tx: Transaction, change: TreeChange, onDay: Day): Promise<void> {
  const touched = [...change.closed, ...change.changed.map(({ before }) => before)];
  const closing = new Set(change.closed.map((node) => node.key));
  const { rows } = await sql<{ key: number; name: string; last: Day | null; began: Day | null }>`
    select d.key, d.name, d.valid_from as began, greatest(d.valid_from, (select max(v.until_on) from division_versions v where v.key = d.key)) as last
    from divisions d where d.key = any(${touched.map((node) => node.key)}::bigint[])`.execute(tx);
  for (const { key, name, last, began } of rows) {
    const tooEarly = (last !== null && onDay < last) || (began !== null && closing.has(key) && onDay <= began);
    if (tooEarly) throw refuse(divisionErrors.DIVISION_DAY_TOO_EARLY, { name, day: onDay, last: last ?? '' });
  }
}
