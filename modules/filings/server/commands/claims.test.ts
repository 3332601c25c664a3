import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { filingMeans } from '#apps/server/filing-means.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { enterByPhone, findPersonVisit, requestPhoneCode } from '#modules/accounts/server/public.ts';
import { grantsOf, NOBODY } from '#platform/access/actor.ts';
import { verifyAudit } from '#platform/audit/verify-audit.ts';
import type { Context } from '#platform/context.ts';
import { birthDistrictOf } from '#platform/db/record-ids.ts';
import { noteWhereabouts } from '#platform/db/whereabouts.ts';
import { inTransaction } from '#platform/db/database.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs, completeForm, deskOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { filingKeeper } from '../organization-keeper.ts';
import { getLeaderAccount } from '../queries/get-leader-account.ts';
import { getOwnOrganization, listOwnOrganizations } from '../queries/list-own-organizations.ts';
import { actOnApplication } from './act-on-application.ts';
import { claimOrganization } from './claim-organization.ts';
import { endClaim } from './end-claim.ts';
import { issueClaimCode } from './issue-claim-code.ts';
import { startApplication } from './start-application.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const desk = deskOf(operator, 'pingdingshan');
const DAY = 86_400_000;

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan', 'guangzhou']);
}, 60_000);

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

let count = 0;
/** An organization on the community's ledger. */
async function ledgered(): Promise<{ id: number; version: number }> {
  count += 1;
  await startApplication(desk.committee, filingMeans, 'office', {
    procedure: 'ledgerOpening',
    division: codeOf(PLACES.pingdingshan.community),
    draft: { form: completeForm(`晨练队${count}`) },
    atOnce: { action: 'record', input: {} },
  });
  const { rows } = await sql<{ id: number; version: number }>`select id, version from organizations order by id desc limit 1`.execute(owner);
  return rows[0] ?? { id: 0, version: 0 };
}

function leader(name: string, days = 0, origin = name): Context {
  const actor = { ...actorAs('csoManager', PLACES.guangzhou.community, 'community', name), name };
  return { ...operator, actor, origin, now: new Date(operator.now.getTime() + days * DAY) };
}

const placeOf = (id: number) => ({ id, district: birthDistrictOf(id) });

