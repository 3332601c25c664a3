import { sql } from 'kysely';
import { storeNewSecret } from '#modules/accounts/server/second-factor-store.ts';
import { newTotpSecret } from '#platform/auth/totp.ts';
import { inTransaction } from '#platform/db/database.ts';
import { markOf } from './canaries.ts';
import { borrowedAnswers, newPost } from './expected-borrowed-answers.ts';
import { cookieFor, type House } from './open-house.ts';
import { type Expectation, get, type Question, send, thingsAt } from './question.ts';

let strangers = 0;

/** With an authenticator that is being set up and no code tried yet, so that no lock gets in the way. */
async function unhurried(house: House, accountId: number, question: Question): Promise<Question> {
  await sql`truncate sign_in_attempts`.execute(house.owner);
  await inTransaction(house.db, (tx) => storeNewSecret(tx, house.operator, accountId, newTotpSecret()));
  return question;
}

const own: Record<string, Expectation> = {
  'session.signIn': {
    right: 'public',
    isPlaceless: true,
    // another name and address each time, so that no lock gets in the way
    ask: () => ({ ...send('POST', '/session', { account: `stranger${(strangers += 1)}`, password: 'x' }), remoteAddress: `10.9.${strangers % 200}.7` }),
    inside: '401 SIGN_IN_FAILED',
  },
  'session.passSecondStep': {
    right: 'public',
    isPlaceless: true,
    ask: () => send('POST', '/session/second-step', { code: '123456' }),
    inside: '401 SECOND_STEP_LAPSED',
  },
  'second-factor.getSecondFactor': { right: 'session', isPlaceless: true, ask: () => get('/second-factor'), inside: '200' },
  'second-factor.beginSecondFactor': { right: 'session', isPlaceless: true, ask: () => send('POST', '/second-factor', { password: 'x' }), inside: '200' },
  'second-factor.confirmSecondFactor': {
    right: 'session',
    isPlaceless: true,
    // an own session each time: five wrong codes lock
    ask: (house, _place, { accountId }) => unhurried(house, accountId, send('POST', '/second-factor/confirmation', { code: '12345x' })),
    inside: '422 SECOND_CODE_WRONG',
  },
  'second-factor.renewRecoveryCodes': {
    right: 'session',
    isPlaceless: true,
    ask: (house, _place, { accountId }) => unhurried(house, accountId, send('POST', '/second-factor/recovery-codes', { code: '12345x' })),
    inside: '422 SECOND_CODE_WRONG',
  },
  'second-factor.removeSecondFactor': {
    right: 'session',
    isPlaceless: true,
    ask: (house, _place, { accountId }) => unhurried(house, accountId, send('DELETE', '/second-factor', { code: '12345x' })),
    inside: '422 SECOND_CODE_WRONG',
  },
  'sign-in-ways.listSignInWays': { right: 'public', isPlaceless: true, ask: () => get('/sign-in-ways'), inside: '200' },
  'session.getSession': { right: 'session', isPlaceless: true, ask: () => get('/session'), inside: '200' },
  'session.signOut': {
    right: 'session',
    isPlaceless: true,
    ask: async (house, _place, { accountId }) => ({
      ...send('DELETE', '/session'),
      headers: { cookie: await cookieFor(house.operator, accountId), 'x-wotu-request': '1', 'content-type': 'application/json' },
    }),
    inside: '200',
  },
  'session.switchPost': { right: 'session', isPlaceless: true, ask: () => send('PUT', '/session/post', { postId: 1 }), inside: '404 POST_NOT_FOUND' },
  'session.changePassword': {
    right: 'session',
    isPlaceless: true,
    ask: () => send('PUT', '/session/password', { current: 'x', next: 'y' }),
    inside: '422 PASSWORD_WRONG',
  },
  'sessions.listSessions': { right: 'session', isPlaceless: true, ask: () => get('/sessions'), inside: '200' },
  'sessions.endSession': { right: 'session', isPlaceless: true, ask: () => send('DELETE', '/sessions/nobody'), inside: '404 SESSION_NOT_FOUND' },
  'tokens.listTokens': { right: 'session', isPlaceless: true, ask: () => get('/tokens'), inside: '200' },
  'tokens.revokeToken': { right: 'session', isPlaceless: true, ask: () => send('DELETE', '/tokens/7'), inside: '404 TOKEN_NOT_FOUND' },
  'roles.listRoles': { right: 'session', isPlaceless: true, ask: () => get('/roles'), inside: '200' },
};

/** A request that lies at a place. */
const correction = (right: Expectation['right'], action: (id: number) => Question, inside: string): Expectation => ({
  right,
  ask: (house, place) => {
    const { correction: id } = thingsAt(house, place);
    return id === undefined ? undefined : action(id);
  },
  inside,
  outside: '404 CORRECTION_NOT_FOUND',
});

