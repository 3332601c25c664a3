/** Announcing, signing up, waiting, checking in and writing up, on a real database. */
import { sql } from 'kysely';
import { inTransaction } from '#platform/db/database.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Actor } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs } from '#tests/support/filings.ts';
import { samplePicture } from '#tests/support/sample-files.ts';
import { viewsToldTo } from '#tests/support/own-views.ts';
import { filedGroup } from '#tests/support/organizations.ts';
import type { OccasionInput } from '../contract/occasion.ts';
import { announceOccasion } from './commands/announce-occasion.ts';
import { cancelOwnSignUp, withdrawSignUp } from './commands/cancel-sign-up.ts';
import { cancelOccasion, changeOccasion } from './commands/change-occasion.ts';
import { checkInByCode, checkInOnList, checkOutOnList, checkOutOwn } from './commands/check-in.ts';
import { addPhoto, removePhoto, showPhoto } from './commands/keep-photos.ts';
import { addGuest, signUp } from './commands/sign-up.ts';
import { summarizeOccasion } from './commands/summarize-occasion.ts';
import { doorCodeOf } from './door-code.ts';
import type { ActivityMeans } from './means.ts';
import { photoKeeper } from './photo-files.ts';
import { findPublicOccasion, listComing, listPublicPhotos } from './queries/public-occasions.ts';
import { listHosts } from './queries/list-hosts.ts';
import { listCheckIns, listVolunteersOf } from './queries/list-check-ins.ts';
import { getOccasion, listHosted, listOccasions } from './queries/list-occasions.ts';
import { listOwnSignUps } from './queries/list-own-sign-ups.ts';
import { carryOccasions } from './carry-occasions.ts';
import { activityOwnData } from './own-data.ts';
import { getDoorCode, listSignUps, revealSignUp } from './queries/list-sign-ups.ts';

const { db, owner, portal } = await createTestDatabase();
const facts = createProductFacts();
const HERE = 410402001001;
const BEFORE = '2023-06-01T00:00:00Z';
const DURING = '2023-06-10T02:00:00Z';
const AFTER = '2023-06-11T00:00:00Z';
const PAGE = { limit: 50, withTotal: true };
let organizationId = 0;

/** Only the port to who leads what is answered here; the leader is `leader`. */
const means: ActivityMeans = {
  registers: productRegisters,
  leads: async (_db, _organization, accountId) => accountId === 'leader',
  listLed: async () => [{ id: organizationId, name: '合唱队' }],
  recordMinutes: async () => undefined,
  phoneOf: async ({ actor }) => (/^\d+$/.test(actor.id) ? `138${actor.id.padStart(8, '0')}` : undefined),
};

const at = (now: string, actor?: Actor): Context => testContext(db, { facts, now, ...(actor && { actor }) });
const person = (id: string): Actor => ({
  ...actorAs('resident', HERE, 'community', id),
  range: rangeOf(NATION_KEY, 'nation'),
  grants: new Map([['activity.join', new Set(['general' as const])]]),
});
const street = actorAs('streetStaff', 410402001000, 'township');
const elsewhere = actorAs('streetStaff', 410402002000, 'township');
const leader = person('leader');

const input = (more: Partial<OccasionInput> = {}): OccasionInput => ({
  title: '端午包粽子',
  theme: '文化铸魂',
  kind: '民俗活动',
  about: '一起包粽子，送给老人',
  guidedBy: '社区党支部',
  coHosts: ['巧手社'],
  venue: '社区活动室',
  startsAt: '2023-06-10T09:00:00+08:00',
  endsAt: '2023-06-10T11:00:00+08:00',
  signUpUntil: null,
  capacity: 2,
  isMajor: false,
  ...more,
});
let titles = 0;
async function announced(more: Partial<OccasionInput> = {}): Promise<number> {
  titles += 1;
  const { id } = await announceOccasion(at(BEFORE, leader), means, 'own', { organizationId, occasion: input({ title: `活动${titles}`, ...more }) });
  return Number(id);
}
const join = (id: number, who: string, now = BEFORE) => signUp(at(now, person(who)), means, { occasionId: id, name: `居民${who}`, kind: 'resident' });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
const standing = async (id: number, who: string) => (await listOwnSignUps(at(BEFORE, person(who)), id))[0]?.state;