describe('a claim code', () => {
  it('makes whoever types it the leader, wherever they are, once', async () => {
    const organization = await ledgered();
    const { code } = await issueClaimCode(desk.committee, organization);
    expect(code).toMatch(/^\d{4} \d{4} \d{4}$/);
    const anna = leader('anna');
    expect(await outcome(getOwnOrganization(anna, organization.id))).toBe('RECORD_NOT_FOUND');
    expect(await claimOrganization(anna, filingMeans, code)).toMatchObject({ organizationId: organization.id });
    expect(await listOwnOrganizations(anna)).toMatchObject([{ id: String(organization.id), status: 'ledgered', openApplicationId: null }]);
    expect(await outcome(claimOrganization(leader('ben'), filingMeans, code))).toBe('CLAIM_CODE_WRONG');
    const started = await startApplication(anna, filingMeans, 'own', { procedure: 'filing', organizationId: organization.id, draft: {} });
    expect((await getOwnOrganization(anna, organization.id)).openApplicationId).toBe(String(started));
    expect(await getLeaderAccount(desk.street, organization.id)).toMatchObject({ claim: { claimantName: 'anna' }, openCode: null, mayIssue: true });
  });

  it('hands over from one leader to the next', async () => {
    const organization = await ledgered();
    const first = leader('first');
    await claimOrganization(first, filingMeans, (await issueClaimCode(desk.committee, organization)).code);
    const next = leader('next');
    await claimOrganization(next, filingMeans, (await issueClaimCode(desk.street, organization)).code);
    expect(await listOwnOrganizations(first)).toEqual([]);
    expect(await outcome(startApplication(first, filingMeans, 'own', { procedure: 'filing', organizationId: organization.id, draft: {} }))).toBe(
      'RECORD_NOT_FOUND',
    );
    expect((await listOwnOrganizations(next)).map(({ id }) => id)).toEqual([String(organization.id)]);
  });

  it('is worth nothing after a later one, after seven days, and after the organization has ended', async () => {
    const organization = await ledgered();
    const early = await issueClaimCode(desk.committee, organization);
    const late = await issueClaimCode(desk.committee, organization);
    expect(await outcome(claimOrganization(leader('c1'), filingMeans, early.code))).toBe('CLAIM_CODE_WRONG');
    expect(await outcome(claimOrganization(leader('c2', 7), filingMeans, late.code))).toBe('CLAIM_CODE_WRONG');
    expect((await getLeaderAccount({ ...desk.street, now: leader('c2', 7).now }, organization.id)).openCode).toBeNull();
    const closing = await startApplication(desk.committee, filingMeans, 'office', {
      procedure: 'ledgerClosing',
      organizationId: organization.id,
      draft: { form: { reason: '不再活动' } },
      atOnce: { action: 'record', input: {} },
    });
    expect(closing).toBeGreaterThan(0);
    expect(await outcome(claimOrganization(leader('c3'), filingMeans, late.code))).toBe('CLAIM_CODE_WRONG');
    expect(await outcome(issueClaimCode(desk.committee, { ...organization, version: organization.version + 1 }))).toBe('CLAIM_ENDED');
  });

  it('is handed out by the own office in the version it saw, and by nobody else', async () => {
    const organization = await ledgered();
    const city = { ...operator, actor: actorAs('cityCivilAffairsStaff', PLACES.pingdingshan.city, 'city') };
    const elsewhere = deskOf(operator, 'guangzhou').street;
    expect(await outcome(issueClaimCode(desk.committee, { ...organization, version: 9 }))).toBe('CLAIM_RECORD_CHANGED');
    expect(await outcome(issueClaimCode(city, organization))).toBe('FILING_NOT_YOURS');
    expect(await outcome(issueClaimCode(elsewhere, organization))).toBe('RECORD_NOT_FOUND');
    expect(await outcome(issueClaimCode(desk.leader, organization))).toBe('PERMISSION_MISSING');
    expect(await outcome(getLeaderAccount(elsewhere, organization.id))).toBe('RECORD_NOT_FOUND');
    expect((await getLeaderAccount(city, organization.id)).mayIssue).toBe(false);
    expect(await outcome(claimOrganization(desk.street, filingMeans, '0000 0000 0000'))).toBe('PERMISSION_MISSING');
  });

  it('used by two at once is used by one', async () => {
    const organization = await ledgered();
    const { code } = await issueClaimCode(desk.committee, organization);
    const both = await Promise.all(['twin-1', 'twin-2'].map((name) => outcome(claimOrganization(leader(name), filingMeans, code))));
    expect(both.sort()).toEqual(['CLAIM_CODE_WRONG', 'done']);
  });

  it('cannot be guessed: ten tries an hour, from one address fifty, right or wrong', async () => {
    const guesser = leader('guesser');
    for (let tried = 0; tried < 10; tried += 1) expect(await outcome(claimOrganization(guesser, filingMeans, '1234 5678 9012'))).toBe('CLAIM_CODE_WRONG');
    const { code } = await issueClaimCode(desk.committee, await ledgered());
    expect(await outcome(claimOrganization(guesser, filingMeans, code))).toBe('CLAIM_TOO_OFTEN');
    expect(await outcome(claimOrganization(leader('guesser', 0.05), filingMeans, code))).toBe('done');
    for (let tried = 0; tried < 50; tried += 1) await outcome(claimOrganization(leader(`crowd-${tried}`, 0, 'one address'), filingMeans, '12'));
    expect(await outcome(claimOrganization(leader('late', 0, 'one address'), filingMeans, '12'))).toBe('CLAIM_TOO_OFTEN');
  });
});

