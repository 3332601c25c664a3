import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { volunteerMeans } from '#apps/server/volunteer-means.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { verifyAudit } from '#platform/audit/verify-audit.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs, deskOf, PLACES } from '#tests/support/filings.ts';
import { viewsToldTo } from '#tests/support/own-views.ts';
import { fillIn, outcome, personAt } from '#tests/support/volunteers.ts';
import { editSelf, editVolunteer } from './commands/edit-volunteer.ts';
import { registerSelf, registerVolunteer } from './commands/register-volunteer.ts';
import { revealVolunteer } from './commands/reveal-volunteer.ts';
import { withdrawSelf, withdrawVolunteer } from './commands/withdraw-volunteer.ts';
import { getVolunteer } from './queries/get-volunteer.ts';
import { findVolunteers, listVolunteers } from './queries/list-volunteers.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { committee, street, district } = deskOf(operator, 'pingdingshan');
const elsewhere = deskOf(operator, 'guangzhou').committee;
const city: Context = { ...operator, actor: actorAs('cityCivilAffairsStaff', PLACES.pingdingshan.city, 'city') };
const HOME = codeOf(PLACES.pingdingshan.community);
const ABROAD = codeOf(PLACES.guangzhou.community);
const NOTE = { consentNote: '本人到社区当面同意' };
const ALL = { standing: 'all', limit: 50, withTotal: true } as const;

beforeAll(async () => {
  await loadDivisions(operator, { scope: [PLACES.pingdingshan.load, PLACES.guangzhou.load] });
}, 60_000);

const figures = async () =>
  (
    await sql<{ div: number; registered: number; withdrawn: number }>`
      select div, sum(registered)::int as registered, sum(withdrawn)::int as withdrawn from volunteer_figures group by 1 order by 1`.execute(owner)
  ).rows;

/** All that an office is told while it enters, corrects, withdraws and enters again. */
async function lifeAt(office: Context, number: number): Promise<unknown[]> {
  const one = fillIn(number, ABROAD);
  const entry = { ...one, ...NOTE };
  const id = await registerVolunteer(office, entry);
  const shown = async () => {
    const { version, withdrawnOn, registeredOn, consent, hasAccount, memberships } = await getVolunteer(office, id);
    return { version, withdrawnOn, registeredOn, consent, hasAccount, memberships };
  };
  const first = await shown();
  const twice = await outcome(registerVolunteer(office, entry));
  const another = await registerVolunteer(office, { ...fillIn(number + 100, ABROAD), ...NOTE });
  const intoIt = await outcome(editVolunteer(office, another, { ...one, version: 1 }));
  await withdrawVolunteer(office, volunteerMeans, { id, version: 1, reason: '登记有误' });
  const back = (await registerVolunteer(office, entry)) === id;
  return [first, twice, intoIt, back, await shown(), (await findVolunteers(office, one.idNumber)).length];
}