beforeAll(async () => {
  await loadDivisions(at(BEFORE), { scope: ['410402'] });
  const organization = filedGroup('合唱队', HERE);
  organizationId = (await createRecord(at(BEFORE), productRegisters, 'organizations', organization)).id;
}, 120_000);

describe('announcing', () => {
  it('is for whoever leads the organization and for the offices above it, and for nobody else', async () => {
    const say = (context: Context, side: 'own' | 'office') =>
      refusal(announceOccasion(context, means, side, { organizationId, occasion: input({ title: '谁来发布' }) }));
    expect(await say(at(BEFORE, leader), 'own')).toBe('done');
    expect(await say(at(BEFORE, street), 'office')).toBe('done');
    expect(await say(at(BEFORE, person('1')), 'own')).toBe('RECORD_NOT_FOUND');
    expect(await say(at(BEFORE, elsewhere), 'office')).toBe('RECORD_NOT_FOUND');
    expect(await say(at(BEFORE, street), 'own')).toBe('PERMISSION_MISSING');
    expect(await say(at(AFTER, leader), 'own')).toBe('OCCASION_INVALID');
  });

  it('offers an office the organizations of its jurisdiction by a part of the name, and nobody else any', async () => {
    expect(await listHosts(at(BEFORE, street), '合唱')).toEqual([{ id: String(organizationId), name: '合唱队', divisionName: expect.any(String) }]);
    expect(await listHosts(at(BEFORE, elsewhere), '合唱')).toEqual([]);
    expect(await listHosts(at(BEFORE, street), '没有这样的')).toEqual([]);
    expect(await refusal(listHosts(at(BEFORE, leader), '合唱'))).toBe('PERMISSION_MISSING');
  });

  it('masks numbers of people in what everybody reads, and lists by place', async () => {
    const id = await announced({ about: '报名打 13812345678' });
    const { items, total } = await listOccasions(at(BEFORE, street), { ...PAGE, standing: 'coming' });
    expect(items.find((one) => one.id === String(id))?.about).toBe('报名打 138****5678');
    expect(total).toBe(items.length);
    expect(await listOccasions(at(BEFORE, elsewhere), PAGE)).toMatchObject({ items: [], total: 0 });
    expect((await listHosted(at(BEFORE, leader), means, organizationId, { ...PAGE, limit: 1 })).nextCursor).not.toBeNull();
    expect(await refusal(getOccasion(at(BEFORE, elsewhere), means, 'office', id))).toBe('OCCASION_NOT_FOUND');
  });
});

