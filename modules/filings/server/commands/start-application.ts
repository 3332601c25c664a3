import { resolveDivisions } from '#modules/divisions/server/public.ts';
import { findOrganization, organizationSheet, type OrganizationStanding } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requireWithin } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { refuseRunElsewhere } from '#platform/registers/run-elsewhere.ts';
import { districtOf, NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { ActionInput, DraftInput } from '../../contract/application.ts';
import { filingErrors } from '../../contract/errors.ts';
import { type ActionId, PROCEDURES, type ProcedureId, STATUSES } from '../../contract/workflow.ts';
import { act, requireStep } from '../act.ts';
import { findApplication, findOpenOf, insertApplication, isApplicantOf, type StoredApplication } from '../application-store.ts';
import { insertStep, writeMaterials } from '../dossier-store.ts';
import { formOf, statusOf } from '../domain/organization-status.ts';
import type { FilingMeans } from '../means.ts';
import { openCase } from '../open-case.ts';
import { withPersonal } from '../personal.ts';
import { reachOf, requireSide, type Side, standsFor } from '../reach.ts';
import { rulesAt } from '../rule-store.ts';

export interface StartInput {
  procedure: ProcedureId;
  /** the organization it is about; absent for a new one */
  organizationId?: number | undefined;
  /** home of a new one: code of its community, or of the street when it is active there as a whole */
  division?: string | undefined;
  draft: DraftInput;
  /** taken at once, in the same transaction: a ledger entry is one click */
  atOnce?: { action: ActionId; input: ActionInput } | undefined;
}

interface Home {
  div: number;
  recordedDiv: number;
  organization: OrganizationStanding | undefined;
}

/**
 * Begins an application as a draft that survives the browser, filled in from what the organization's record says already.
 * It stays under the rules in force today.
 * @throws FILING_PROCEDURE_OFF, FILING_STATUS, FILING_OPEN_ALREADY, FILING_ORGANIZATION_NEEDED, FILING_DIVISION_NEEDED,
 *   FILING_DIVISION_LEVEL, FILING_PERSONAL_INVALID, RECORD_NOT_FOUND, RECORD_RUN_ELSEWHERE, and those of the action taken at once
 */
export async function startApplication(context: Context, means: FilingMeans, side: Side, input: StartInput): Promise<number> {
  requireSide(context, side, 'filing.enter');
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const home = await findHome(tx, context, side, input);
    // it would end in a change of a record that is its sender's
    await refuseRunElsewhere(tx, context.actor.id, organizationSheet, [home.div]);
    const draft = await storeDraft(tx, context, means, side, input, home);
    if (!input.atOnce) return draft.id;
    const stored = await findApplication(tx, draft.id, reachOf(context, side), true);
    if (!stored) throw refuse(filingErrors.FILING_NOT_FOUND);
    await act(tx, context, means, stored, { ...input.atOnce, bodies: standsFor(context, side, stored) });
    return draft.id;
  });
}

async function findHome(tx: Transaction, context: Context, side: Side, input: StartInput): Promise<Home> {
  if (input.organizationId === undefined) return findNewHome(tx, context, input);
  // whoever brought it this far may go on with it; an office sees its jurisdiction
  const isOwn = side === 'own' && (await isApplicantOf(tx, input.organizationId, context.actor.id));
  const range = isOwn ? rangeOf(NATION_KEY, 'nation') : side === 'own' ? { from: 0, to: 0 } : context.actor.range;
  const organization = await findOrganization(tx, input.organizationId, range, true);
  if (!organization) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const open = await findOpenOf(tx, organization.id);
  const isAuthorityCase = ['authorityCancellation', 'revocation', 'lawfulHandling'].includes(input.procedure);
  if (open && !isAuthorityCase) throw refuse(filingErrors.FILING_OPEN_ALREADY, { procedure: PROCEDURES[open.procedure], id: open.id });
  return { div: organization.div, recordedDiv: organization.recordedDiv, organization };
}

async function findNewHome(tx: Transaction, context: Context, { division }: StartInput): Promise<Home> {
  if (division === undefined) throw refuse(filingErrors.FILING_DIVISION_NEEDED);
  const found = (await resolveDivisions(tx, [division], context.today)).get(division);
  if (!found?.inForceNow) throw refuse(accessErrors.RECORD_NOT_FOUND);
  requireWithin(context.actor, found.key);
  if (found.level !== 'community' && found.level !== 'township') throw refuse(filingErrors.FILING_DIVISION_LEVEL, { division: found.name });
  return { div: found.key, recordedDiv: found.recordedKey, organization: undefined };
}

async function storeDraft(tx: Transaction, context: Context, means: FilingMeans, side: Side, input: StartInput, home: Home): Promise<StoredApplication> {
  const { rules, versions } = await rulesAt(tx, home.div);
  const procedure = rules.procedures.get(input.procedure);
  const words = { procedure: PROCEDURES[input.procedure] };
  if (!procedure?.enabled) throw refuse(filingErrors.FILING_PROCEDURE_OFF, words);
  const status = statusOf(home.organization);
  if (status === 'none' && !procedure.startsFrom.includes('none')) throw refuse(filingErrors.FILING_ORGANIZATION_NEEDED, words);
  if (!procedure.startsFrom.includes(status)) throw refuse(filingErrors.FILING_STATUS, { ...words, status: STATUSES[status] });
  const row = draftOf(context, input, home, versions, await nextRecordId(tx, districtOf(home.div)));
  const { filing } = await openCase(tx, context, means, row, { input: input.atOnce?.input ?? {} });
  const bodies = standsFor(context, side, row);
  const step = requireStep(filing, 'new', 'start', bodies);
  await insertApplication(tx, row, context.now);
  await writeMaterials(tx, row, input.draft.materials ?? []);
  const body = step.by.find((one) => (bodies as ReadonlySet<string>).has(one)) ?? 'applicant';
  const { actor, now, today } = context;
  const common = { at: now, onDay: today, byId: actor.id, byName: actor.name, reason: null, ground: null };
  await insertStep(tx, row, { ...common, number: 1, action: 'start', fromState: 'new', toState: row.state, body, clause: step.clause });
  await audit(tx, context, {
    action: 'filing.start',
    subject: { type: 'filing', id: row.id, district: row.district },
    details: { procedure: PROCEDURES[row.procedure], division: row.div, rules: versions, organization: row.organizationId },
  });
  return row;
}

function draftOf(context: Context, input: StartInput, { div, recordedDiv, organization }: Home, rules: string, id: number): StoredApplication {
  const { actor, today } = context;
  const form = { ...(organization ? formOf(organization) : {}), ...input.draft.form };
  const none = { leaderIdNumberCipher: null, leaderIdNumberIndex: null, leaderPhoneCipher: null, leaderPhoneIndex: null };
  return {
    id,
    district: districtOf(div),
    div,
    recordedDiv,
    procedure: input.procedure,
    state: 'draft',
    organizationId: organization?.id ?? null,
    subjectName: form.name ?? organization?.name ?? '（未填名称）',
    form,
    ...withPersonal(context, none, input.draft),
    rules,
    applicantId: actor.id,
    applicantName: actor.name,
    handlerId: null,
    handlerName: null,
    submittedOn: null,
    clockStartedOn: today,
    dueOn: null,
    dueWhose: null,
    dueProvisional: false,
    escalatedOn: null,
    decidedOn: null,
    processingDays: null,
    applicantDays: 0,
    returns: 0,
    version: 1,
    demonstration: organization?.demonstration ?? false,
    updatedBy: actor.id,
  };
}