describe('the register', () => {
  it('is empty to begin with', async () => {
    expect(await listVolunteers(committee, ALL)).toEqual({ items: [], nextCursor: null, total: 0 });
    expect(await findVolunteers(committee, '13800000000')).toEqual([]);
  });

  it('takes in whoever the committee types, with masked numbers, and finds them by name, initials, code and number', async () => {
    const one = fillIn(1, HOME, { name: '欧阳春晓' });
    const id = await registerVolunteer(committee, { ...one, ...NOTE });
    const shown = await getVolunteer(street, id);
    expect(shown).toMatchObject({ name: '欧阳春晓', consent: 'assisted', consentNote: NOTE.consentNote, hasAccount: false, isInsured: false, version: 1 });
    expect(shown.idNumber).toBe(`${one.idNumber.slice(0, 3)}${'*'.repeat(11)}${one.idNumber.slice(-4)}`);
    for (const q of ['阳春', '春晓', 'ycx', shown.number]) expect((await listVolunteers(district, { ...ALL, q })).total, q).toBe(1);
    expect((await listVolunteers(district, { ...ALL, q: '春阳' })).total).toBe(0);
    for (const number of [one.idNumber.toLowerCase(), String(one.phone), ` ${one.phone} `]) {
      expect((await findVolunteers(committee, number)).map((found) => found.id)).toEqual([String(id)]);
    }
    expect(await findVolunteers(elsewhere, one.idNumber)).toEqual([]);
    expect(await outcome(getVolunteer(elsewhere, id))).toBe('RECORD_NOT_FOUND');
    const { rows } = await sql<{ text: string }>`select v::text as text from volunteers v`.execute(owner);
    expect(rows.map(({ text }) => text).join()).not.toContain(one.idNumber);
  });

  it.each([
    ['a wrong check character', { idNumber: '41040219700101001Y' }, 'idNumber'],
    ['a birthday that the number denies', { bornOn: '1971-01-01' }, 'bornOn'],
    ['a sex that the number denies', { sex: '男' }, 'sex'],
    ['a passport without nationality', { idKind: 'passport', idNumber: 'E12345678' }, 'nationality'],
    ['a nationality with a resident’s card', { nationality: '法国' }, 'nationality'],
    ['a telephone that is none', { phone: '12345' }, 'phone'],
    ['nobody to call', { phone: null }, 'phone'],
    ['a birthday ahead', { idKind: 'passport', idNumber: 'E12345678', nationality: '法国', bornOn: '2031-01-01' }, 'bornOn'],
  ] as const)('refuses %s and says where', async (_what, wrong, field) => {
    const error = await registerVolunteer(committee, { ...fillIn(2, HOME), ...wrong, ...NOTE }).catch((refusal) => refusal);
    expect([error.code, error.fields[0]?.path]).toEqual(['VOLUNTEER_INVALID', field]);
    expect(JSON.stringify(error.fields)).not.toContain('12345');
  });

  it('takes in somebody from abroad with a passport (SZ-D33), and somebody of 16 with a guardian only', async () => {
    const foreigner = { ...fillIn(3, HOME), idKind: 'passport', idNumber: 'e 1234567', nationality: '法国', name: 'Jean Dupont', languages: ['法语'] } as const;
    const id = await registerVolunteer(committee, { ...foreigner, languages: ['法语'], ...NOTE });
    expect(await getVolunteer(committee, id)).toMatchObject({ isForeign: true, nationality: '法国', idNumber: 'E12*4567' });
    expect((await listVolunteers(committee, { ...ALL, foreign: true })).total).toBe(1);
    const young = fillIn(4, HOME, { bornOn: '2007-05-01' });
    expect(await outcome(registerVolunteer(committee, { ...young, ...NOTE }))).toBe('VOLUNTEER_INVALID');
    const guardian = { guardianName: '王母', guardianPhone: '13900001111', guardianAgreedOn: '2023-11-19', phone: null };
    const minor = await registerVolunteer(committee, { ...young, ...guardian, ...NOTE });
    expect(await getVolunteer(committee, minor)).toMatchObject({ isMinor: true, age: 16, phone: null, guardianPhone: '139****1111' });
  });

  it('shows a child under 14 to posts that reach restricted data, and to no other', async () => {
    const guardian = { guardianName: '王母', guardianPhone: '13900001111', guardianAgreedOn: '2023-11-19' };
    const child = fillIn(5, HOME, { bornOn: '2012-05-01', name: '小朋友' });
    const id = await registerVolunteer(committee, { ...child, ...guardian, ...NOTE });
    expect((await getVolunteer(district, id)).name).toBe('小朋友');
    expect(await outcome(getVolunteer(city, id))).toBe('RECORD_NOT_FOUND');
    const [here, above] = [await listVolunteers(district, ALL), await listVolunteers(city, ALL)];
    expect(Number(here.total) - Number(above.total)).toBe(1);
    expect(await outcome(revealVolunteer(city, id, '核对'))).toBe('RECORD_NOT_FOUND');
    expect((await revealVolunteer(committee, id, '核对')).idNumber).toBe(child.idNumber);
    // the guardian, by whom the child is represented, reads who looked
    expect(await viewsToldTo(committee, guardian.guardianPhone)).toEqual([[committee.actor.name, '志愿者', '查看', '核对']]);
  });

  it('keeps one record a document, twice and two at once', async () => {
    const one = { ...fillIn(6, HOME), ...NOTE };
    const both = await Promise.all([outcome(registerVolunteer(committee, one)), outcome(registerVolunteer(street, one))]);
    expect(both.sort()).toEqual(['VOLUNTEER_KNOWN', 'done']);
  });

  it('tells no office that somebody volunteers elsewhere: entering, correcting, withdrawing and entering again go as with an unknown number', async () => {
    const here = await registerVolunteer(committee, { ...fillIn(61, HOME), ...NOTE });
    const gone = await registerVolunteer(committee, { ...fillIn(62, HOME), ...NOTE });
    await withdrawVolunteer(committee, volunteerMeans, { id: gone, version: 1, reason: '搬走' });
    const [known, withdrawn, unknown] = [await lifeAt(elsewhere, 61), await lifeAt(elsewhere, 62), await lifeAt(elsewhere, 63)];
    expect([known, withdrawn]).toEqual([unknown, unknown]);
    // and nothing has moved or changed where they are known
    expect(await getVolunteer(committee, here)).toMatchObject({ version: 1, withdrawnOn: null });
    expect(await getVolunteer(committee, gone)).toMatchObject({ version: 2, withdrawnOn: '2023-11-20' });
  });

  it('refuses another’s place, a wider place, and whoever may not', async () => {
    const one = { ...fillIn(7, HOME), ...NOTE };
    expect(await outcome(registerVolunteer(elsewhere, one))).toBe('RECORD_NOT_FOUND');
    expect(await outcome(registerVolunteer(district, { ...one, division: codeOf(PLACES.pingdingshan.county) }))).toBe('VOLUNTEER_PLACE');
    expect(await outcome(registerVolunteer(city, one))).toBe('PERMISSION_MISSING');
    const leader = deskOf(operator, 'pingdingshan').leader;
    expect(await outcome(listVolunteers(leader, ALL))).toBe('PERMISSION_MISSING');
  });
});