describe('the last place', () => {
  it('goes to one of two who ask at once; the other waits', async () => {
    const id = await announced({ capacity: 1 });
    const got = await Promise.all([join(id, '11'), join(id, '12')]);
    expect(got.toSorted()).toEqual(['confirmed', 'waiting']);
  });

  it('is not given twice to one who presses twice, nor by the same telephone from the list', async () => {
    const id = await announced({ capacity: null });
    expect(await Promise.all([join(id, '13'), join(id, '13')])).toEqual(['confirmed', 'confirmed']);
    expect((await getOccasion(at(BEFORE, leader), means, 'own', id)).counts.confirmed).toBe(1);
    const again = { name: '同一人', phone: '13800000013', kind: 'resident' as const };
    expect(await refusal(addGuest(at(BEFORE, leader), means, 'own', { occasionId: id, guest: again }))).toBe('SIGN_UP_ALREADY');
    expect(await refusal(addGuest(at(BEFORE, leader), means, 'own', { occasionId: id, guest: { ...again, phone: '12' } }))).toBe('SIGN_UP_INVALID');
    const guest = { name: '来客', phone: '13800000099', kind: 'resident' as const };
    expect(await refusal(addGuest(at(BEFORE, elsewhere), means, 'office', { occasionId: id, guest }))).toBe('OCCASION_NOT_FOUND');
    expect(await refusal(addGuest(at(BEFORE, street), means, 'office', { occasionId: id, guest }))).toBe('done');
    expect((await getOccasion(at(BEFORE, leader), means, 'own', id)).counts.confirmed).toBe(2);
  });

  it('moves up by itself to whoever waited longest, by cancelling and by more capacity', async () => {
    const id = await announced({ capacity: 1 });
    for (const who of ['21', '22', '23', '24']) await join(id, who);
    await cancelOwnSignUp(at(BEFORE, person('21')), id);
    await cancelOwnSignUp(at(BEFORE, person('21')), id);
    expect([await standing(id, '21'), await standing(id, '22'), await standing(id, '23')]).toEqual([undefined, 'confirmed', 'waiting']);
    const { version } = await getOccasion(at(BEFORE, leader), means, 'own', id);
    await changeOccasion(at(BEFORE, leader), means, 'own', { id, version, occasion: input({ capacity: 2 }) });
    expect([await standing(id, '23'), await standing(id, '24')]).toEqual(['confirmed', 'waiting']);
    expect(await refusal(changeOccasion(at(BEFORE, leader), means, 'own', { id, version, occasion: input() }))).toBe('OCCASION_CHANGED');
  });

  it('changes before it begins, tells those who signed up before of another time or place, and keeps the places that were given', async () => {
    const id = await announced({ capacity: 3 });
    await join(id, '51');
    await join(id, '52');
    const change = (more: Partial<OccasionInput>, version: number, now = BEFORE) =>
      refusal(changeOccasion(at(now, leader), means, 'own', { id, version, occasion: input({ title: `活动${titles}`, capacity: 3, ...more }) }));
    expect(await change({ capacity: 1 }, 1)).toBe('OCCASION_INVALID');
    expect(await change({ startsAt: '2023-05-01T09:00:00+08:00' }, 1)).toBe('OCCASION_INVALID');
    expect(await change({ about: '换了馅' }, 1)).toBe('done');
    const told = async (who: string) => (await listOwnSignUps(at(BEFORE, person(who)), id))[0]?.movedFrom;
    expect(await told('51')).toBeNull();
    expect(await change({ venue: '社区广场' }, 2, '2023-06-02T00:00:00Z')).toBe('done');
    expect(await told('51')).toBe('2023年6月10日 09:00，社区活动室');
    await join(id, '53', '2023-06-03T00:00:00Z');
    expect(await told('53')).toBeNull();
  });

  it('keeps what people came for once it has begun, changes the rest until it is over, and is not called off with people in it', async () => {
    const id = await announced({ capacity: 3 });
    await join(id, '54');
    const same = { title: `活动${titles}`, capacity: 3 };
    const change = (more: Partial<OccasionInput>, version: number, now = DURING) =>
      refusal(changeOccasion(at(now, leader), means, 'own', { id, version, occasion: input({ ...same, ...more }) }));
    for (const more of [{ title: '改名' }, { startsAt: '2023-06-10T10:00:00+08:00' }, { theme: '邻里守望' as const, kind: null }, { coHosts: [] }])
      expect(await change(more, 1)).toBe('OCCASION_BEGUN');
    expect(await change({ endsAt: '2023-06-10T09:30:00+08:00' }, 1)).toBe('OCCASION_INVALID');
    expect(await change({ endsAt: '2023-06-10T12:00:00+08:00', capacity: 5 }, 1)).toBe('done');
    const { items } = await listSignUps(at(DURING, leader), means, 'own', id, PAGE);
    await checkInOnList(at(DURING, leader), means, 'own', { occasionId: id, entry: Number(items[0]?.id) });
    expect(await refusal(cancelOccasion(at(DURING, leader), means, 'own', { id, version: 2, reason: '下雨' }))).toBe('OCCASION_ATTENDED');
    expect(await change({ endsAt: '2023-06-10T12:00:00+08:00', about: '补记' }, 2, AFTER)).toBe('OCCASION_OVER');
  });

  it('two who leave at once let two move up', async () => {
    const id = await announced({ capacity: 2 });
    for (const who of ['31', '32', '33', '34']) await join(id, who);
    await Promise.all([cancelOwnSignUp(at(BEFORE, person('31')), id), cancelOwnSignUp(at(BEFORE, person('32')), id)]);
    expect([await standing(id, '33'), await standing(id, '34')]).toEqual(['confirmed', 'confirmed']);
  });

  it('is gone after the last day, or when it is called off', async () => {
    const id = await announced();
    expect(await refusal(join(id, '41', DURING))).toBe('SIGN_UP_CLOSED');
    const { version } = await getOccasion(at(BEFORE, leader), means, 'own', id);
    await cancelOccasion(at(BEFORE, leader), means, 'own', { id, version, reason: '下雨' });
    expect(await refusal(join(id, '41'))).toBe('OCCASION_NOT_OPEN');
    expect(await refusal(join(999, '41'))).toBe('OCCASION_NOT_FOUND');
  });
});

