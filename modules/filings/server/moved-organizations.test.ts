/** What an organization has with the offices, and its leader has of it, is found after it moved to another district or was merged into one there. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { filingMeans } from '#apps/server/filing-means.ts';
import { organizationMeans } from '#apps/server/organization-means.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { mergeOrganizations } from '#modules/organizations/server/commands/merge-organizations.ts';
import { requireOrganization } from '#modules/organizations/server/queries/require-organization.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs, completeForm, deskOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { filedGroup } from '#tests/support/organizations.ts';
import { strayRows, unknownWhereabouts } from '#tests/support/stray-rows.ts';
import { findReport, writeReport } from './annual-report-store.ts';
import { claimOrganization } from './commands/claim-organization.ts';
import { issueClaimCode } from './commands/issue-claim-code.ts';
import { startApplication } from './commands/start-application.ts';
import { filingOwnData } from './own-data.ts';
import { filingKeeper } from './organization-keeper.ts';
import { getLeaderAccount } from './queries/get-leader-account.ts';
import { getOwnOrganization, listOwnOrganizations } from './queries/list-own-organizations.ts';

const { db } = await createTestDatabase();
const facts = createProductFacts();
const operator = testContext(db, { facts });
const desk = deskOf(operator, 'pingdingshan');
const HERE = String(PLACES.pingdingshan.community);
const [THERE, LATER] = ['410403001001', '410404001001'];
const YEAR = 2022;

const leader = (name: string): Context => ({
  ...operator,
  origin: name,
  actor: { ...actorAs('csoManager', PLACES.guangzhou.community, 'community', name), name },
});
const versionOf = async (id: number) => (await sql<{ version: number }>`select version from organizations where id = ${id}`.execute(db)).rows[0]?.version ?? 0;
const move = async (id: number, div: string) => updateRecord(operator, productRegisters, 'organizations', id, await versionOf(id), { div });

let count = 0;
/** On the ledger by an application, claimed, with a yearly report begun. */
async function led(by: Context): Promise<number> {
  count += 1;
  await startApplication(desk.committee, filingMeans, 'office', {
    procedure: 'ledgerOpening',
    division: HERE,
    draft: { form: completeForm(`晨练队${count}`) },
    atOnce: { action: 'record', input: {} },
  });
  const { rows } = await sql<{ id: number }>`select id from organizations order by id desc limit 1`.execute(db);
  const id = rows[0]?.id ?? 0;
  const { code } = await issueClaimCode(desk.committee, { id, version: await versionOf(id) });
  await claimOrganization(by, filingMeans, code);
  const organization = await requireOrganization(operator, id);
  const report = { id: organization.district * 1e9 + 900_000 + count, content: {}, handedInAt: null, handedInByName: null, version: 1 };
  await inTransaction(db, (tx) => writeReport(tx, { ...organization, organizationId: id }, YEAR, report, { id: 'test', at: operator.now }));
  return id;
}

/** @param id under which it is known now */
async function isWholeFor(by: Context, id: number): Promise<void> {
  expect((await listOwnOrganizations(by)).map((one) => one.id)).toEqual([String(id)]);
  expect((await getLeaderAccount(operator, id)).claim?.claimantName).toBe(by.actor.id);
  const organization = await requireOrganization(operator, id);
  expect(await findReport(db, organization, YEAR)).toMatchObject({ version: 1 });
  expect(await filingKeeper.happenings(operator, id)).not.toEqual([]);
  const [, claims] = await filingOwnData.read(by, { accountId: by.actor.id, indexes: [] }, 10);
  expect(claims?.rows.map(([name]) => name)).toEqual([organization.name]);
  expect(await strayRows(db)).toEqual([]);
  expect(await unknownWhereabouts(db, facts.tables)).toEqual([]);
}

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan', 'guangzhou']);
  await loadDivisions(operator, { scope: ['410403001', '410404001'] });
}, 60_000);

describe('an organization that moved', () => {
  it('is its leader’s as before, with report and steps, twice over', async () => {
    const anna = leader('anna');
    const id = await led(anna);
    await move(id, THERE);
    await isWholeFor(anna, id);
    await move(id, LATER);
    await isWholeFor(anna, id);
    const begun = await startApplication(anna, filingMeans, 'own', { procedure: 'filing', organizationId: id, draft: {} });
    expect((await getOwnOrganization(anna, id)).openApplicationId).toBe(String(begun));
  });

  it('opens with the code that was handed out before, once', async () => {
    const [ben, cora] = [leader('ben'), leader('cora')];
    const id = await led(ben);
    const { code } = await issueClaimCode(desk.committee, { id, version: await versionOf(id) });
    await move(id, THERE);
    expect(await claimOrganization(cora, filingMeans, code)).toMatchObject({ organizationId: id });
    await expect(claimOrganization(ben, filingMeans, code)).rejects.toMatchObject({ code: 'CLAIM_CODE_WRONG' });
    await isWholeFor(cora, id);
  });

  it('belongs to the one in another district that it was merged into, and an old link leads there', async () => {
    const dora = leader('dora');
    const id = await led(dora);
    const kept = (await createRecord(operator, productRegisters, 'organizations', filedGroup('留下的队', THERE))).id;
    await mergeOrganizations(operator, organizationMeans, {
      keep: { id: kept, version: 1 },
      remove: { id, version: await versionOf(id) },
      reason: '同一个',
    });
    await isWholeFor(dora, kept);
    expect((await requireOrganization(operator, id)).id).toBe(kept);
    await move(kept, LATER);
    await isWholeFor(dora, kept);
    expect((await requireOrganization(operator, id)).id).toBe(kept);
  });
});