const administration: Record<string, Expectation> = {
  'offices.listOffices': {
    right: 'seeAccounts',
    ask: (_house, { code }) => get(`/offices?withTotal=true&limit=200&division=${code}`),
    inside: '200',
    outside: '422 OFFICE_OUTSIDE',
  },
  'offices.createOffice': {
    right: 'manageAccounts',
    ask: (_house, { code }) => send('POST', '/offices', { name: `${markOf(code)}单位`, kind: 'civilAffairs', division: code }),
    inside: '409 OFFICE_NAME_TAKEN',
    outside: '422 OFFICE_OUTSIDE',
  },
  'offices.closeOffice': {
    right: 'manageAccounts',
    ask: (house, place) => send('POST', `/offices/${thingsAt(house, place).office}/close`),
    inside: '409 OFFICE_HAS_ACCOUNTS',
    outside: '404 OFFICE_NOT_FOUND',
  },
  'accounts.listAccounts': {
    right: 'seeAccounts',
    ask: (_house, { code }) => get(`/accounts?withTotal=true&limit=200&division=${code}`),
    inside: '200',
    outside: '422 OFFICE_OUTSIDE',
  },
  'accounts.getAccount': {
    right: 'seeAccounts',
    ask: (house, place) => get(`/accounts/${thingsAt(house, place).account}`),
    inside: '200',
    outside: '404 ACCOUNT_NOT_FOUND',
  },
  'accounts.createAccount': {
    right: 'manageAccounts',
    ask: (house, place) => send('POST', '/accounts', { officeId: thingsAt(house, place).office, name: 'seat-resident', displayName: '重名' }),
    inside: '409 ACCOUNT_NAME_TAKEN',
    outside: '404 OFFICE_NOT_FOUND',
  },
  'accounts.inviteAgain': {
    right: 'manageAccounts',
    ask: (house, place) => send('POST', `/accounts/${thingsAt(house, place).disabledAccount}/invitation`),
    inside: '409 ACCOUNT_DISABLED',
    outside: '404 ACCOUNT_NOT_FOUND',
  },
  'accounts.disableAccount': {
    right: 'manageAccounts',
    ask: (house, place) => send('POST', `/accounts/${thingsAt(house, place).disabledAccount}/disable`),
    inside: '200',
    outside: '404 ACCOUNT_NOT_FOUND',
  },
  'accounts.enableAccount': {
    right: 'manageAccounts',
    ask: (house, place) => send('POST', `/accounts/${thingsAt(house, place).account}/enable`),
    inside: '200',
    outside: '404 ACCOUNT_NOT_FOUND',
  },
  'accounts.listIdentities': {
    right: 'seeAccounts',
    ask: (house, place) => get(`/accounts/${thingsAt(house, place).account}/identities`),
    inside: '200',
    outside: '404 ACCOUNT_NOT_FOUND',
  },
  'accounts.prepareIdentity': {
    right: 'manageAccounts',
    ask: (house, place) => send('POST', `/accounts/${thingsAt(house, place).disabledAccount}/identities`, { provider: 'office', value: 'x' }),
    inside: '409 ACCOUNT_DISABLED',
    outside: '404 ACCOUNT_NOT_FOUND',
  },
  'accounts.removeIdentity': {
    right: 'manageAccounts',
    ask: (house, place) => send('DELETE', `/accounts/${thingsAt(house, place).account}/identities/office`),
    inside: '404 IDENTITY_NONE',
    outside: '404 ACCOUNT_NOT_FOUND',
  },
  'accounts.getFactorReset': {
    right: 'seeAccounts',
    ask: (house, place) => get(`/accounts/${thingsAt(house, place).account}/second-factor-reset`),
    inside: '200',
    outside: '404 ACCOUNT_NOT_FOUND',
  },
  'accounts.requestFactorReset': {
    right: 'manageAccounts',
    ask: (house, place) => send('POST', `/accounts/${thingsAt(house, place).account}/second-factor-reset`, { reason: '手机丢失' }),
    inside: '409 SECOND_FACTOR_NONE',
    outside: '404 ACCOUNT_NOT_FOUND',
  },
  'accounts.agreeToFactorReset': {
    right: 'grantPosts',
    ask: (house, place) => send('POST', `/accounts/${thingsAt(house, place).account}/second-factor-reset/agreement`),
    inside: '404 FACTOR_RESET_NONE',
    outside: '404 ACCOUNT_NOT_FOUND',
  },
  'accounts.grantPost': {
    right: 'grantPosts',
    ask: (house, place, seat) => send('POST', `/accounts/${thingsAt(house, place).disabledAccount}/posts`, { role: 'donor', division: seat.place.code }),
    inside: '409 ACCOUNT_DISABLED',
    outside: '404 ACCOUNT_NOT_FOUND',
  },
  'posts.endPost': {
    right: 'grantPosts',
    ask: async (house, place, { role }) => send('POST', `/posts/${role === 'securityAdministrator' ? await newPost(house, place) : 7}/end`),
    inside: '200',
    outside: '404 POST_NOT_FOUND',
  },
  'corrections.listCorrections': { right: 'answerCorrections', isPlaceless: true, ask: () => get('/corrections?withTotal=true'), inside: '200' },
  'corrections.answerCorrection': correction(
    'answerCorrections',
    (id) => send('POST', `/corrections/${id}/answer`, { version: 99, outcome: 'refused', answer: '经核实没有写错' }),
    '409 CORRECTION_CHANGED',
  ),
  'corrections.revealCorrection': correction('revealNumbers', (id) => send('POST', `/corrections/${id}/reveal`, { reason: '核对' }), '200'),
  'audit-entries.listAudit': { right: 'seeAudit', isPlaceless: true, ask: () => get('/audit-entries?withTotal=true&limit=200'), inside: '200' },
};

export const accountAnswers: Record<string, Expectation> = { ...own, ...administration, ...borrowedAnswers };
