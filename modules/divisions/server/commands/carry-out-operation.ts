import { divisionErrors } from '#modules/divisions/contract/errors.ts';
import type { DivisionOperation, OperationEffect } from '#modules/divisions/contract/operations.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { changePlaces } from '#platform/facts/hold-places.ts';
import { countRowsAt, rehomeRows } from '#platform/facts/located-tables.ts';
import { codeOf, districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { DIVISIONS_CHANGED } from '../divisions-changed.ts';
import type { TreeChange } from '../domain/tree-change.ts';
import { planOperation } from '../plan-operation.ts';
import { writeTreeChange } from '../tree-change-store.ts';

/** What an operation would do, without doing it. Needs `division.manage`. @throws like `carryOutOperation` */
export async function previewOperation(context: Context, operation: DivisionOperation): Promise<OperationEffect> {
  requirePermission(context.actor, 'division.manage');
  return inTransaction(context.platform.db, async (tx) => {
    const change = await planOperation(context, tx, operation);
    return effectOf(tx, context, operation.kind, change);
  });
}

/**
 * Changes the tree in one transaction: divisions, history, the records that live there, the counters, the audit trail.
 * Records keep their ids and the division they were recorded at. Needs `division.manage`.
 * @throws the refusals of `planOperation`, DIVISION_HAS_RECORDS when a division to close still has records
 */
export async function carryOutOperation(context: Context, asked: DivisionOperation): Promise<OperationEffect> {
  requirePermission(context.actor, 'division.manage');
  const operation = { ...asked, reason: maskNumbersIn(asked.reason) };
  const { facts } = context.platform;
  return inTransaction(context.platform.db, async (tx) => {
    await changePlaces(tx);
    const change = await planOperation(context, tx, operation);
    const effect = await effectOf(tx, context, operation.kind, change);
    await requireNothingLost(tx, context, change);
    const districts = districtsOf(change);
    const id = await writeTreeChange(tx, context, change, {
      kind: operation.kind,
      onDay: operation.onDay,
      reason: operation.reason,
      input: operation,
      districts,
    });
    const rehomed = await rehomeRows(tx, facts.tables, change.moves);
    if (change.moves.size > 0) for (const follower of facts.followers) await follower.follow(tx, context, { moves: change.moves, goesOn: goingOn(change) });
    const touched = [...new Set([...districts, ...rehomed.referringDistricts])].sort((one, other) => one - other);
    if (touched.length > 0) await facts.changed(tx, { sets: [DIVISIONS_CHANGED, ...facts.sets.keys()], districts: touched, today: context.today });
    await audit(tx, context, {
      action: `division.${operation.kind}`,
      subject: { type: 'division', id, district: 0 },
      details: {
        onDay: operation.onDay,
        reason: operation.reason,
        closed: change.closed.length,
        created: change.created.length,
        changed: change.changed.length,
      },
      before: [...change.closed, ...change.changed.map(({ before }) => before)],
      after: [...change.created.map(({ node }) => node), ...change.changed.map(({ after }) => after)],
    });
    return effect;
  });
}

async function effectOf(tx: Transaction, context: Context, kind: string, change: TreeChange): Promise<OperationEffect> {
  const counted = await countAt(
    tx,
    context,
    change.closed.map((node) => node.key),
  );
  return {
    kind,
    closed: change.closed.map(({ key, name }) => ({ code: codeOf(key), name })),
    created: change.created.map(({ node, insteadOf }) => ({
      code: codeOf(node.key),
      name: node.name,
      insteadOf: insteadOf === null ? null : codeOf(insteadOf),
    })),
    changed: change.changed.map(({ before, after }) => ({ code: codeOf(after.key), name: after.name, was: before.name })),
    records: counted.filter(({ rows }) => rows > 0),
    districts: districtsOf(change).map((district) => String(district).padStart(6, '0')),
  };
}

/** What lies at these divisions themselves: records, and whatever goes along in its own way. */
async function countAt(tx: Transaction, context: Context, keys: readonly number[]): Promise<{ register: string; rows: number }[]> {
  const { tables, followers } = context.platform.facts;
  const counts = await countRowsAt(tx, tables, keys);
  const records = tables.map(({ table, label }) => ({ register: label, rows: counts.get(table) ?? 0 }));
  const others: { register: string; rows: number }[] = [];
  for (const { label, count } of followers) others.push({ register: label, rows: await count(tx, context, keys) });
  return [...records, ...others];
}

/** Closed divisions whose heir began in their place, and in nobody else's. */
function goingOn({ created, moves }: TreeChange): Set<number> {
  const heirs = [...moves.values()];
  return new Set(
    created.flatMap(({ node, insteadOf }) =>
      insteadOf !== null && moves.get(insteadOf) === node.key && heirs.filter((key) => key === node.key).length === 1 ? [insteadOf] : [],
    ),
  );
}

/** A division that ends without an heir must not take records with it. */
async function requireNothingLost(tx: Transaction, context: Context, change: TreeChange): Promise<void> {
  const heirless = change.closed.filter((node) => !change.moves.has(node.key));
  if (heirless.length === 0) return;
  const counted = await countAt(
    tx,
    context,
    heirless.map((node) => node.key),
  );
  const count = counted.reduce((sum, { rows }) => sum + rows, 0);
  if (count > 0) throw refuse(divisionErrors.DIVISION_HAS_RECORDS, { name: heirless.map((node) => node.name).join('、'), count });
}

/** Districts whose units or kinds changed; a new name changes no figure. */
function districtsOf(change: TreeChange): number[] {
  const changed = change.changed.filter(({ before, after }) => before.kind !== after.kind || before.counted !== after.counted);
  const keys = [...change.closed.map((node) => node.key), ...change.created.map(({ node }) => node.key), ...changed.map(({ after }) => after.key)];
  return [...new Set(keys.map(districtOf))].sort((one, other) => one - other);
}
