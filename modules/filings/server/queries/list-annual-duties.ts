import { sql } from 'kysely';
import { countRegistered, listRegistered, type OrganizationStanding } from '#modules/organizations/server/public.ts';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { codeOf, type KeyRange } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { AnnualDuty } from '../../contract/annual-return.ts';
import { annualDays, type AnnualReturn, firstYearBefore, standingOf } from '../domain/annual-duty.ts';
import type { Rules } from '../domain/resolve-rules.ts';
import { rulesAt, rulesAtPlaces } from '../rule-store.ts';

export interface StoredReturn extends AnnualReturn {
  id: number;
  organizationId: number;
  version: number;
}

/** What was recorded of a year, by organization. */
export async function readReturns(
  db: Database | Transaction,
  range: KeyRange,
  organizations: readonly number[],
  year: number,
): Promise<Map<number, StoredReturn>> {
  const { rows } = await sql<StoredReturn>`
    select id, organization_id as "organizationId", supervisor_on as "supervisorOn", submitted_on as "submittedOn", result, reviewed_on as "reviewedOn", rectify_by as "rectifyBy",
      rectified_on as "rectifiedOn", version from filing_annual_returns r where ${inRange(range, 'r')} and organization_id = any(${[...organizations]}::bigint[]) and year = ${year}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.organizationId, row]));
}

/** Registered organizations that owe a report of the year, reported or not, by id. */
export async function listAnnualDuties(context: Context, { year, limit, cursor, withTotal }: PageQuery & { year: number }): Promise<Page<AnnualDuty>> {
  requirePermission(context.actor, 'filing.read');
  const { db } = context.platform;
  const { rules } = await rulesAt(db, context.actor.division);
  const [after] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [0];
  const then = { range: context.actor.range, registeredBefore: firstYearBefore(rules, year), standingOn: `${year}-12-31` };
  const found = await listRegistered(db, { ...then, after: Number(after), limit: limit + 1 });
  const page = found.slice(0, limit);
  const returns = await readReturns(
    db,
    context.actor.range,
    page.map(({ id }) => id),
    year,
  );
  const rulesOfPlaces = await rulesAtPlaces(
    db,
    page.map(({ div }) => div),
  );
  const items = page.map((organization) =>
    presentDuty(context, rulesOfPlaces.get(organization.div) ?? rules, organization, year, returns.get(organization.id)),
  );
  const last = found.length > limit ? page.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor([last.id]) : null, total: withTotal ? await countRegistered(db, then) : null };
}

export function presentDuty({ today }: Context, rules: Rules, organization: OrganizationStanding, year: number, stored: StoredReturn | undefined): AnnualDuty {
  const days = annualDays(rules, year);
  const report = stored ?? { supervisorOn: null, submittedOn: null, result: null, reviewedOn: null, rectifyBy: null, rectifiedOn: null };
  return {
    organizationId: String(organization.id),
    name: organization.name,
    division: codeOf(organization.div),
    year,
    ...days,
    supervisorOn: report.supervisorOn,
    submittedOn: report.submittedOn,
    result: report.result,
    reviewedOn: report.reviewedOn,
    rectifyBy: report.rectifyBy,
    rectifiedOn: report.rectifiedOn,
    standing: standingOf(report, days.dueOn, today),
    version: stored?.version ?? 0,
  };
}
