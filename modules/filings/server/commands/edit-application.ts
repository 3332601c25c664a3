import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import type { DraftInput, FilingForm } from '../../contract/application.ts';
import { requireStep } from '../act.ts';
import { type StoredApplication, updateApplication } from '../application-store.ts';
import { answerItems, writeMaterials } from '../dossier-store.ts';
import type { FilingMeans } from '../means.ts';
import { openCase } from '../open-case.ts';
import { withPersonal } from '../personal.ts';
import { lockApplication, requireSide, type Side, standsFor } from '../reach.ts';

/**
 * Saves what was filled in. Only the version compare keeps two windows apart: whoever comes second is told and loses nothing.
 * @throws FILING_NOT_FOUND, FILING_CHANGED, FILING_ENDED, FILING_IMPOSSIBLE, FILING_NOT_YOURS, FILING_PERSONAL_INVALID
 */
export async function editApplication(context: Context, means: FilingMeans, side: Side, input: { id: number; version: number } & DraftInput): Promise<void> {
  requireSide(context, side, 'filing.enter');
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const before = await lockApplication(tx, context, side, input);
    const after = await applyDraft(tx, context, means, side, before, input);
    await audit(tx, context, {
      action: 'filing.edit',
      subject: { type: 'filing', id: after.id, district: after.district },
      details: { version: after.version, state: after.state },
      before: before.form,
      after: after.form,
    });
  });
}

/** Lays a draft over a locked application, if it may be filled in now. */
export async function applyDraft(
  tx: Transaction,
  context: Context,
  means: FilingMeans,
  side: Side,
  before: StoredApplication,
  draft: DraftInput,
): Promise<StoredApplication> {
  const { filing, organization } = await openCase(tx, context, means, before);
  requireStep(filing, before.state, 'edit', standsFor(context, side, before));
  const form = withDraft(before.form, draft);
  const after: StoredApplication = {
    ...before,
    ...withPersonal(context, before, draft),
    form,
    subjectName: form.name ?? organization?.name ?? before.subjectName,
    version: before.version + 1,
    updatedBy: context.actor.id,
  };
  await updateApplication(tx, after, context.now);
  if (draft.materials) await writeMaterials(tx, after, draft.materials);
  if (draft.replies && before.state === 'supplementing') await answerItems(tx, after, draft.replies);
  return after;
}

function withDraft(form: FilingForm, { form: given = {}, clear = [] }: DraftInput): FilingForm {
  const kept = Object.entries(form).filter(([name]) => !(clear as readonly string[]).includes(name));
  return { ...Object.fromEntries(kept), ...given };
}
