import { articlesOf } from '#modules/organizations/contract/charter.ts';
import { keepCharter, type OrganizationStanding, writeOrganization } from '#modules/organizations/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { codeOf } from '#shared/division-code.ts';
import type { ActionInput } from '../contract/application.ts';
import { type EffectId, PROCEDURES } from '../contract/workflow.ts';
import type { StoredApplication } from './application-store.ts';
import { formatOf, readAuthority } from './authority-store.ts';
import { authorityOf } from './bodies.ts';
import type { FilingCase } from './domain/filing-case.ts';
import { valuesOf } from './domain/organization-values.ts';
import { writtenCharter } from './domain/written-charter.ts';
import { readDossier } from './dossier-store.ts';
import type { FilingMeans } from './means.ts';
import { giveNumber } from './number-store.ts';
import { personalInClear } from './personal.ts';

/**
 * Writes a decision into the organization's record: the same id through all tiers, with its history and the counters, in
 * the transaction of the decision. @returns the organization's id
 */
export async function takeEffect(
  tx: Transaction,
  context: Context,
  means: FilingMeans,
  {
    application,
    filing,
    organization,
    input,
  }: { application: StoredApplication; filing: Pick<FilingCase, 'rules'>; organization: OrganizationStanding | undefined; input: ActionInput },
  effects: readonly EffectId[],
): Promise<number | null> {
  let stored: { id: number; version: number } | undefined = organization;
  for (const effect of effects) {
    const values = valuesOf(effect, {
      form: application.form,
      home: codeOf(application.div),
      ...personalInClear(context, application),
      filingNumber: effect === 'file' ? await filingNumberFor(tx, context, application, filing) : null,
      creditCode: input.creditCode ?? application.form.creditCode ?? null,
      isNew: stored === undefined,
      today: context.today,
    });
    const reason = `${PROCEDURES[application.procedure]}（申请 ${application.id}）`;
    stored = await writeOrganization(tx, context, means.registers, stored, values, reason, application.demonstration);
  }
  if (stored) await keepWrittenCharter(tx, context, means, application, stored.id, effects);
  return stored?.id ?? null;
}

const ACCEPTING: readonly EffectId[] = ['openLedger', 'file', 'register', 'applyChanges'];

/** What was written on the platform and accepted is the organization's charter from now on. */
async function keepWrittenCharter(
  tx: Transaction,
  context: Context,
  { registers }: FilingMeans,
  application: StoredApplication,
  organizationId: number,
  effects: readonly EffectId[],
): Promise<void> {
  const { form, procedure, id } = application;
  if (form.charterText === undefined || !effects.some((effect) => ACCEPTING.includes(effect))) return;
  const content = writtenCharter(form, (await readDossier(tx, application)).materials);
  if (content === undefined) return;
  const title = articlesOf(content)?.title.trim() || '章程';
  // nobody named the day of the meeting: it counts from the decision that accepted it
  const adoptedOn = form.charterAdoptedOn ?? form.resolvedOn ?? context.today;
  await keepCharter(tx, context, registers, organizationId, { title: title.slice(0, 100), content, adoptedOn, basis: `${PROCEDURES[procedure]}申请 ${id}` });
}

/** `光明路街道社备〔2023〕1号`: numbered per authority and year without gaps, because a refused transaction gives its number back. */
async function filingNumberFor(tx: Transaction, context: Context, application: StoredApplication, { rules }: Pick<FilingCase, 'rules'>): Promise<string> {
  const authority = await readAuthority(tx, authorityOf(application.div, 'street'));
  return giveNumber(tx, {
    authority,
    series: 'filing',
    format: formatOf(authority, rules, 'filing'),
    subjectName: application.subjectName,
    organizationId: application.organizationId,
    on: context.today,
  });
}
