/** Codes and claims of organizations: whose office hands them out, what they open, and what they leave closed. */
import { sql } from 'kysely';
import { filingMeans } from '#apps/server/filing-means.ts';
import { claimOrganization } from '#modules/filings/server/commands/claim-organization.ts';
import { endClaim } from '#modules/filings/server/commands/end-claim.ts';
import { issueClaimCode } from '#modules/filings/server/commands/issue-claim-code.ts';
import { handInAnnualReport, saveAnnualReport } from '#modules/filings/server/commands/write-annual-report.ts';
import { getAnnualReport, listOwnAnnuals } from '#modules/filings/server/queries/get-annual-report.ts';
import { getLeaderAccount } from '#modules/filings/server/queries/get-leader-account.ts';
import { getOwnOrganization, listOwnOrganizations } from '#modules/filings/server/queries/list-own-organizations.ts';
import type { Context } from '#platform/context.ts';
import { rangeOf } from '#shared/division-code.ts';
import { contextOf, differs, outcomeOf } from './asking.ts';
import type { House } from './open-house.ts';
import { SHUBEI, WEIDONG } from './places.ts';
import type { Probe } from './probes.ts';

const DAY_MS = 86_400_000;

async function organizationsAt(house: House): Promise<{ id: number; version: number }[]> {
  const { rows } = await sql<{ id: number; version: number }>`
    select id, version from organizations where div = ${Number(SHUBEI.code)} and ended_on is null order by id limit 2`.execute(house.owner);
  return rows;
}

async function wrongWithClaims(house: House): Promise<string[]> {
  const [street, city, leader, resident] = await Promise.all(
    (['streetStaff', 'cityCivilAffairsStaff', 'csoManager', 'resident'] as const).map((role) => contextOf(house, role)),
  );
  const [one, other] = await organizationsAt(house);
  if (!street || !city || !leader || !resident || !one || !other) throw new Error('somebody is missing');
  const elsewhere: Context = { ...street, actor: { ...street.actor, range: rangeOf(Number(WEIDONG.code), 'county') } };
  const wrong = [
    ...differs('a code of the office above', await outcomeOf(issueClaimCode(city, one)), 'FILING_NOT_YOURS'),
    ...differs('a code of another place', await outcomeOf(issueClaimCode(elsewhere, one)), 'RECORD_NOT_FOUND'),
    ...differs('a code without the right', await outcomeOf(issueClaimCode(leader, one)), 'PERMISSION_MISSING'),
    ...differs('a code for an older record', await outcomeOf(issueClaimCode(street, { ...one, version: one.version + 1 })), 'CLAIM_RECORD_CHANGED'),
    ...differs('taking back where nothing is', await outcomeOf(endClaim(street, { ...other, reason: '测试' })), 'CLAIM_NOBODY'),
    ...differs('the leader seen from another place', await outcomeOf(getLeaderAccount(elsewhere, one.id)), 'RECORD_NOT_FOUND'),
    ...differs('the leader seen without the right', await outcomeOf(getLeaderAccount(resident, one.id)), 'PERMISSION_MISSING'),
    ...differs('own organizations without the right', await outcomeOf(listOwnOrganizations(resident)), 'PERMISSION_MISSING'),
  ];
  const { code } = await issueClaimCode(street, one);
  const late = { ...leader, now: new Date(leader.now.getTime() + 7 * DAY_MS) };
  wrong.push(...differs('a code after its time', await outcomeOf(claimOrganization(late, filingMeans, code)), 'CLAIM_CODE_WRONG'));
  wrong.push(...differs('a claim without the right', await outcomeOf(claimOrganization(resident, filingMeans, code)), 'PERMISSION_MISSING'));
  wrong.push(...differs('a claim', await outcomeOf(claimOrganization(leader, filingMeans, code)), 'done'));
  wrong.push(...differs('a code used up', await outcomeOf(claimOrganization(leader, filingMeans, code)), 'CLAIM_CODE_WRONG'));
  const own = (await listOwnOrganizations(leader)).map(({ id }) => id);
  wrong.push(...differs('the one that was claimed', own.includes(String(one.id)), true), ...differs('the neighbour', own.includes(String(other.id)), false));
  wrong.push(...differs('the neighbour by its number', await outcomeOf(getOwnOrganization(leader, other.id)), 'RECORD_NOT_FOUND'));
  wrong.push(...(await wrongWithReports(house, { street, leader, elsewhere, resident }, one, other)));
  await endClaim(street, { ...one, reason: '负责人离任' });
  return [...wrong, ...differs('after it was taken back', await outcomeOf(getOwnOrganization(leader, one.id)), 'RECORD_NOT_FOUND')];
}

interface Seats {
  street: Context;
  leader: Context;
  elsewhere: Context;
  resident: Context;
}

async function wrongWithReports(house: House, { street, leader, elsewhere, resident }: Seats, one: { id: number }, other: { id: number }): Promise<string[]> {
  const draft = (id: number, year: number) => ({ organizationId: id, year, version: 0, content: { activities: '演出' } });
  const wrong = differs('a report of what is not registered', await outcomeOf(saveAnnualReport(leader, draft(one.id, 2022))), 'ANNUAL_RETURN_STATE');
  await sql`update organizations set tier = '登记', registered_on = '2021-05-01' where id = any(${[one.id, other.id]}::bigint[])`.execute(house.owner);
  return [
    ...wrong,
    ...differs('a report of another’s', await outcomeOf(saveAnnualReport(leader, draft(other.id, 2022))), 'RECORD_NOT_FOUND'),
    ...differs('a report by an office', await outcomeOf(saveAnnualReport(street, draft(one.id, 2022))), 'PERMISSION_MISSING'),
    ...differs('a report of a year that runs', await outcomeOf(saveAnnualReport(leader, draft(one.id, 2023))), 'ANNUAL_RETURN_STATE'),
    ...differs('a report', await outcomeOf(saveAnnualReport(leader, draft(one.id, 2022))), 'done'),
    ...differs('an older window', await outcomeOf(saveAnnualReport(leader, draft(one.id, 2022))), 'FILING_CHANGED'),
    ...differs('handing in half', await outcomeOf(handInAnnualReport(leader, { organizationId: one.id, year: 2022, version: 1 })), 'ANNUAL_RETURN_STATE'),
    ...differs('a draft before the office', (await getAnnualReport(street, one.id, 2022)).content, {}),
    ...differs('a report read elsewhere', await outcomeOf(getAnnualReport(elsewhere, one.id, 2022)), 'RECORD_NOT_FOUND'),
    ...differs('a report read without the right', await outcomeOf(getAnnualReport(resident, one.id, 2022)), 'PERMISSION_MISSING'),
    ...differs('reports of another’s', await outcomeOf(listOwnAnnuals(leader, other.id)), 'RECORD_NOT_FOUND'),
    ...differs('reports without the right', await outcomeOf(listOwnAnnuals(resident, one.id)), 'PERMISSION_MISSING'),
  ];
}

export function claimProbes(): Probe[] {
  return [{ name: 'claims of leaders', changes: true, run: wrongWithClaims }];
}
