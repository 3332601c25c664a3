/** What an account does with its own doors leaves those of others alone, and what has lapsed opens nothing. */
import { sql } from 'kysely';
import { findAccountByName, readFormerPasswords, storePassword } from '#modules/accounts/server/account-store.ts';
import { agreeToFactorReset } from '#modules/accounts/server/commands/agree-to-factor-reset.ts';
import { disableAccount } from '#modules/accounts/server/commands/disable-account.ts';
import { grantPost } from '#modules/accounts/server/commands/grant-post.ts';
import { prepareIdentity, removeIdentity } from '#modules/accounts/server/commands/prepare-identity.ts';
import { removeSecondFactor } from '#modules/accounts/server/commands/remove-second-factor.ts';
import { renewRecoveryCodes } from '#modules/accounts/server/commands/renew-recovery-codes.ts';
import { requestFactorReset } from '#modules/accounts/server/commands/request-factor-reset.ts';
import { findLiveSession } from '#modules/accounts/server/authenticator.ts';
import { readIdentities } from '#modules/accounts/server/identity-store.ts';
import { consumeLink, findLink, replaceLink } from '#modules/accounts/server/link-store.ts';
import { createToken } from '#modules/accounts/server/public.ts';
import { countRecoveryCodes, findReset, findSecondFactor, storeReset } from '#modules/accounts/server/second-factor-store.ts';
import { findAwaiting, findSignedIn, readSessionsOf } from '#modules/accounts/server/session-store.ts';
import { sessionTimes, startSession } from '#modules/accounts/server/start-session.ts';
import { digestOfToken } from '#platform/auth/secret-token.ts';
import { inTransaction } from '#platform/db/database.ts';
import { openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { codeAt, enrol } from '#tests/support/second-factor.ts';
import { askAs, contextOf, differs, outcomeOf, seatOf } from './asking.ts';
import { cookieFor, type House } from './open-house.ts';
import { PINGDINGSHAN, XINHUA } from './places.ts';
import type { Probe } from './probes.ts';
import { get, send, thingsAt } from './question.ts';

const MINE = ['second_factors', 'recovery_codes', 'second_factor_resets', 'account_identities', 'sessions', 'api_tokens', 'former_passwords'];

/** Everything that opens an account, as it is stored. */
async function doorsOf(house: House, accountId: number): Promise<string> {
  const parts = MINE.map((table) => sql`select ${table}::text as "table", to_jsonb(t) as row from ${sql.table(table)} t where account_id = ${accountId}`);
  const { rows } = await sql`${sql.join(parts, sql` union all `)} order by 1, 2`.execute(house.owner);
  return JSON.stringify(rows);
}

interface Neighbour {
  id: number;
  name: string;
  token: string;
  secret: string;
  recoveryCodes: string[];
}

/** An account with everything that an account may have. */
async function moveIn(house: House, name: string): Promise<Neighbour> {
  const { operator } = house;
  const { id } = await openAccount(operator, { name, role: 'districtCivilAffairsStaff', division: XINHUA.code, password: false });
  await inTransaction(house.db, async (tx) => {
    const account = await findAccountByName(tx, name);
    if (!account) throw new Error(`${name} is not there`);
    await storePassword(tx, { ...account, passwordHash: `former of ${name}`, passwordSetAt: operator.now }, `hash of ${name}`, operator.now);
  });
  const account = await findAccountByName(house.db, name);
  if (!account) throw new Error(`${name} is not there`);
  const browser = { userAgent: 'test', formerToken: null };
  const { token } = await inTransaction(house.db, (tx) => startSession(tx, operator, account, browser, 'password'));
  await createToken(operator, { account: name });
  await prepareIdentity(operator, id, { provider: 'office', value: name });
  const session = await findLiveSession(house.db, token, operator.now);
  if (!session) throw new Error('no session');
  await sql`update accounts set password_hash = (select password_hash from accounts where name = 'pattern') where id = ${id}`.execute(house.owner);
  return { id, name, token, ...(await enrol(operator, token)) };
}

/** Two neighbours; one of them does everything, and nothing of the other's may change. */
async function wrongWithNeighbour(house: House): Promise<string[]> {
  const { operator, db } = house;
  await openAccount(operator, { name: 'pattern', division: XINHUA.code });
  const [other, third] = [await moveIn(house, 'neighbour-one'), await moveIn(house, 'neighbour-two')];
  await inTransaction(db, (tx) =>
    storeReset(tx, other.id, { requestedBy: third.id, requestedAt: operator.now, expiresAt: new Date(operator.now.getTime() + 3_600_000), reason: '测试' }),
  );
  const stopped = await house.app.inject(send('POST', '/session', { account: other.name, password: PASSWORD }));
  const before = await doorsOf(house, other.id);
  const me = await moveIn(house, 'neighbour-three');
  const wrong = differs('after another account moved in', await doorsOf(house, other.id), before);
  wrong.push(...differs('a password without the code', stopped.json().code, 'SECOND_CODE_NEEDED'));
  const session = await findLiveSession(db, me.token, operator.now);
  if (!session) throw new Error('no session');
  const own = { ...operator, actor: { ...operator.actor, id: String(me.id) } };
  for (const { id, secret } of [other, third, me]) {
    wrong.push(
      ...differs(
        'the own secret',
        await findSecondFactor(operator, db, id).then(
          (factor) => factor?.secret,
          (error: Error) => error.message,
        ),
        secret,
      ),
    );
  }
  wrong.push(...differs('own recovery codes', await countRecoveryCodes(db, me.id), me.recoveryCodes.length));
  wrong.push(...differs('own identities', (await readIdentities(db, me.id)).length, 1));
  wrong.push(...differs('own former passwords', await readFormerPasswords(db, me.id, 9), [`former of ${me.name}`]));
  wrong.push(...differs('own request for a reset', await findReset(db, me.id, operator.now), undefined));
  const later = new Date(operator.now.getTime() + 7_200_000);
  wrong.push(...differs('a lapsed request for a reset', await findReset(db, other.id, later), undefined));
  const codes = await renewRecoveryCodes(own, session, codeAt(me.secret, operator.now));
  wrong.push(...differs('another’s wrong code', await outcomeOf(renewRecoveryCodes(own, session, '000000')), 'SECOND_CODE_WRONG'));
  wrong.push(...differs('a wrong code', await outcomeOf(removeSecondFactor(own, session, '000000')), 'SECOND_CODE_WRONG'));
  await removeSecondFactor(own, session, codes[0] ?? '');
  await removeIdentity(operator, me.id, 'office');
  await disableAccount(operator, me.id);
  return [...wrong, ...differs('after another account did everything', await doorsOf(house, other.id), before)];
}

/** Sessions and tokens are listed and ended by whom they belong to. */
async function wrongOwnDoors(house: House): Promise<string[]> {
  const [me, other] = [seatOf(house, 'donor'), seatOf(house, 'hubOperator')];
  await createToken(house.operator, { account: 'seat-huboperator' });
  await cookieFor(house.operator, other.accountId);
  const { rows } = await sql<{ id: string }>`select id from sessions where account_id = ${other.accountId}`.execute(house.owner);
  const tokens = await sql<{ id: number }>`select id from api_tokens where account_id = ${other.accountId} and revoked_at is null`.execute(house.owner);
  const count = async (accountId: number) =>
    (await sql<{ n: number }>`select count(*)::int as n from sessions where account_id = ${accountId} and not awaits_code`.execute(house.owner)).rows[0]?.n;
  const listed = (await askAs(house, me.role, get('/sessions'))).json().items.length;
  const shut = await createToken(house.operator, { account: 'seat-volunteer' });
  await sql`update accounts set disabled_at = now() where name = 'seat-volunteer'`.execute(house.owner);
  const bearer = await house.app.inject({ ...get('/session'), headers: { authorization: `Bearer ${shut.token}` } });
  await sql`update accounts set disabled_at = null where name = 'seat-volunteer'`.execute(house.owner);
  return [
    ...differs('the token of a disabled account', bearer.statusCode, 401),
    ...differs('own sessions', listed, await count(me.accountId)),
    ...differs('tokens of whoever has none', (await askAs(house, me.role, get('/tokens'))).json().items, []),
    ...differs('ending another’s session', (await askAs(house, me.role, send('DELETE', `/sessions/${rows[0]?.id}`))).json().code, 'SESSION_NOT_FOUND'),
    ...differs('revoking another’s token', (await askAs(house, me.role, send('DELETE', `/tokens/${tokens.rows[0]?.id}`))).json().code, 'TOKEN_NOT_FOUND'),
  ];
}

/** Links, sessions that lapsed, sessions that await a code, posts that ended. */
async function wrongLapsed(house: House): Promise<string[]> {
  const { db, operator } = house;
  const idOf = async (name: string) => (await findAccountByName(db, name))?.id ?? 0;
  const [digest, times] = [digestOfToken('a link of this test'), sessionTimes(operator.now)];
  const late = new Date(operator.now.getTime() + 60_000);
  await inTransaction(db, (tx) => replaceLink(tx, { purpose: 'setup', accountId: null }, digest, { now: operator.now, expiresAt: late }));
  const wrong = [
    ...differs('a lapsed link', await findLink(db, digest, late), undefined),
    ...differs('using a lapsed link', await inTransaction(db, (tx) => consumeLink(tx, digest, late)), undefined),
    ...differs('sessions that ran out', await readSessionsOf(db, await idOf('expired'), times), []),
    ...differs('sessions left idle', await readSessionsOf(db, await idOf('idle'), times), []),
  ];
  const { id } = await openAccount(operator, { name: 'leaving', role: 'donor', division: PINGDINGSHAN.code, endsOn: '2023-11-21', password: false });
  const token = (await cookieFor(operator, id)).replace('wotu_session=', '');
  const next = await findSignedIn(db, digestOfToken(token), times, '2023-11-21');
  wrong.push(...differs('posts that ended', next?.posts, []));
  await sql`update sessions set awaits_code = true where account_id = ${id}`.execute(house.owner);
  wrong.push(...differs('the second step a day later', await findAwaiting(db, digestOfToken(token), new Date(operator.now.getTime() + 86_400_000)), undefined));
  wrong.push(
    ...differs(
      'a session that awaits its code',
      (await house.app.inject({ ...get('/session'), headers: { cookie: `wotu_session=${token}` } })).statusCode,
      401,
    ),
  );
  return wrong;
}

/** Administrators: not themselves, not above themselves, two for a reset, nobody of their own level. */
async function wrongAdministration(house: House): Promise<string[]> {
  const [system, security] = [seatOf(house, 'systemAdministrator'), seatOf(house, 'securityAdministrator')];
  const { account } = thingsAt(house, XINHUA);
  await grantPost(house.operator, account, { role: 'cityCivilAffairsStaff', division: PINGDINGSHAN.code });
  const code = async (role: typeof system.role, question: ReturnType<typeof send>) => (await askAs(house, role, question)).json().code;
  const { id } = await openAccount(house.operator, { name: 'second-admin', role: 'systemAdministrator', division: XINHUA.code, password: false });
  const reset = { requestedAt: house.operator.now, expiresAt: new Date(house.operator.now.getTime() + 3_600_000), reason: '丢失' };
  const asked = thingsAt(house, XINHUA).disabledAccount;
  await inTransaction(house.db, (tx) => storeReset(tx, asked, { requestedBy: security.accountId, ...reset }));
  const agreed = await outcomeOf(agreeToFactorReset(await contextOf(house, 'securityAdministrator'), asked));
  return [
    ...differs('disabling oneself', await code(system.role, send('POST', `/accounts/${system.accountId}/disable`)), 'ACCOUNT_OWN'),
    ...differs('disabling whoever stands above', await code(system.role, send('POST', `/accounts/${account}/disable`)), 'ACCOUNT_ABOVE'),
    ...differs('agreeing to the own request', agreed, 'FACTOR_RESET_SAME'),
    ...differs(
      'an administrator of the own level',
      await code(security.role, send('POST', `/accounts/${id}/posts`, { role: 'systemAdministrator', division: XINHUA.code })),
      'ROLE_BRANCH_OWN',
    ),
    ...differs(
      'asking for a reset without the right',
      await outcomeOf(requestFactorReset(await contextOf(house, 'resident'), asked, '丢失')),
      'PERMISSION_MISSING',
    ),
  ];
}

export function ownDoorProbes(): Probe[] {
  return [
    { name: 'own sessions and tokens', changes: true, run: wrongOwnDoors },
    { name: 'what has lapsed', changes: true, run: wrongLapsed },
    { name: 'administrators', changes: true, run: wrongAdministration },
    { name: 'two neighbours', changes: true, run: wrongWithNeighbour },
  ];
}
