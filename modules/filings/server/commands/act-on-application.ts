import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import type { ActionInput, DraftInput } from '../../contract/application.ts';
import type { ActionId } from '../../contract/workflow.ts';
import { act } from '../act.ts';
import type { FilingMeans } from '../means.ts';
import { lockApplication, requireSide, type Side, standsFor } from '../reach.ts';
import { applyDraft } from './edit-application.ts';

export interface ActOnInput {
  id: number;
  version: number;
  action: ActionId;
  input: ActionInput;
  /** what was filled in since the last save, taken in before the action */
  draft?: DraftInput | undefined;
}

/**
 * One step of an application.
 * @throws FILING_NOT_FOUND, FILING_CHANGED, FILING_ENDED, FILING_IMPOSSIBLE, FILING_NOT_YOURS, FILING_RULE,
 *   RECORD_INVALID and RECORD_KEY_TAKEN when the organization cannot be written
 */
export async function actOnApplication(context: Context, means: FilingMeans, side: Side, { id, version, action, input, draft }: ActOnInput): Promise<void> {
  requireSide(context, side, 'filing.enter');
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const locked = await lockApplication(tx, context, side, { id, version });
    const filled = draft ? await applyDraft(tx, context, means, side, locked, draft) : locked;
    await act(tx, context, means, filled, { action, input, bodies: standsFor(context, side, filled) });
  });
}