describe('at the door', () => {
  it('opens by the code of the minute, counts wrong ones, and closes after five', async () => {
    const id = await announced();
    await join(id, '51');
    const come = (code: string, now = DURING, who = '51') => refusal(checkInByCode(at(now, person(who)), id, code));
    const { code } = doorCodeOf(at(DURING), id);
    const other = code === '000000' ? '000001' : '000000';
    expect(await come(code, BEFORE)).toBe('CHECK_IN_NOT_NOW');
    expect(await come(code, DURING, '52')).toBe('SIGN_UP_NOT_FOUND');
    expect(await come(other)).toBe('DOOR_CODE_WRONG');
    expect(await come(code, '2023-06-10T02:10:00Z')).toBe('DOOR_CODE_WRONG');
    for (let turn = 0; turn < 3; turn += 1) await come(other);
    expect(await come(code)).toBe('DOOR_CODE_TOO_OFTEN');
    const { items } = await listSignUps(at(DURING, leader), means, 'own', id, PAGE);
    const entry = Number(items[0]?.id);
    expect((await checkInOnList(at(DURING, leader), means, 'own', { occasionId: id, entry })).checkedInAt).not.toBeNull();
    expect(await refusal(cancelOwnSignUp(at(DURING, person('51')), id))).toBe('SIGN_UP_CHECKED_IN');
  });

  it('lets in whoever has the code, once, and whoever waits only on the list', async () => {
    const id = await announced({ capacity: 1 });
    await join(id, '61');
    await join(id, '62');
    const { code } = await getDoorCode(at(DURING, leader), means, 'own', id);
    await checkInByCode(at(DURING, person('61')), id, ` ${code} `);
    await checkInByCode(at('2023-06-10T02:30:00Z', person('61')), id, code);
    expect(await refusal(checkInByCode(at(DURING, person('62')), id, code))).toBe('CHECK_IN_WAITING');
    expect(await refusal(checkOutOwn(at(DURING, person('62')), id))).toBe('CHECK_IN_NOT_YET');
    const { items } = await listSignUps(at(DURING, street), means, 'office', id, PAGE);
    expect(items.map(({ name, phone }) => [name, phone])).toEqual([
      ['居某', '138****0061'],
      ['居某', '138****0062'],
    ]);
    const waiting = { occasionId: id, entry: Number(items[1]?.id) };
    expect(await checkInOnList(at(DURING, street), means, 'office', waiting)).toMatchObject({ state: 'confirmed' });
    expect(await checkOutOnList(at('2023-06-10T02:45:00Z', street), means, 'office', waiting)).toMatchObject({ state: 'confirmed' });
    await checkOutOwn(at('2023-06-10T03:00:00Z', person('61')), id);
    expect(await listCheckIns(db, { range: elsewhere.range, now: new Date(AFTER), occasionId: id, limit: 10 })).toEqual([]);
    const coming = async ({ range }: Actor) => (await listComing(portal, { range, now: new Date(BEFORE) })).items.map((one) => one.id);
    expect([(await coming(street)).includes(id), (await coming(elsewhere)).includes(id)]).toEqual([true, false]);
    const ins = await listCheckIns(db, { range: street.range, now: new Date(AFTER), occasionId: id, limit: 10 });
    expect(ins.map(({ accountId, minutes }) => [accountId, minutes])).toEqual([
      ['61', 60],
      ['62', 45],
    ]);
    expect(await refusal(withdrawSignUp(at(DURING, elsewhere), means, 'office', waiting))).toBe('OCCASION_NOT_FOUND');
  });

  it('knows who came as a volunteer, by name, for whoever reaches the place', async () => {
    const id = await announced();
    await signUp(at(BEFORE, person('65')), means, { occasionId: id, name: '志愿者65', kind: 'volunteer' });
    const { code } = await getDoorCode(at(DURING, leader), means, 'own', id);
    await checkInByCode(at(DURING, person('65')), id, code);
    const cameFor = (actor: Actor) => inTransaction(db, (tx) => listVolunteersOf(tx, at(AFTER, actor), { id }));
    expect(await cameFor(street)).toMatchObject([{ accountId: '65', name: '志愿者65' }]);
    expect(await cameFor(elsewhere)).toEqual([]);
  });

  it('lists those who cancelled too, and counts what it lists', async () => {
    const id = await announced();
    for (const who of ['66', '67']) await join(id, who);
    await cancelOwnSignUp(at(BEFORE, person('66')), id);
    const page = await listSignUps(at(BEFORE, street), means, 'office', id, { ...PAGE, withTotal: true });
    expect([page.items.map(({ state }) => state), page.total]).toEqual([['cancelled', 'confirmed'], 2]);
    const entry = Number(page.items[1]?.id);
    expect(await refusal(withdrawSignUp(at(BEFORE, elsewhere), means, 'office', { occasionId: id, entry }))).toBe('OCCASION_NOT_FOUND');
    expect((await withdrawSignUp(at(BEFORE, street), means, 'office', { occasionId: id, entry })).state).toBe('cancelled');
  });

  it('shows a name and a telephone in clear with a reason only, and notes it', async () => {
    const id = await announced();
    await join(id, '71');
    const entry = Number((await listSignUps(at(BEFORE, street), means, 'office', id, PAGE)).items[0]?.id);
    expect(await revealSignUp(at(BEFORE, street), means, { occasionId: id, entry, reason: '通知改期' })).toEqual({ name: '居民71', phone: '13800000071' });
    expect(await refusal(revealSignUp(at(BEFORE, leader), means, { occasionId: id, entry, reason: '通知改期' }))).toBe('PERMISSION_MISSING');
    const { rows } = await sql<{ text: string }>`select details::text as text from audit_entries where action = 'personal-data.revealed'`.execute(owner);
    expect(rows[0]?.text).toContain('通知改期');
    expect(await viewsToldTo(at(BEFORE, street), '13800000071')).toEqual([[at(BEFORE, street).actor.name, '活动报名', '查看', '通知改期']]);
    const stored = await sql<{ text: string }>`select row_to_json(s)::text as text from activity_sign_ups s`.execute(owner);
    expect(stored.rows.map(({ text }) => text).join()).not.toMatch(/居民71|13800000071/);
  });
});