describe('changes', () => {
  it('are made on the version that was read, masked numbers stay, and a new home takes the counters along', async () => {
    const one = fillIn(8, HOME);
    const id = await registerVolunteer(committee, { ...one, ...NOTE });
    const masked = { ...one, idNumber: '410***********0081', phone: '138****0008', skills: ['理发'] };
    await editVolunteer(committee, id, { ...masked, version: 1 });
    expect(await outcome(editVolunteer(committee, id, { ...masked, version: 1 }))).toBe('VOLUNTEER_CHANGED');
    expect(await revealVolunteer(committee, id, '核对')).toMatchObject({ idNumber: one.idNumber, phone: one.phone });
    expect(await viewsToldTo(committee, one.phone ?? '')).toEqual([[committee.actor.name, '志愿者', '查看', '核对']]);
    // an office sends nobody to a place that is not its own
    expect(await outcome(editVolunteer(committee, id, { ...masked, version: 2, division: ABROAD }))).toBe('RECORD_NOT_FOUND');
    const before = await figures();
    await editVolunteer(operator, id, { ...masked, version: 2, division: ABROAD });
    expect((await getVolunteer(elsewhere, id)).version).toBe(3);
    expect(await outcome(getVolunteer(committee, id))).toBe('RECORD_NOT_FOUND');
    const after = await figures();
    const registeredAt = (place: number) => [before, after].map((rows) => rows.find(({ div }) => div === place)?.registered ?? 0);
    const [was = 0, is = 0] = registeredAt(PLACES.pingdingshan.community);
    const [wasAbroad = 0, isAbroad = 0] = registeredAt(PLACES.guangzhou.community);
    expect([was - is, isAbroad - wasAbroad]).toEqual([1, 1]);
  });

  it('do not give somebody the document of another', async () => {
    const [one, other] = [fillIn(9, HOME), fillIn(10, HOME)];
    await registerVolunteer(committee, { ...one, ...NOTE });
    const id = await registerVolunteer(committee, { ...other, ...NOTE });
    expect(await outcome(editVolunteer(committee, id, { ...one, version: 1 }))).toBe('VOLUNTEER_KNOWN');
  });

  it('end with a withdrawal, which can be taken back by registering again', async () => {
    const one = { ...fillIn(11, HOME), ...NOTE };
    const id = await registerVolunteer(committee, one);
    await withdrawVolunteer(committee, volunteerMeans, { id, version: 1, reason: '搬走，电话13911112222' });
    const gone = await getVolunteer(committee, id);
    expect(gone).toMatchObject({ withdrawnOn: '2023-11-20', withdrawReason: '搬走，电话139****2222', mayKeep: false });
    expect(await outcome(withdrawVolunteer(committee, volunteerMeans, { id, version: 2, reason: '再来' }))).toBe('VOLUNTEER_WITHDRAWN');
    expect(await registerVolunteer(committee, one)).toBe(id);
    expect((await getVolunteer(committee, id)).withdrawnOn).toBeNull();
  });
});

