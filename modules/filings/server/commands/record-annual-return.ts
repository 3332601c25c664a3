import { sql } from 'kysely';
import { findOrganization, type OrganizationStanding } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { AnnualDuty, AnnualInput } from '../../contract/annual-return.ts';
import { filingErrors } from '../../contract/errors.ts';
import { bodiesOf } from '../bodies.ts';
import { type AnnualReturn, firstYearBefore, isOwed, rectifyBy } from '../domain/annual-duty.ts';
import { presentDuty, readReturns, type StoredReturn } from '../queries/list-annual-duties.ts';
import type { Rules } from '../domain/resolve-rules.ts';
import { rulesAt } from '../rule-store.ts';

/**
 * Notes what happened with the yearly report of a registered organization: handed in, reviewed, put right.
 * @throws RECORD_NOT_FOUND, FILING_NOT_YOURS, FILING_CHANGED, ANNUAL_RETURN_STATE
 */
export async function recordAnnualReturn(context: Context, organizationId: number, year: number, input: AnnualInput): Promise<AnnualDuty> {
  requirePermission(context.actor, 'registration.decide');
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const organization = await findOrganization(tx, organizationId, context.actor.range, true);
    if (!organization) throw refuse(accessErrors.RECORD_NOT_FOUND);
    if (!bodiesOf(context.actor, { div: organization.div, applicantId: '' }).has('registrationAuthority'))
      throw refuse(filingErrors.FILING_NOT_YOURS, { action: '登记年度报告', bodies: '登记管理机关' });
    const stored = (await readReturns(tx, context.actor.range, [organizationId], year)).get(organizationId);
    if ((stored?.version ?? 0) !== input.version) throw refuse(filingErrors.FILING_CHANGED, { who: '他人', version: stored?.version ?? 0 });
    const { rules } = await rulesAt(tx, organization.div);
    const next = nextReturn(context, rules, organization, year, stored, input);
    const row = await store(tx, context, organization, year, stored, next, input.note);
    await audit(tx, context, {
      action: 'filing.annualReturn',
      subject: { type: 'organization', id: organizationId, district: organization.district },
      details: { year, submittedOn: next.submittedOn, result: next.result, version: row.version },
    });
    return presentDuty(context, rules, organization, year, row);
  });
}

/** @throws ANNUAL_RETURN_STATE when nothing is to be reported of the year */
export async function requireOwed(tx: Transaction, { today }: Context, organization: OrganizationStanding, year: number): Promise<void> {
  const { rules } = await rulesAt(tx, organization.div);
  if (year >= Number(today.slice(0, 4)) || !isOwed(rules, organization, year))
    throw refuse(filingErrors.ANNUAL_RETURN_STATE, { year, problem: '不用报送：只有已登记的组织，在一年结束后报送。' });
}

/** Within the act of handing in: the day stands in the return, the first one where it was handed in before. */
export async function noteHandedIn(tx: Transaction, context: Context, organization: OrganizationStanding, year: number): Promise<void> {
  const stored = (await readReturns(tx, rangeOf(NATION_KEY, 'nation'), [organization.id], year)).get(organization.id);
  const { rules } = await rulesAt(tx, organization.div);
  const next = nextReturn(context, rules, organization, year, stored, { version: stored?.version ?? 0, submittedOn: stored?.submittedOn ?? context.today });
  await store(tx, context, organization, year, stored, next, undefined);
}

function nextReturn(
  context: Context,
  rules: Rules,
  organization: OrganizationStanding,
  year: number,
  stored: StoredReturn | undefined,
  input: AnnualInput,
): AnnualReturn {
  const { today } = context;
  const refuseState = (problem: string) => refuse(filingErrors.ANNUAL_RETURN_STATE, { year, problem });
  if (organization.tier !== '登记') throw refuseState('只有已登记的组织须报送。');
  if ((organization.registeredOn ?? organization.establishedOn) >= firstYearBefore(rules, year))
    throw refuseState('不必报送：该组织当年登记较晚，从次年起报送。');
  const submittedOn = input.submittedOn ?? stored?.submittedOn ?? null;
  const result = input.result ?? stored?.result ?? null;
  if ([input.submittedOn, input.supervisorOn, input.rectifiedOn].some((day) => day !== undefined && day > today)) throw refuseState('的日期不能晚于今天。');
  if (result !== null && submittedOn === null) throw refuseState('还没有报送，不能审查。');
  const reviewedOn = input.result === undefined ? (stored?.reviewedOn ?? null) : today;
  const due = reviewedOn === null ? null : rectifyBy(rules, result, reviewedOn);
  const rectifiedOn = input.rectifiedOn ?? (input.result === undefined ? (stored?.rectifiedOn ?? null) : null);
  if (rectifiedOn !== null && due === null) throw refuseState('没有要求整改。');
  return { supervisorOn: input.supervisorOn ?? stored?.supervisorOn ?? null, submittedOn, result, reviewedOn, rectifyBy: due, rectifiedOn };
}

async function store(
  tx: Transaction,
  { actor, now }: Context,
  organization: OrganizationStanding,
  year: number,
  stored: StoredReturn | undefined,
  next: AnnualReturn,
  note: string | undefined,
): Promise<StoredReturn> {
  const id = stored?.id ?? (await nextRecordId(tx, organization.district));
  const version = (stored?.version ?? 0) + 1;
  await sql`
    insert into filing_annual_returns (id, district, div, recorded_div, organization_id, year, supervisor_on, submitted_on, result, reviewed_on, rectify_by, rectified_on, note, version, updated_at, updated_by)
    values (${id}, ${organization.district}, ${organization.div}, ${organization.recordedDiv}, ${organization.id}, ${year}, ${next.supervisorOn}, ${next.submittedOn}, ${next.result},
      ${next.reviewedOn}, ${next.rectifyBy}, ${next.rectifiedOn}, ${note ?? null}, ${version}, ${now.toISOString()}, ${actor.id})
    on conflict (district, organization_id, year) do update set supervisor_on = excluded.supervisor_on, submitted_on = excluded.submitted_on, result = excluded.result,
      reviewed_on = excluded.reviewed_on, rectify_by = excluded.rectify_by, rectified_on = excluded.rectified_on, note = coalesce(excluded.note, filing_annual_returns.note),
      version = excluded.version, updated_at = excluded.updated_at, updated_by = excluded.updated_by`.execute(tx);
  return { id, organizationId: organization.id, version, ...next };
}