describe('writing up', () => {
  const result = { summary: '来了很多老人', participants: 30, volunteers: 6, beneficiaries: [{ group: '空巢老人', count: 12 }] };

  it('enters the register once, where plans count it', async () => {
    const id = await announced({ title: '只算一次' });
    await join(id, '81');
    const { code } = doorCodeOf(at(DURING), id);
    await checkInByCode(at(DURING, person('81')), id, code);
    const write = (more = {}, now = DURING) => refusal(summarizeOccasion(at(now, leader), means, 'own', { id, version: 1, result: { ...result, ...more } }));
    expect(await write({}, BEFORE)).toBe('OCCASION_NOT_OVER');
    expect(await write({ participants: 0, volunteers: 0 })).toBe('OCCASION_INVALID');
    expect(await write({ volunteers: 31 })).toBe('OCCASION_INVALID');
    expect((await Promise.all([write(), write()])).toSorted()).toEqual(['OCCASION_CHANGED', 'done']);
    const { rows } =
      await sql`select theme, organization_id, participants, volunteers, started_on::text as day from activities where name = '只算一次'`.execute(owner);
    expect(rows).toEqual([{ theme: '文化铸魂', organization_id: organizationId, participants: 30, volunteers: 6, day: '2023-06-10' }]);
    expect(await refusal(join(id, '82'))).toBe('OCCASION_NOT_OPEN');
  });

  it('takes what an office brought in before for the same activity', async () => {
    const record = { name: '早已录入', theme: '文化铸魂', organizationName: '合唱队', div: String(HERE), startedOn: '2023-06-10', participants: 25 };
    const { id: recordId } = await createRecord(at(BEFORE), productRegisters, 'activities', record);
    const id = await announced({ title: '早已录入' });
    expect(await summarizeOccasion(at(DURING, leader), means, 'own', { id, version: 1, result })).toMatchObject({ state: 'held', recordId: String(recordId) });
  });
});