describe('a person at the telephone', () => {
  it('registers with the telephone signed in with, wears the hat, changes and withdraws', async () => {
    const { context, accountId } = await personAt(operator, '13711110001');
    const one = { ...fillIn(12, HOME), phone: null };
    const id = await registerSelf(context, volunteerMeans, one);
    const [phone] = await findVolunteers(committee, '13711110001');
    expect(phone?.id).toBe(String(id));
    const hats = () =>
      sql`select from person_hats where account_id = ${accountId} and hat = 'volunteer' and ends_on is null`.execute(owner).then(({ rows }) => rows.length);
    expect(await hats()).toBe(1);
    expect(await outcome(registerSelf(context, volunteerMeans, one))).toBe('VOLUNTEER_KNOWN');
    await editSelf(context, { version: 1, serviceKinds: ['平安巡逻'], skills: ['急救'], languages: [], availability: ['周末'] });
    expect(await getVolunteer(committee, id)).toMatchObject({ consent: 'self', skills: ['急救'], availability: ['周末'], hasAccount: true });
    await withdrawSelf(context, volunteerMeans);
    expect(await hats()).toBe(0);
    expect(await registerSelf(context, volunteerMeans, one)).toBe(id);
  });

  it('takes over what the committee typed by document and telephone together', async () => {
    const one = fillIn(13, HOME, { phone: '13711110002' });
    const id = await registerVolunteer(committee, { ...one, ...NOTE });
    const thief = await personAt(operator, '13711110003');
    expect(await outcome(registerSelf(thief.context, volunteerMeans, one))).toBe('VOLUNTEER_KNOWN');
    const right = await personAt(operator, '13711110002');
    expect(await registerSelf(right.context, volunteerMeans, one)).toBe(id);
    expect(await outcome(registerSelf(committee, volunteerMeans, one))).toBe('PERMISSION_MISSING');
  });

  it('comes back to the own record, and first to the one with the own telephone, when several offices keep one', async () => {
    const one = fillIn(64, HOME, { phone: '13711110005' });
    const [there, here] = [
      await registerVolunteer(elsewhere, { ...one, ...NOTE, phone: '13711110006', division: ABROAD }),
      await registerVolunteer(committee, { ...one, ...NOTE }),
    ];
    const person = await personAt(operator, '13711110005');
    expect(await registerSelf(person.context, volunteerMeans, one)).toBe(here);
    expect(await outcome(registerSelf(person.context, volunteerMeans, one))).toBe('VOLUNTEER_KNOWN');
    await withdrawSelf(person.context, volunteerMeans);
    // the own one, though the other is not withdrawn
    expect(await registerSelf(person.context, volunteerMeans, one)).toBe(here);
    expect(await getVolunteer(elsewhere, there)).toMatchObject({ version: 1, hasAccount: false });
  });
});

it('keeps counters equal to a count of the register, and a whole trail', async () => {
  const counted = await sql`select div, count(*)::int as registered, count(withdrawn_on)::int as withdrawn from volunteers group by 1 order by 1`.execute(
    owner,
  );
  expect(await figures()).toEqual(counted.rows);
  expect((await verifyAudit(db, operator.platform.cipher.auditKey)).findings).toEqual([]);
});
