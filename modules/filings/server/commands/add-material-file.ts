import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import type { SentFile } from '#platform/files/receive-file.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import { MATERIAL_FILES, materialClass } from '../../contract/material-files.ts';
import type { MaterialId } from '../../contract/workflow.ts';
import { requireStep } from '../act.ts';
import { findApplication, type StoredApplication } from '../application-store.ts';
import { holdElectronically } from '../dossier-store.ts';
import { MATERIAL_PURPOSE } from '../material-files.ts';
import type { FilingMeans } from '../means.ts';
import { openCase } from '../open-case.ts';
import { reachOf, requireSide, type Side, standsFor } from '../reach.ts';

/**
 * Adds a photograph or document to a material while the application can be filled in. The form beside it keeps its version: a picture
 * that comes in while somebody types disturbs nobody.
 * @throws FILING_NOT_FOUND, FILING_ENDED, FILING_IMPOSSIBLE, FILING_NOT_YOURS, FILE_TOO_MANY and what `receiveFile` refuses
 */
export async function addMaterialFile(
  context: Context,
  means: FilingMeans,
  side: Side,
  { id, material, ...sent }: { id: number; material: MaterialId } & Pick<SentFile, 'name' | 'content'>,
): Promise<void> {
  requireSide(context, side, 'filing.enter');
  const { db, files } = context.platform;
  const application = await findApplication(db, id, reachOf(context, side));
  if (!application) throw refuse(filingErrors.FILING_NOT_FOUND);
  const received = await files.receive(context, MATERIAL_PURPOSE, { district: application.district, ...sent });
  await inTransaction(db, async (tx) => {
    await holdPlaces(tx);
    const { application: locked, opened } = await lockOpenToFill(tx, context, means, side, id);
    const rule = opened.filing.procedure.materials.find((one) => one.material === material);
    await holdElectronically(tx, locked, material);
    await files.attach(tx, context, MATERIAL_PURPOSE, locked, received, {
      part: material,
      dataClass: materialClass(material),
      maxFiles: rule?.files ?? MATERIAL_FILES,
    });
  });
}

/** @throws FILING_NOT_FOUND, FILING_ENDED, FILING_IMPOSSIBLE, FILING_NOT_YOURS */
export async function removeMaterialFile(context: Context, means: FilingMeans, side: Side, { id, file }: { id: number; file: number }): Promise<void> {
  requireSide(context, side, 'filing.enter');
  const { db, files } = context.platform;
  await inTransaction(db, async (tx) => {
    await holdPlaces(tx);
    const application = await findApplication(tx, id, reachOf(context, side), true);
    if (!application) throw refuse(filingErrors.FILING_NOT_FOUND);
    const held = (await files.list(context, MATERIAL_PURPOSE, application.district, [id], tx)).get(id) ?? [];
    // gone already, in another window: it is as wished
    if (!held.some((one) => one.id === String(file))) return;
    await lockOpenToFill(tx, context, means, side, id);
    await files.remove(tx, context, MATERIAL_PURPOSE, application, [file]);
  });
}

/** An application that the actor may fill in now. */
async function lockOpenToFill(tx: Transaction, context: Context, means: FilingMeans, side: Side, id: number) {
  const application: StoredApplication | undefined = await findApplication(tx, id, reachOf(context, side), true);
  if (!application) throw refuse(filingErrors.FILING_NOT_FOUND);
  const opened = await openCase(tx, context, means, application);
  requireStep(opened.filing, application.state, 'edit', standsFor(context, side, application));
  return { application, opened };
}
