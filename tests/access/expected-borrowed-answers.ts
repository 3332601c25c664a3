import { sql } from 'kysely';
import type { RoleId } from '#modules/accounts/contract/roles.ts';
import { grantPost } from '#modules/accounts/server/commands/grant-post.ts';
import type { DivisionLevel } from '#shared/division-code.ts';
import { openAccount } from '#tests/support/accounts.ts';
import type { House, Seat } from './open-house.ts';
import { LIWAN, type Place } from './places.ts';
import { type Expectation, get, NOWHERE, send, thingsAt } from './question.ts';

/** Roles that may stand at each level, with little more than nothing in them. */
const BUSINESS_ROLES: Record<DivisionLevel, RoleId> = {
  nation: 'ministryStaff',
  province: 'evaluator',
  city: 'donor',
  county: 'donor',
  township: 'donor',
  community: 'donor',
};

/** A fresh post at the place. */
export async function newPost(house: House, place: Place): Promise<number> {
  const { account } = thingsAt(house, place);
  if (place === NOWHERE) return account;
  await grantPost(house.operator, account, { role: BUSINESS_ROLES[place.level], division: place.code });
  const { rows } = await sql<{ id: number }>`select max(id) as id from posts where account_id = ${account}`.execute(house.owner);
  return rows[0]?.id ?? 0;
}

let visitors = 0;

/** What a visitor from another province asked for at the place. @param granted null while it waits */
export async function accessAt(house: House, place: Place, granted: boolean | null): Promise<number> {
  if (place === NOWHERE) return thingsAt(house, place).account;
  const name = `visitor-${(visitors += 1)}`;
  const { id: account } = await openAccount(house.operator, { name, role: 'districtCivilAffairsStaff', division: LIWAN.code, password: false });
  const { rows } = await sql<{ id: number }>`
    insert into temporary_accesses (id, district, div, level, account_id, post_id, verbs, classes, hours, reason, requested_at, granted, decided_at, decided_by)
    select nextval('record_numbers'), ${Number(place.code)}::bigint / 1000000, ${Number(place.code)}, ${place.level}, ${account}, p.id, '{plan.read}', '{general}', 5, '协查',
      p.granted_at, ${granted}::boolean, case when ${granted}::boolean is not null then p.granted_at end, case when ${granted}::boolean is not null then 'x' end
    from posts p where p.account_id = ${account} returning id`.execute(house.owner);
  return rows[0]?.id ?? 0;
}

const isAdministrator = ({ role }: Seat) => role.endsWith('Administrator') && role !== 'auditAdministrator';
const isBusiness = ({ role }: Seat) => !role.endsWith('Administrator');
const LENT = { verbs: ['division.read'], classes: ['general'], reason: '出差' };

export const borrowedAnswers: Record<string, Expectation> = {
  'posts.getPostGrants': {
    right: 'seeAccounts',
    ask: async (house, place, seat) => get(`/posts/${isAdministrator(seat) ? await newPost(house, place) : 7}/grants`),
    inside: '200',
    outside: '404 POST_NOT_FOUND',
  },
  'posts.setPostGrants': {
    right: 'grantPosts',
    ask: async (house, place, { role }) =>
      send('PUT', `/posts/${role === 'securityAdministrator' ? await newPost(house, place) : 7}/grants`, { grants: {}, reason: '收窄' }),
    inside: '200',
    outside: '404 POST_NOT_FOUND',
  },
  'posts.appointActing': {
    right: 'grantPosts',
    ask: async (house, place, { role }) =>
      send('POST', `/posts/${role === 'securityAdministrator' ? await newPost(house, place) : 7}/acting`, {
        ...LENT,
        accountId: thingsAt(house, place).disabledAccount,
        endsOn: '2023-12-01',
      }),
    inside: '409 ACCOUNT_DISABLED',
    outside: '404 POST_NOT_FOUND',
  },
  'accounts.listAccountStandIns': {
    right: 'seeAccounts',
    ask: (house, place) => get(`/accounts/${thingsAt(house, place).account}/stand-ins`),
    inside: '200',
    outside: '404 ACCOUNT_NOT_FOUND',
  },
  'stand-ins.listStandIns': { right: 'session', isPlaceless: true, ask: () => get('/stand-ins'), inside: '200' },
  'stand-ins.delegatePost': {
    right: 'session',
    isPlaceless: true,
    // administrators lend nothing at all: modules/accounts tells
    ask: (_house, _place, seat) => (isBusiness(seat) ? send('POST', '/stand-ins', { ...LENT, accountId: 7, endsOn: '2023-12-01' }) : undefined),
    inside: '404 ACCOUNT_NOT_FOUND',
  },
  'stand-ins.revokeStandIn': { right: 'session', isPlaceless: true, ask: () => send('POST', '/stand-ins/7/revoke'), inside: '404 STAND_IN_NOT_FOUND' },
  'colleagues.listColleagues': { right: 'session', isPlaceless: true, ask: () => get('/colleagues'), inside: '200' },
  'temporary-accesses.listAccesses': { right: 'session', isPlaceless: true, ask: () => get('/temporary-accesses'), inside: '200' },
  'temporary-accesses.requestAccess': {
    right: 'session',
    isPlaceless: true,
    ask: (_house, _place, seat) => (isBusiness(seat) ? send('POST', '/temporary-accesses', { ...LENT, division: seat.place.code, hours: 5 }) : undefined),
    inside: '422 ACCESS_DIVISION',
  },
  'temporary-accesses.listIncomingAccesses': { right: 'grantPosts', isPlaceless: true, ask: () => get('/temporary-accesses/incoming'), inside: '200' },
  'temporary-accesses.decideAccess': {
    right: 'grantPosts',
    ask: async (house, place, { role }) =>
      send('POST', `/temporary-accesses/${role === 'securityAdministrator' && place.level !== 'nation' ? await accessAt(house, place, false) : 7}/decision`, {
        granted: true,
      }),
    inside: '409 ACCESS_DECIDED',
    outside: '404 ACCESS_NOT_FOUND',
  },
  'temporary-accesses.endAccess': { right: 'session', isPlaceless: true, ask: () => send('POST', '/temporary-accesses/7/end'), inside: '404 ACCESS_NOT_FOUND' },
  'notices.listNotices': { right: 'session', isPlaceless: true, ask: () => get('/notices?limit=200'), inside: '200' },
  'notices.readNotices': { right: 'session', isPlaceless: true, ask: () => send('POST', '/notices/1/read'), inside: '200' },
};
