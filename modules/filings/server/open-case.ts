import { findOrganization, hasOrganizationNamed, type OrganizationStanding } from '#modules/organizations/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { ActionInput } from '../contract/application.ts';
import { filingErrors } from '../contract/errors.ts';
import { PROCEDURES } from '../contract/workflow.ts';
import type { StoredApplication } from './application-store.ts';
import { countOpenObjections, type Dossier, readDossier } from './dossier-store.ts';
import type { FilingCase } from './domain/filing-case.ts';
import { statusOf } from './domain/organization-status.ts';
import type { FilingMeans, HeldMoney } from './means.ts';
import { rulesOf } from './rule-store.ts';

export interface OpenCase {
  filing: FilingCase;
  organization: OrganizationStanding | undefined;
  dossier: Dossier;
}

const EVERYWHERE = rangeOf(NATION_KEY, 'nation');

/**
 * Everything that guards judge by. The reach was checked when the application was found; the organization lies where it does.
 * @param lock keeps the organization as it is for a change @throws FILING_NO_RULES, FILING_PROCEDURE_OFF
 */
export async function openCase(
  db: Database | Transaction,
  context: Context,
  means: FilingMeans,
  application: StoredApplication,
  { input = {}, lock = false }: { input?: ActionInput; lock?: boolean } = {},
): Promise<OpenCase> {
  const rules = await rulesOf(db, application.rules);
  const procedure = rules.procedures.get(application.procedure);
  if (!procedure) throw refuse(filingErrors.FILING_PROCEDURE_OFF, { procedure: PROCEDURES[application.procedure] });
  const { organizationId } = application;
  const organization = organizationId === null ? undefined : await findOrganization(db, organizationId, EVERYWHERE, lock);
  const dossier = await readDossier(db, application);
  const isOutlawing = application.procedure === 'outlawing';
  const filing: FilingCase = {
    rules,
    procedure,
    status: statusOf(organization),
    form: application.form,
    hasLeaderIdNumber: application.leaderIdNumberIndex !== null || organization?.hasLeaderIdNumber === true,
    hasLeaderPhone: application.leaderPhoneIndex !== null || organization?.hasLeaderPhone === true,
    isStreetManaged: isOutlawing && (await hasOrganizationNamed(db, application.district, application.subjectName)),
    materials: new Set(dossier.materials.map(({ material }) => material)),
    wasSupplementAsked: application.returns > 0,
    openItems: dossier.items.filter(({ isDone }) => !isDone),
    unanswered: dossier.opinions.filter(({ answeredOn }) => answeredOn === null),
    openObjections: organizationId === null ? 0 : await countOpenObjections(db, organizationId),
    heldMoney: organizationId === null ? [] : await heldMoney(db, means, organizationId),
    input,
    today: context.today,
  };
  return { filing, organization, dossier };
}

async function heldMoney(db: Database | Transaction, means: FilingMeans, organizationId: number): Promise<HeldMoney[]> {
  const held: HeldMoney[] = [];
  for (const port of means.heldMoney) held.push(...(await port(db, organizationId)));
  return held;
}
