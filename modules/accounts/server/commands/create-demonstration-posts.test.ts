import { beforeAll, expect, it } from 'vitest';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { NOBODY } from '#platform/access/actor.ts';
import { inTransaction } from '#platform/db/database.ts';
import { loadTestDivisions, openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ROLE_IDS, ROLES } from '../../contract/roles.ts';
import { findActorByAccount, findLiveSession } from '../authenticator.ts';
import { hasDemonstrationPosts } from '../demonstration-store.ts';
import { readNotices } from '../notice-store.ts';
import { tellOffices } from '../tell-offices.ts';
import { createDemonstrationPosts, removeDemonstrationPosts } from './create-demonstration-posts.ts';
import { enterDemonstration } from './enter-demonstration.ts';
import { issueStartLinks } from './issue-start-links.ts';

const { db } = await createTestDatabase();
const operator = testContext(db);
const stranger = testContext(db, { actor: NOBODY });
const browser = { userAgent: 'test', formerToken: null };
const BUSINESS = ROLE_IDS.filter((id) => ROLES[id].duty === 'business');

beforeAll(() => loadTestDivisions(operator));

async function demonstrationLinks() {
  return (await issueStartLinks(operator)).filter((link) => link.purpose === 'demonstration');
}

it('does not exist until it is asked for', async () => {
  expect(await hasDemonstrationPosts(db)).toBe(false);
  expect(await demonstrationLinks()).toEqual([]);
});

it('has one marked post per business role, once', async () => {
  expect(await createDemonstrationPosts(operator, 410400000000)).toBe(BUSINESS.length);
  expect(await createDemonstrationPosts(operator, 410400000000)).toBe(0);
  const links = await demonstrationLinks();
  expect(links).toHaveLength(BUSINESS.length);
  expect(links.map((link) => link.label)).toContain('演示岗位：市级民政工作人员（河南省 / 平顶山市）');
  for (const id of BUSINESS) {
    const actor = await findActorByAccount(db, `demo-${id.toLowerCase()}`, operator.now);
    expect(ROLES[id].levels, id).toContain(actor?.divisionLevel);
    expect(actor?.grants.size, id).toBe(ROLES[id].permissions.length);
  }
});

it('sits in offices that are told what waits for them', async () => {
  const street = await findActorByAccount(db, 'demo-streetstaff', operator.now);
  const notice = { office: 'street' as const, place: street?.division ?? 0, orAbove: false, body: '有 1 件申请快到办理期限。' };
  await inTransaction(db, (tx) => tellOffices(tx, operator, notice));
  expect((await readNotices(db, Number(street?.id), null, 5)).map(({ body }) => body)).toEqual([notice.body]);
});

it('lets each of the other cities be seen by its own province, city, district, street and committee', async () => {
  await loadDivisions(operator, { scope: ['440103', '460105'] });
  // 广东 and 广州 with a district, a street and a committee, 海南 and 海口 likewise; 深圳 is not loaded
  expect(await createDemonstrationPosts(operator, 410400000000)).toBe(10);
  expect(await createDemonstrationPosts(operator, 410400000000)).toBe(0);
  const labels = (await demonstrationLinks()).map((link) => link.label);
  expect(labels).toEqual(
    expect.arrayContaining([
      '演示岗位：省级民政工作人员（海南省）',
      '演示岗位：市级民政工作人员（广东省 / 广州市）',
      '演示岗位：县（市、区）民政工作人员（海南省 / 海口市 / 秀英区）',
    ]),
  );
  expect((await findActorByAccount(db, 'demo-districtcivilaffairsstaff-440103', operator.now))?.division).toBe(440_103_000_000);
});

it('is entered by each link once, and by those of the last start only', async () => {
  const earlier = await demonstrationLinks();
  const links = await demonstrationLinks();
  const token = (path = '') => path.replace('/welcome/', '');
  await expect(enterDemonstration(stranger, token(earlier[0]?.path), browser)).rejects.toMatchObject({ code: 'LINK_UNUSABLE' });
  const session = await enterDemonstration(stranger, token(links[0]?.path), browser);
  expect((await findLiveSession(db, session.token, operator.now))?.account.demonstration).toBe(true);
  await expect(enterDemonstration(stranger, token(links[0]?.path), browser)).rejects.toMatchObject({ code: 'LINK_UNUSABLE' });
});

it('goes away whole, sessions included, and takes nothing real along', async () => {
  await openAccount(operator, { name: 'real', role: 'streetStaff', division: '410402001000', password: false });
  const [link] = await demonstrationLinks();
  const session = await enterDemonstration(stranger, (link?.path ?? '').replace('/welcome/', ''), browser);
  expect(await removeDemonstrationPosts(operator)).toBe(BUSINESS.length + 10);
  expect(await findLiveSession(db, session.token, operator.now)).toBeUndefined();
  expect(await demonstrationLinks()).toEqual([]);
  expect(await findActorByAccount(db, 'real', operator.now)).not.toBeNull();
  expect(await removeDemonstrationPosts(operator)).toBe(0);
});