describe('a claim', () => {
  it('is taken back by the office, with the code that was not used', async () => {
    const organization = await ledgered();
    expect(await outcome(endClaim(desk.street, { ...organization, reason: '没有人' }))).toBe('CLAIM_NOBODY');
    const dora = leader('dora');
    await claimOrganization(dora, filingMeans, (await issueClaimCode(desk.committee, organization)).code);
    const { code } = await issueClaimCode(desk.committee, organization);
    await endClaim(desk.street, { ...organization, reason: '交错了人' });
    expect(await listOwnOrganizations(dora)).toEqual([]);
    expect(await outcome(claimOrganization(dora, filingMeans, code))).toBe('CLAIM_CODE_WRONG');
    expect(await getLeaderAccount(desk.street, organization.id)).toMatchObject({ claim: null, openCode: null });
  });

  it('ends the say of whoever brought the organization through a procedure', async () => {
    const [{ id }, anna] = [await ledgered(), leader('bringer')];
    await sql`update filing_applications set applicant_id = 'bringer' where organization_id = ${id}`.execute(owner);
    await inTransaction(db, (tx) => noteWhereabouts(tx, [{ kind: 'account', key: 'bringer', district: birthDistrictOf(id) }]));
    expect((await listOwnOrganizations(anna)).map((own) => own.id)).toEqual([String(id)]);
    const { version } = await getLeaderAccount(desk.street, id);
    await claimOrganization(leader('successor'), filingMeans, (await issueClaimCode(desk.street, { id, version })).code);
    expect(await listOwnOrganizations(anna)).toEqual([]);
    await endClaim(desk.street, { id, version, reason: '负责人离任' });
    expect(await listOwnOrganizations(anna)).toEqual([]);
  });

  it('goes over when two organizations turn out to be one, unless the other is claimed', async () => {
    const [gone, stays, claimed] = [await ledgered(), await ledgered(), await ledgered()];
    const [mona, nils] = [leader('mona'), leader('nils')];
    await claimOrganization(mona, filingMeans, (await issueClaimCode(desk.committee, gone)).code);
    await claimOrganization(nils, filingMeans, (await issueClaimCode(desk.committee, claimed)).code);
    const carried = await inTransaction(db, (tx) => filingKeeper.follow(tx, placeOf(gone.id), placeOf(stays.id)));
    expect(carried).toMatchObject({ 负责人账号: 1 });
    expect((await listOwnOrganizations(mona)).map(({ id }) => id)).toEqual([String(stays.id)]);
    expect(await inTransaction(db, (tx) => filingKeeper.follow(tx, placeOf(claimed.id), placeOf(stays.id)))).toMatchObject({ 负责人账号: 0 });
    expect((await getLeaderAccount(desk.street, stays.id)).claim?.claimantName).toBe('mona');
  });

  it('by a code of the one that goes is one of the one that stays, unless that was claimed', async () => {
    const [gone, stays, claimed] = [await ledgered(), await ledgered(), await ledgered()];
    const [olga, paul] = [leader('olga'), leader('paul')];
    const [first, second] = [await issueClaimCode(desk.committee, gone), await issueClaimCode(desk.committee, stays)];
    await claimOrganization(paul, filingMeans, (await issueClaimCode(desk.committee, claimed)).code);
    await inTransaction(db, (tx) => filingKeeper.follow(tx, placeOf(stays.id), placeOf(claimed.id)));
    expect(await outcome(claimOrganization(olga, filingMeans, second.code))).toBe('done');
    expect((await getLeaderAccount(desk.street, claimed.id)).claim?.claimantName).toBe('paul');
    const third = await ledgered();
    await inTransaction(db, (tx) => filingKeeper.follow(tx, placeOf(gone.id), placeOf(third.id)));
    expect(await claimOrganization(olga, filingMeans, first.code)).toMatchObject({ organizationId: third.id });
  });

  it('gives a person the hat of a leader, and reaches only what it is about', async () => {
    let sent = '';
    const messages = { isOpen: async () => true, sendCode: async (message: { code: string }) => void (sent = message.code) };
    const door = { ...testContext(db, { actor: NOBODY, messages }), origin: '10.0.0.3' };
    await (await requestPhoneCode(door, '13800138222')).sent;
    const { token } = await enterByPhone(door, { phone: '13800138222', code: sent, agreed: true }, { userAgent: 'test', formerToken: null });
    const visit = await findPersonVisit(door, token);
    const actor = { ...NOBODY, id: String(visit?.id), name: visit?.displayName ?? '', grants: grantsOf(['filing.apply']) };
    const person = { ...operator, actor, origin: '10.0.0.3' };
    const [organization, other] = [await ledgered(), await ledgered()];
    await claimOrganization(person, filingMeans, (await issueClaimCode(desk.committee, organization)).code);
    expect((await findPersonVisit(door, token))?.hats).toMatchObject([{ hat: 'leader', organizationId: organization.id }]);
    const id = await startApplication(person, filingMeans, 'own', { procedure: 'filing', organizationId: organization.id, draft: {} });
    expect(await outcome(actOnApplication(person, filingMeans, 'own', { id, version: 1, action: 'withdraw', input: {} }))).toBe('done');
    expect(await outcome(startApplication(person, filingMeans, 'own', { procedure: 'filing', organizationId: other.id, draft: {} }))).toBe('RECORD_NOT_FOUND');
  });

  it('and its codes leave a trail that holds, without the codes', async () => {
    expect((await verifyAudit(db, operator.platform.cipher.auditKey)).findings).toEqual([]);
    const { rows } = await sql<{ action: string }>`select distinct action from audit_entries where action like 'filing.claim%' order by action`.execute(owner);
    expect(rows.map(({ action }) => action)).toEqual(['filing.claimCodeIssued', 'filing.claimEnded', 'filing.claimRefused', 'filing.claimed']);
    const codes = await sql`select from filing_claim_codes where code_index ~ '^[0-9 ]+$'`.execute(owner);
    expect(codes.rows).toEqual([]);
  });
});
