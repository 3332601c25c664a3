import { isCollision } from '#platform/db/collision.ts';
import type { Context } from '#platform/context.ts';
import { Refusal } from '#shared/errors.ts';
import type { ActionInput } from '../../contract/application.ts';
import type { ActionId } from '../../contract/workflow.ts';
import type { FilingMeans } from '../means.ts';
import { requireSide } from '../reach.ts';
import { actOnApplication } from './act-on-application.ts';

export interface ManyOutcome {
  id: number;
  done: boolean;
  code: string | null;
  problem: string | null;
}

/**
 * The same step for many applications, each in its own transaction: one that is refused keeps no other.
 * @returns what became of each, in their order
 */
export async function actOnMany(
  context: Context,
  means: FilingMeans,
  { items, action, input }: { items: readonly { id: number; version: number }[]; action: ActionId; input: ActionInput },
): Promise<ManyOutcome[]> {
  requireSide(context, 'office', 'filing.enter');
  const outcomes: ManyOutcome[] = [];
  for (const { id, version } of items)
    outcomes.push({ id, ...(await tryOne(() => actOnApplication(context, means, 'office', { id, version, action, input }))) });
  return outcomes;
}

async function tryOne(work: () => Promise<void>): Promise<Omit<ManyOutcome, 'id'>> {
  try {
    await work();
    return { done: true, code: null, problem: null };
  } catch (error) {
    if (error instanceof Refusal) return { done: false, code: error.code, problem: error.message };
    if (isCollision(error)) return { done: false, code: 'FILING_CHANGED', problem: '同时有人在办理这件申请，请刷新后再试。' };
    throw error;
  }
}