it('stays with its organization when that is merged into another', async () => {
  const id = await announced({ title: '合并之前发布的' });
  const before = await sql<{ host: number }>`select organization_id as host from activity_occasions where id = ${id}`.execute(owner);
  const host = before.rows[0]?.host ?? 0;
  const moved = await inTransaction(db, async (tx) => {
    const count = await carryOccasions(tx, host, host + 1);
    const { rows } = await sql<{ host: number }>`select organization_id as host from activity_occasions where id = ${id}`.execute(tx);
    await carryOccasions(tx, host + 1, host);
    return { count, host: rows[0]?.host };
  });
  expect(moved.host).toBe(host + 1);
  expect(moved.count).toBeGreaterThan(0);
});

it('is in the own data of whoever signed up, who gives the place back before closing the account', async () => {
  const id = await announced({ title: '自己的数据' });
  await join(id, '91');
  const subject = { accountId: '91', indexes: [] };
  const [set] = await activityOwnData.read(at(BEFORE), subject, 10);
  expect(set?.rows.map(([title, , state, kind]) => [title, state, kind])).toEqual([['自己的数据', '已报名', '居民']]);
  expect(set?.rows[0]?.slice(-2)).toEqual(['居民91', '13800000091']);
  expect(await activityOwnData.unsettled(at(BEFORE), subject)).toHaveLength(1);
  await cancelOwnSignUp(at(BEFORE, person('91')), id);
  expect(await activityOwnData.unsettled(at(BEFORE), subject)).toEqual([]);
  expect((await activityOwnData.read(at(BEFORE), { accountId: '92', indexes: [] }, 10))[0]?.rows).toEqual([]);
});

it('has photographs once it has begun, seen by those who work with it, and by everybody as the organizer says', async () => {
  const id = await announced({ title: '有照片的' });
  const add = async (context: Context) => addPhoto(context, means, 'own', { id, name: 'a.jpg', content: await samplePicture(40, 30) });
  expect(await refusal(add(at(BEFORE, leader)))).toBe('PHOTO_NOT_NOW');
  expect(await refusal(add(at(DURING, person('1'))))).toBe('OCCASION_NOT_FOUND');
  await add(at(DURING, leader));
  const [first, second] = await add(at(DURING, leader));
  const shown = async () => {
    const occasion = await findPublicOccasion(portal, id);
    return occasion ? (await listPublicPhotos(portal, occasion)).map((photo) => photo.id) : undefined;
  };
  expect([first?.isPublic, await shown()]).toEqual([false, []]);
  const reach = (actor: Actor) =>
    photoKeeper(means).reachOf(at(DURING, actor), { id: Number(first?.id), ownerId: id, part: null, district: 410402, div: HERE });
  expect([await reach(leader), await reach(street), await reach(elsewhere), await reach(person('1'))]).toEqual(['owns', 'reads', 'none', 'none']);
  const named = (photo = first) => ({ id, photo: Number(photo?.id) });
  await showPhoto(at(DURING, leader), means, 'own', { ...named(), isPublic: true });
  expect(await shown()).toEqual([first?.id]);
  const other = await announced({ title: '没照片的' });
  expect(await refusal(showPhoto(at(DURING, leader), means, 'own', { ...named(), id: other, isPublic: true }))).toBe('PHOTO_NOT_FOUND');
  expect(await refusal(showPhoto(at(DURING, elsewhere), means, 'office', { ...named(), isPublic: false }))).toBe('OCCASION_NOT_FOUND');
  await showPhoto(at(DURING, street), means, 'office', { ...named(), isPublic: false });
  expect(await shown()).toEqual([]);
  expect((await removePhoto(at(DURING, leader), means, 'own', named(second))).map((photo) => photo.id)).toEqual([first?.id]);
  // called off, they are taken back, may be removed and are not shown again
  await showPhoto(at(DURING, leader), means, 'own', { ...named(), isPublic: true });
  await cancelOccasion(at(DURING, leader), means, 'own', { id, version: 1, reason: '下雨' });
  expect(await shown()).toEqual([]);
  expect(await refusal(showPhoto(at(DURING, leader), means, 'own', { ...named(), isPublic: true }))).toBe('PHOTO_NOT_NOW');
  expect(await removePhoto(at(DURING, leader), means, 'own', named())).toEqual([]);
});
