import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { findSimilarOrganizations } from '#modules/organizations/server/public.ts';
import { DUPLICATE_REASONS } from '#modules/organizations/contract/index.ts';
import { intersect } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { PresentedFile } from '#shared/stored-file.ts';
import type { Application } from '../../contract/application.ts';
import { filingErrors } from '../../contract/errors.ts';
import { MATERIAL_FILES } from '../../contract/material-files.ts';
import { GROUNDS, MATERIALS } from '../../contract/workflow.ts';
import { findApplication, type StoredApplication } from '../application-store.ts';
import { authorityOf } from '../bodies.ts';
import { readSteps } from '../dossier-store.ts';
import { abilitiesOf, checksOf } from '../domain/next-step.ts';
import { MATERIAL_PURPOSE } from '../material-files.ts';
import type { FilingMeans } from '../means.ts';
import { type OpenCase, openCase } from '../open-case.ts';
import { personalMasked } from '../personal.ts';
import { presentNotice, presentStep, presentSummaries } from '../present.ts';
import { reachOf, requireSide, type Side, standsFor } from '../reach.ts';
import { noticesOf } from './list-notices.ts';

/** One application with its dossier, history, and what the caller may do with it now and why not. @throws FILING_NOT_FOUND */
export async function getApplication(context: Context, means: FilingMeans, side: Side, id: number): Promise<Application> {
  requireSide(context, side, 'filing.read');
  const { db } = context.platform;
  const row = await findApplication(db, id, reachOf(context, side));
  if (!row) throw refuse(filingErrors.FILING_NOT_FOUND);
  const opened = await openCase(db, context, means, row);
  const [summary] = await presentSummaries(db, context, [row]);
  if (!summary) throw refuse(filingErrors.FILING_NOT_FOUND);
  const steps = await readSteps(db, row);
  const notices = await noticesOf(db, row);
  const files = (await context.platform.files.list(context, MATERIAL_PURPOSE, row.district, [row.id])).get(row.id) ?? [];
  return {
    ...summary,
    form: row.form,
    ...personalMasked(context, row),
    rules: row.rules,
    organizationStatus: opened.filing.status,
    materials: materialsOf(opened, files),
    supplementItems: opened.dossier.items,
    opinions: opened.dossier.opinions,
    steps: steps.map((step) => presentStep(step, row.procedure)),
    notices: notices.map(presentNotice),
    abilities: abilitiesOf(opened.filing, row.state, standsFor(context, side, row)),
    checks: checksOf(opened.filing, row.state),
    similar: side === 'own' || row.decidedOn !== null ? [] : await similarTo(context, row, summary.divisionName.split(' ').at(-1) ?? ''),
    grounds: opened.filing.procedure.grounds.map((ground) => ({ ground, label: GROUNDS[ground] })),
  };
}

/** Within the street, as far as the office may look; nobody hears of others' leaders but that they are the same. */
async function similarTo(context: Context, row: StoredApplication, placeName: string): Promise<Application['similar']> {
  const { db } = context.platform;
  const range = intersect(rangeOf(authorityOf(row.div, 'street'), 'township'), context.actor.range);
  const subject = { name: row.subjectName, div: row.div, placeName, leaderIdNumberIndex: row.leaderIdNumberIndex, except: row.organizationId };
  const found = await findSimilarOrganizations(db, range, subject);
  const paths = await getDivisionPaths(
    db,
    found.map(({ div }) => div),
  );
  return found.map(({ id, div, reasons, ...rest }) => ({
    ...rest,
    id: String(id),
    divisionName: paths.get(div)?.path.at(-1) ?? '',
    reasons: reasons.map((reason) => DUPLICATE_REASONS[reason]),
  }));
}

/** What the rules ask for, with what is held; then whatever else was handed in. */
function materialsOf({ filing, dossier }: OpenCase, files: readonly PresentedFile[]): Application['materials'] {
  const held = new Map(dossier.materials.map((material) => [material.material, material]));
  const asked = filing.procedure.materials.map(({ material, required, clause, note, files: most = MATERIAL_FILES }) => ({
    material,
    required,
    clause,
    note: note ?? null,
    mostFiles: most,
  }));
  const more = dossier.materials
    .filter(({ material }) => !asked.some((one) => one.material === material))
    .map(({ material }) => ({ material, required: false, clause: null, note: null, mostFiles: MATERIAL_FILES }));
  return [...asked, ...more].map(({ material, ...rest }) => ({
    material,
    label: MATERIALS[material],
    ...rest,
    heldAs: held.get(material)?.heldAs ?? null,
    reference: held.get(material)?.reference ?? null,
    files: files.filter(({ part }) => part === material),
  }));
}
