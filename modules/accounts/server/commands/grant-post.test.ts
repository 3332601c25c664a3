import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/access/actor.ts';
import type { RoleId } from '../../contract/roles.ts';
import { loadTestDivisions, openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { findActorByAccount } from '../authenticator.ts';
import { getAccount, listAccounts } from '../queries/list-accounts.ts';
import { closeOffice } from './close-office.ts';
import { createAccount } from './create-account.ts';
import { createOffice } from './create-office.ts';
import { disableAccount } from './disable-account.ts';
import { enableAccount } from './enable-account.ts';
import { endPost } from './end-post.ts';
import { grantPost } from './grant-post.ts';
import { inviteAgain } from './invite-again.ts';

const CITY = '410400000000';
const COUNTY = '410402000000';
const OTHER_COUNTY = '410403000000';
const TOWNSHIP = '410402001000';

const { db } = await createTestDatabase();
const operator = testContext(db);
let asCitySecurity = operator;
let asCountySecurity = operator;
let asCountySystem = operator;
let clerk = 0;

async function as(name: string) {
  const actor: Actor | null = await findActorByAccount(db, name, operator.now);
  if (!actor) throw new Error(name);
  return { ...operator, actor };
}

beforeAll(async () => {
  await loadTestDivisions(operator);
  await openAccount(operator, { name: 'city.security', role: 'securityAdministrator', division: CITY, password: false });
  await openAccount(operator, { name: 'county.security', role: 'securityAdministrator', division: COUNTY, password: false });
  await openAccount(operator, { name: 'county.system', role: 'systemAdministrator', division: COUNTY, password: false });
  clerk = (await openAccount(operator, { name: 'clerk', division: COUNTY, password: false })).id;
  asCitySecurity = await as('city.security');
  asCountySecurity = await as('county.security');
  asCountySystem = await as('county.system');
});

function grant(context: typeof operator, account: number, role: RoleId, division: string): Promise<string> {
  return grantPost(context, account, { role, division }).then(
    () => 'granted',
    (error: { code: string }) => error.code,
  );
}

describe('granting a post', () => {
  it('is the security administrator’s, and nobody else’s', async () => {
    expect(await grant(asCountySecurity, clerk, 'districtCivilAffairsStaff', COUNTY)).toBe('granted');
    expect(await grant(asCountySystem, clerk, 'districtCivilAffairsStaff', COUNTY)).toBe('PERMISSION_MISSING');
    expect(await grant(await as('clerk'), clerk, 'districtCivilAffairsStaff', COUNTY)).toBe('PERMISSION_MISSING');
  });

  it('stays within the branch, for the division as for the account', async () => {
    const elsewhere = (await openAccount(operator, { name: 'elsewhere', division: OTHER_COUNTY, password: false })).id;
    expect(await grant(asCountySecurity, clerk, 'streetStaff', TOWNSHIP)).toBe('granted');
    expect(await grant(asCountySecurity, clerk, 'districtCivilAffairsStaff', OTHER_COUNTY)).toBe('OFFICE_OUTSIDE');
    expect(await grant(asCountySecurity, clerk, 'cityCivilAffairsStaff', CITY)).toBe('OFFICE_OUTSIDE');
    expect(await grant(asCountySecurity, elsewhere, 'districtCivilAffairsStaff', COUNTY)).toBe('ACCOUNT_NOT_FOUND');
    expect(await grant(asCitySecurity, elsewhere, 'districtCivilAffairsStaff', OTHER_COUNTY)).toBe('granted');
  });

  it('fits the role to the level of the division', async () => {
    expect(await grant(asCitySecurity, clerk, 'streetStaff', COUNTY)).toBe('ROLE_LEVEL');
    expect(await grant(asCitySecurity, clerk, 'ministryStaff', CITY)).toBe('ROLE_LEVEL');
    expect(await grant(asCitySecurity, clerk, 'streetStaff', '410402999000')).toBe('OFFICE_OUTSIDE');
  });

  it('is never for oneself', async () => {
    expect(await grant(asCitySecurity, Number(asCitySecurity.actor.id), 'securityAdministrator', COUNTY)).toBe('ACCOUNT_OWN');
  });

  it('sets up administrators below, not beside oneself', async () => {
    const { id } = await openAccount(operator, { name: 'new.security', role: 'securityAdministrator', division: TOWNSHIP, password: false });
    expect(await grant(asCountySecurity, id, 'securityAdministrator', COUNTY)).toBe('ROLE_BRANCH_OWN');
    expect(await grant(asCountySecurity, id, 'securityAdministrator', TOWNSHIP)).toBe('granted');
    expect(await grant(asCitySecurity, id, 'securityAdministrator', COUNTY)).toBe('granted');
  });

  it('keeps business and administration apart', async () => {
    expect(await grant(asCitySecurity, clerk, 'auditAdministrator', TOWNSHIP)).toBe('ROLE_DUTY');
    expect(await grant(asCitySecurity, Number(asCountySystem.actor.id), 'streetStaff', TOWNSHIP)).toBe('ROLE_DUTY');
  });

  it('needs a last day after the first', async () => {
    await expect(
      grantPost(asCitySecurity, clerk, { role: 'streetStaff', division: TOWNSHIP, beginsOn: '2024-01-01', endsOn: '2024-01-01' }),
    ).rejects.toMatchObject({ code: 'POST_DAYS' });
  });
});

describe('a local administrator', () => {
  it('ends posts within the branch only', async () => {
    const inside = await getAccount(asCitySecurity, clerk);
    const outside = (await listAccounts(asCitySecurity, { q: 'elsewhere', limit: 50, withTotal: false })).items[0];
    await expect(endPost(asCountySecurity, outside?.posts[0]?.id ?? 0)).rejects.toMatchObject({ code: 'POST_NOT_FOUND' });
    await endPost(asCountySecurity, inside.posts[0]?.id ?? 0);
    expect((await getAccount(asCitySecurity, clerk)).posts[0]?.inForce).toBe(false);
    await expect(endPost(asCountySecurity, inside.posts[0]?.id ?? 0)).rejects.toMatchObject({ code: 'POST_NOT_FOUND' });
  });

  it('sees and changes accounts and offices of the branch only', async () => {
    const all = await listAccounts(asCitySecurity, { limit: 50, withTotal: true });
    const own = await listAccounts(asCountySystem, { limit: 2, withTotal: true });
    expect(all.items.map((account) => account.name)).toContain('elsewhere');
    expect(own.total).toBe((all.total ?? 0) - 2);
    expect(own.items).toHaveLength(2);
    const rest = await listAccounts(asCountySystem, { limit: 50, withTotal: false, cursor: own.nextCursor ?? '' });
    expect([...own.items, ...rest.items].map((account) => account.name)).toEqual(['clerk', 'county.security', 'county.system', 'new.security']);
    for (const division of [CITY, OTHER_COUNTY]) {
      const there = listAccounts(asCountySystem, { division, limit: 50, withTotal: false });
      await expect(there, division).rejects.toMatchObject({ code: 'OFFICE_OUTSIDE' });
    }
    expect((await listAccounts(asCountySystem, { division: TOWNSHIP, limit: 50, withTotal: false })).items.map(({ name }) => name)).toEqual(['new.security']);
    const elsewhere = all.items.find((account) => account.name === 'elsewhere');
    await expect(disableAccount(asCountySystem, elsewhere?.id ?? 0)).rejects.toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
    await expect(
      createAccount(asCountySystem, { officeId: elsewhere?.office.id ?? 0, name: 'intruder', displayName: '外人', duty: 'business' }),
    ).rejects.toMatchObject({ code: 'OFFICE_NOT_FOUND' });
    await expect(createOffice(asCountySystem, { name: '别区的单位', kind: 'other', division: OTHER_COUNTY })).rejects.toMatchObject({ code: 'OFFICE_OUTSIDE' });
  });

  it('cannot take over, close or open an account that also acts above the branch', async () => {
    const { id } = await openAccount(operator, { name: 'borrowed', division: COUNTY });
    await grantPost(asCitySecurity, id, { role: 'cityCivilAffairsStaff', division: CITY, beginsOn: '2024-01-01' });
    for (const act of [inviteAgain, disableAccount, enableAccount]) await expect(act(asCountySystem, id)).rejects.toMatchObject({ code: 'ACCOUNT_ABOVE' });
    expect((await inviteAgain(operator, id)).path).toContain('/welcome/');
  });

  it('closes an office once its accounts are disabled', async () => {
    const officeId = await createOffice(asCountySystem, { name: '曙光街道办事处', kind: 'street', division: TOWNSHIP });
    await expect(createOffice(asCountySystem, { name: '曙光街道办事处', kind: 'street', division: TOWNSHIP })).rejects.toMatchObject({
      code: 'OFFICE_NAME_TAKEN',
    });
    const { id } = await createAccount(asCountySystem, { officeId, name: 'shuguang', displayName: '孙丽', duty: 'business' });
    await expect(createAccount(asCountySystem, { officeId, name: 'shuguang', displayName: '孙丽', duty: 'business' })).rejects.toMatchObject({
      code: 'ACCOUNT_NAME_TAKEN',
    });
    await expect(closeOffice(asCountySystem, officeId)).rejects.toMatchObject({ code: 'OFFICE_HAS_ACCOUNTS' });
    await disableAccount(asCountySystem, id);
    await closeOffice(asCountySystem, officeId);
    await expect(closeOffice(asCountySystem, officeId)).rejects.toMatchObject({ code: 'OFFICE_NOT_FOUND' });
  });
});
