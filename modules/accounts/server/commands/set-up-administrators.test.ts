import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { NOBODY } from '#platform/access/actor.ts';
import { openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { findActorByAccount } from '../authenticator.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { disableAccount } from './disable-account.ts';
import { readPostsOf } from '../post-store.ts';
import { endPost } from './end-post.ts';
import { grantPost } from './grant-post.ts';
import { inviteAgain } from './invite-again.ts';
import { issueStartLinks } from './issue-start-links.ts';
import { setUpAdministrators } from './set-up-administrators.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db);
const stranger = testContext(db, { actor: NOBODY });
const browser = { userAgent: 'test', formerToken: null };
const PEOPLE = {
  system: { name: 'sys.li', displayName: '李明' },
  security: { name: 'sec.zhao', displayName: '赵芳' },
  audit: { name: 'aud.qian', displayName: '钱强' },
};

const tokenOf = (link: { path: string } | undefined) => (link?.path ?? '').replace('/welcome/', '');

/** As at a later start: the setup link is still the only one. */
async function setupToken(): Promise<string> {
  const links = await issueStartLinks(operator);
  expect(links.map((link) => link.purpose)).toEqual(['setup']);
  return tokenOf(links[0]);
}

describe('the first link', () => {
  it('stops working when a later start prints another, and after a day', async () => {
    const first = await setupToken();
    const second = await setupToken();
    await expect(setUpAdministrators(stranger, first, PEOPLE)).rejects.toMatchObject({ code: 'LINK_UNUSABLE' });
    const late = testContext(db, { now: '2023-11-21T04:00:01Z', actor: NOBODY });
    await expect(setUpAdministrators(late, second, PEOPLE)).rejects.toMatchObject({ code: 'LINK_UNUSABLE' });
  });

  it('sets up nothing when two of the three are one', async () => {
    const token = await setupToken();
    await expect(setUpAdministrators(stranger, token, { ...PEOPLE, audit: PEOPLE.system })).rejects.toMatchObject({ code: 'ACCOUNT_NAME_TAKEN' });
    expect((await sql`select from accounts`.execute(owner)).rows).toHaveLength(0);
    await setupToken();
  });

  it('sets up three administrators once, each with a link of their own', async () => {
    const token = await setupToken();
    const links = await setUpAdministrators(stranger, token, PEOPLE);
    await expect(setUpAdministrators(stranger, token, PEOPLE)).rejects.toMatchObject({ code: 'LINK_UNUSABLE' });
    for (const duty of ['system', 'security', 'audit'] as const) await acceptInvitation(stranger, tokenOf(links[duty]), PASSWORD, browser);
    await expect(acceptInvitation(stranger, tokenOf(links.system), PASSWORD, browser)).rejects.toMatchObject({ code: 'LINK_UNUSABLE' });
    const rights = await Promise.all(
      Object.values(PEOPLE).map(async ({ name }) => [...((await findActorByAccount(db, name, operator.now))?.grants.keys() ?? [])]),
    );
    expect(rights).toEqual([
      ['division.read', 'account.read', 'account.manage', 'indicator.check', 'demonstration.manage', 'operations.manage'],
      ['division.read', 'account.read', 'security.manage'],
      ['division.read', 'audit.read'],
    ]);
    expect(await issueStartLinks(operator)).toEqual([]);
  });
});

describe('the three administrators', () => {
  it('cannot be combined: not by granting, not in the database', async () => {
    const security = await findActorByAccount(db, 'sec.zhao', operator.now);
    const system = await findActorByAccount(db, 'sys.li', operator.now);
    if (!security || !system) throw new Error('no administrators');
    await sql`insert into divisions (key, level, name, short_name, counted, also_county, official_codes, pinyin, pinyin_initials, source)
      values (0, 0, '全国', '全国', false, false, '{}', 'quanguo', 'qg', 'test') on conflict do nothing`.execute(owner);
    for (const role of ['securityAdministrator', 'auditAdministrator', 'ministryStaff'] as const) {
      await expect(grantPost({ ...operator, actor: security }, Number(system.id), { role, division: '000000000000' }), role).rejects.toMatchObject({
        code: 'ROLE_DUTY',
      });
      await expect(grantPost(operator, Number(system.id), { role, division: '000000000000' }), role).rejects.toMatchObject({ code: 'ROLE_DUTY' });
    }
    await expect(sql`update posts set role = 'auditAdministrator' where account_id = ${Number(system.id)}`.execute(db)).rejects.toThrow(/check constraint/);
    await expect(sql`update posts set role = 'auditAdministrator', duty = 'audit' where account_id = ${Number(system.id)}`.execute(db)).rejects.toThrow(
      /foreign key/,
    );
    await expect(sql`update accounts set duty = 'audit' where id = ${Number(system.id)}`.execute(db)).rejects.toThrow(/foreign key/);
  });

  it('do not lose their last one, and are not taken over', async () => {
    const system = await findActorByAccount(db, 'sys.li', operator.now);
    const audit = await findActorByAccount(db, 'aud.qian', operator.now);
    if (!system || !audit) throw new Error('no administrators');
    const asSystem = { ...operator, actor: system };
    await expect(disableAccount(asSystem, Number(audit.id))).rejects.toMatchObject({ code: 'ACCOUNT_TOP_ADMINISTRATOR' });
    const security = await findActorByAccount(db, 'sec.zhao', operator.now);
    const [post] = await readPostsOf(db, [Number(system.id)]);
    await expect(endPost({ ...operator, actor: security ?? NOBODY }, post?.id ?? 0)).rejects.toMatchObject({ code: 'ACCOUNT_TOP_ADMINISTRATOR' });
    await expect(disableAccount(asSystem, Number(system.id))).rejects.toMatchObject({ code: 'ACCOUNT_OWN' });
    await expect(inviteAgain(asSystem, Number(audit.id))).rejects.toMatchObject({ code: 'ACCOUNT_ADMINISTRATOR_LINK' });
  });

  it('may remove each other only while one remains', async () => {
    const [first, second] = await Promise.all([
      openAccount(operator, { name: 'sys.two', role: 'systemAdministrator', division: '000000000000' }),
      findActorByAccount(db, 'sys.li', operator.now),
    ]);
    const asFirst = { ...operator, actor: (await findActorByAccount(db, 'sys.two', operator.now)) ?? NOBODY };
    const asSecond = { ...operator, actor: second ?? NOBODY };
    const outcomes = await Promise.allSettled([disableAccount(asFirst, Number(second?.id)), disableAccount(asSecond, first.id)]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('get a new password from the local operator alone, and the next start prints the link again', async () => {
    const audit = await findActorByAccount(db, 'aud.qian', operator.now);
    await inviteAgain(operator, Number(audit?.id));
    const links = await issueStartLinks(operator);
    expect(links.map((link) => link.label)).toEqual(['审计管理员 钱强：设置密码']);
    await expect(acceptInvitation(stranger, tokenOf(links[0]), PASSWORD.slice(0, 5), browser)).rejects.toMatchObject({ code: 'PASSWORD_WEAK' });
    await expect(acceptInvitation(stranger, tokenOf(links[0]), PASSWORD, browser)).rejects.toMatchObject({ code: 'PASSWORD_USED_BEFORE' });
    await acceptInvitation(stranger, tokenOf(links[0]), '江河Xyz-9163', browser);
    expect(await issueStartLinks(operator)).toEqual([]);
  });
});
