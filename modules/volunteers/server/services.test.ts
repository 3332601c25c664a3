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
import { deskOf, PLACES } from '#tests/support/filings.ts';
import { fillIn, outcome, personAt } from '#tests/support/volunteers.ts';
import type { CorrectService, RecordServices } from '../contract/service.ts';
import { changeMember } from './commands/change-member.ts';
import { confirmServices } from './commands/confirm-services.ts';
import { correctService } from './commands/correct-service.ts';
import { createTeam } from './commands/create-team.ts';
import { answerDispute, disputeService } from './commands/dispute-service.ts';
import { editVolunteer } from './commands/edit-volunteer.ts';
import { issueCertificate, revokeCertificate } from './commands/issue-certificate.ts';
import { recordServices } from './commands/record-services.ts';
import { registerSelf } from './commands/register-volunteer.ts';
import { volunteerOwnData } from './own-data.ts';
import { checkServiceCertificate } from './queries/check-service-certificate.ts';
import { getFigures } from './queries/get-figures.ts';
import { getCertificate, getCertificateFile, getOwnCertificateFile, listCertificates } from './queries/list-certificates.ts';
import { getService, getServiceTotals, listServices } from './queries/list-services.ts';

const { db, owner, portal } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts(), portalDb: portal });
const { committee, street, district } = deskOf(operator, 'pingdingshan');
const elsewhere = deskOf(operator, 'guangzhou').committee;
const HOME = codeOf(PLACES.pingdingshan.community);
const PLAIN = { about: '', isInternational: false, markedOn: null, associationId: null, associationSince: null };

interface Member {
  context: Context;
  id: number;
}
let [team, leader, one, other] = [0, {} as Member, {} as Member, {} as Member];

let people = 0;
async function member(): Promise<Member> {
  people += 1;
  const { context } = await personAt(operator, `1360000${String(people).padStart(4, '0')}`);
  const id = await registerSelf(context, volunteerMeans, { ...fillIn(300 + people, HOME), phone: null });
  await changeMember(committee, 'office', { teamId: team, volunteerId: id, action: 'add' });
  return { context, id };
}

beforeAll(async () => {
  await loadDivisions(operator, { scope: [PLACES.pingdingshan.load, PLACES.guangzhou.load] });
  team = await createTeam(committee, { ...PLAIN, name: '邻里守望队', division: HOME, organizationId: null, foundedOn: '2023-01-01' });
  [leader, one, other] = [await member(), await member(), await member()];
  await changeMember(committee, 'office', { teamId: team, volunteerId: leader.id, action: 'lead' });
}, 60_000);

function service(more: Partial<RecordServices> = {}): RecordServices {
  const dated = { servedOn: '2023-11-17', from: '09:00', to: '10:30', kind: '关爱老人', content: '陪老人理发', place: '社区活动室' } as const;
  return { ...dated, teamId: team, volunteerIds: [one.id], unpaid: true, ...more };
}
const correction = (version: number, more: Partial<CorrectService> = {}): CorrectService => {
  const { teamId: _team, volunteerIds: _ids, unpaid: _unpaid, ...dated } = service();
  return { ...dated, version, reason: '时间记错了', isVoided: false, ...more };
};
const totals = () => getServiceTotals(committee, { team, year: 2023 });
const FILTER = { limit: 50, withTotal: true };

describe('minutes of service', () => {
  it('are nothing to begin with', async () => {
    expect(await totals()).toEqual({ persons: 0, services: 0, minutes: 0, waiting: 0, overdue: 0 });
    expect(await listServices(committee, FILTER)).toEqual({ items: [], nextCursor: null, total: 0 });
  });

  it('are recorded by the leader for several, wait, and count when confirmed, pressed twice too', async () => {
    const ids = await recordServices(leader.context, 'own', service({ volunteerIds: [one.id, other.id] }));
    expect(await totals()).toEqual({ persons: 0, services: 0, minutes: 0, waiting: 2, overdue: 0 });
    // ten working days after Friday the 17th
    expect((await getService(street, ids[0] ?? 0)).dueOn).toBe('2023-12-01');
    expect(await Promise.all([confirmServices(leader.context, 'own', ids), confirmServices(leader.context, 'own', ids)])).toEqual(
      expect.arrayContaining([2, 0]),
    );
    const more = await recordServices(committee, 'office', service({ from: '14:00', to: '14:20' }));
    await confirmServices(committee, 'office', more);
    expect(await totals()).toEqual({ persons: 2, services: 3, minutes: 200, waiting: 0, overdue: 0 });
    expect(await getServiceTotals(committee, { volunteer: one.id, year: 2023 })).toMatchObject({ persons: 1, services: 2, minutes: 110 });
    expect((await getFigures(district, { year: 2023 })).total).toMatchObject({ registered: 3, served: 2, services: 3, minutes: 200 });
    expect((await getFigures(elsewhere, { year: 2023 })).total).toMatchObject({ registered: 0, served: 0, services: 0, minutes: 0 });
  });

  it.each([
    ['an end before the beginning', { from: '10:30', to: '09:00' }, 'SERVICE_TIME'],
    ['no time at all', { from: '09:00', to: '09:00' }, 'SERVICE_TIME'],
    ['a service that is not over', { servedOn: '2023-11-20', from: '11:00', to: '12:01' }, 'SERVICE_AHEAD'],
    ['a day ahead', { servedOn: '2023-11-21' }, 'SERVICE_AHEAD'],
    ['whoever is not in the team', { volunteerIds: [5] }, 'SERVICE_NOT_MEMBER'],
    ['a minute that is recorded already', { from: '10:29', to: '11:00' }, 'SERVICE_OVERLAPS'],
    ['a time around one that is recorded', { from: '08:00', to: '12:00' }, 'SERVICE_OVERLAPS'],
  ])('refuse %s, for all of them together', async (_what, wrong, code) => {
    const before = await listServices(committee, FILTER);
    const volunteerIds = [other.id, one.id];
    expect(await outcome(recordServices(leader.context, 'own', service({ volunteerIds, ...wrong })))).toBe(code);
    expect((await listServices(committee, FILTER)).total).toBe(before.total);
  });

  it('take what begins when another ends, and the last minute that is over', async () => {
    const ids = await recordServices(leader.context, 'own', service({ from: '10:30', to: '11:00' }));
    await recordServices(leader.context, 'own', service({ servedOn: '2023-11-20', from: '11:00', to: '12:00' }));
    await correctService(committee, 'office', ids[0] ?? 0, correction(1, { from: '10:30', to: '11:00', isVoided: true }));
    expect((await getService(committee, ids[0] ?? 0)).state).toBe('voided');
  });

  it('are written once by two at once', async () => {
    const twice = service({ servedOn: '2023-11-10', from: '08:00', to: '09:00' });
    const both = await Promise.all([outcome(recordServices(leader.context, 'own', twice)), outcome(recordServices(committee, 'office', twice))]);
    expect(both.sort()).toEqual(['SERVICE_OVERLAPS', 'done']);
  });

  it('are not a leader’s own to confirm, nor a member’s to record, nor anybody’s elsewhere', async () => {
    const ids = await recordServices(leader.context, 'own', service({ volunteerIds: [leader.id], servedOn: '2023-11-09' }));
    expect(await outcome(confirmServices(leader.context, 'own', ids))).toBe('SERVICE_OWN');
    expect(await outcome(confirmServices(one.context, 'own', ids))).toBe('RECORD_NOT_FOUND');
    expect(await outcome(recordServices(one.context, 'own', service()))).toBe('RECORD_NOT_FOUND');
    expect(await outcome(confirmServices(elsewhere, 'office', ids))).toBe('RECORD_NOT_FOUND');
    expect(await outcome(getService(elsewhere, ids[0] ?? 0))).toBe('RECORD_NOT_FOUND');
    expect(await outcome(recordServices(elsewhere, 'office', service()))).toBe('RECORD_NOT_FOUND');
    expect(await confirmServices(committee, 'office', ids)).toBe(1);
  });

  it('are overdue after ten working days', async () => {
    await recordServices(committee, 'office', service({ volunteerIds: [other.id], servedOn: '2023-11-03' }));
    const later = { ...committee, today: '2023-11-18' };
    expect((await listServices(later, { ...FILTER, overdue: true })).items).toMatchObject([{ servedOn: '2023-11-03', dueOn: '2023-11-17', isOverdue: true }]);
    expect((await listServices({ ...committee, today: '2023-11-17' }, { ...FILTER, overdue: true })).total).toBe(0);
  });
});

describe('corrections and disputes', () => {
  it('keep both values with the reason, and the sums right', async () => {
    const [id = 0] = await recordServices(leader.context, 'own', service({ servedOn: '2022-12-31' }));
    await confirmServices(leader.context, 'own', [id]);
    expect((await getFigures(committee, { year: 2022 })).total).toMatchObject({ served: 1, services: 1, minutes: 90 });
    await correctService(leader.context, 'own', id, correction(2, { servedOn: '2023-01-01', to: '10:00' }));
    expect((await getFigures(committee, { year: 2022 })).total).toMatchObject({ served: 0, services: 0, minutes: 0 });
    expect(await getService(committee, id)).toMatchObject({
      minutes: 60,
      state: 'confirmed',
      changes: [{ reason: '时间记错了', before: expect.stringContaining('2022-12-31') }],
    });
    expect(await outcome(correctService(leader.context, 'own', id, correction(2)))).toBe('SERVICE_CHANGED');
    expect(await outcome(correctService(leader.context, 'own', id, correction(3, { servedOn: '2023-01-01', to: '10:00' })))).toBe('SERVICE_SAME');
    expect(await outcome(correctService(leader.context, 'own', id, correction(3)))).toBe('SERVICE_OVERLAPS');
    await correctService(committee, 'office', id, correction(3, { servedOn: '2023-01-01', isVoided: true }));
    expect(await outcome(correctService(committee, 'office', id, correction(4)))).toBe('SERVICE_STATE');
    expect(await outcome(confirmServices(committee, 'office', [id]))).toBe('SERVICE_STATE');
  });

  it('begin with the volunteer, once at a time, and are answered by the office', async () => {
    const [id = 0] = await recordServices(leader.context, 'own', service({ servedOn: '2023-10-10' }));
    expect(await outcome(disputeService(other.context, id, '不是我'))).toBe('RECORD_NOT_FOUND');
    await disputeService(one.context, id, '我做了两个小时，电话13800001234');
    expect(await outcome(disputeService(one.context, id, '再说一次'))).toBe('DISPUTE_OPEN');
    expect((await listServices(committee, { ...FILTER, disputed: true })).items).toMatchObject([
      { id: String(id), disputes: [{ content: '我做了两个小时，电话138****1234' }] },
    ]);
    const answer = { outcome: 'rejected', answer: '签到表是一个半小时' } as const;
    expect(await outcome(answerDispute(elsewhere, id, answer))).toBe('RECORD_NOT_FOUND');
    await answerDispute(committee, id, answer);
    expect(await outcome(answerDispute(committee, id, answer))).toBe('DISPUTE_NONE');
  });
});

describe('a certificate of service', () => {
  const PERIOD = { fromOn: '2023-11-01', toOn: '2023-11-20' };
  const own = (who: Member) => issueCertificate(who.context, volunteerMeans, 'own', { ...PERIOD, volunteerId: 0 });

  it('is issued for confirmed minutes, numbered in turn by two at once, and checked by anybody', async () => {
    const ids = await Promise.all([own(one), own(other)]);
    const both = await Promise.all(ids.map((id) => getCertificate(committee, id)));
    expect(both.map(({ number }) => /(\d+)号$/.exec(number)?.[1]).sort()).toEqual(['1', '2']);
    expect(both[0]).toMatchObject({ services: 2, minutes: 110, organ: expect.stringContaining('居民委员会') });
    const { rows } = await sql<{
      code: string;
      text: string;
    }>`select check_code as code, c::text as text from volunteer_certificates c where id = ${ids[0]}`.execute(owner);
    const checked = await checkServiceCertificate(portal, ` ${rows[0]?.code.toLowerCase()} `);
    expect(checked).toMatchObject({ minutes: 110, maskedName: '志*****', revokedOn: null });
    expect(JSON.stringify(checked)).not.toContain('志愿者302');
    const file = await getOwnCertificateFile(one.context, one.id, ids[0] ?? 0, 'pdf');
    expect(Buffer.from(file.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(await outcome(getOwnCertificateFile(other.context, other.id, ids[0] ?? 0, 'docx'))).toBe('CERTIFICATE_NOT_FOUND');
    expect(await outcome(getCertificateFile(elsewhere, ids[0] ?? 0, 'docx'))).toBe('CERTIFICATE_NOT_FOUND');
  });

  it('is refused without confirmed minutes, for a time that is not over, and elsewhere', async () => {
    const none = await member();
    expect(await outcome(own(none))).toBe('CERTIFICATE_NOTHING');
    expect(await outcome(issueCertificate(committee, volunteerMeans, 'office', { volunteerId: one.id, fromOn: '2023-11-02', toOn: '2023-11-01' }))).toBe(
      'CERTIFICATE_PERIOD',
    );
    expect(await outcome(issueCertificate(committee, volunteerMeans, 'office', { volunteerId: one.id, fromOn: '2023-11-02', toOn: '2023-11-21' }))).toBe(
      'CERTIFICATE_PERIOD',
    );
    expect(await outcome(issueCertificate(elsewhere, volunteerMeans, 'office', { ...PERIOD, volunteerId: one.id }))).toBe('RECORD_NOT_FOUND');
  });

  it('is worth nothing once a record in it is corrected, keeps its number, and can be taken back', async () => {
    const [record] = (await listServices(committee, { ...FILTER, volunteer: other.id, state: 'confirmed' })).items;
    await correctService(committee, 'office', Number(record?.id), correction(record?.version ?? 0, { to: '10:00' }));
    const register = await listCertificates(committee, FILTER);
    expect(register.items.map(({ volunteerId, revokedOn }) => [Number(volunteerId), revokedOn]).sort()).toEqual([
      [one.id, null],
      [other.id, '2023-11-20'],
    ]);
    const [mine] = register.items.filter(({ volunteerId }) => Number(volunteerId) === one.id);
    await revokeCertificate(committee, Number(mine?.id), '误发');
    expect(await outcome(revokeCertificate(committee, Number(mine?.id), '误发'))).toBe('CERTIFICATE_REVOKED');
    expect(await outcome(getCertificateFile(committee, Number(mine?.id), 'docx'))).toBe('CERTIFICATE_REVOKED');
    expect((await getCertificate(committee, await own(one))).number).toMatch(/〔2023〕3号$/);
  });
});

it('keeps counters equal to a count of the records, when homes change too', async () => {
  await editVolunteer(operator, one.id, { ...fillIn(302, HOME), phone: '13600000002', version: 1, division: codeOf(PLACES.guangzhou.community) });
  const { rows } = await sql<{ wrong: number }>`
    with counted as (
      select s.div, extract(year from s.served_on)::int as year, count(*)::int as services, sum(s.minutes)::int as minutes, 0 as served from volunteer_services s where s.state = 'confirmed' group by 1, 2
      union all select v.div, extract(year from s.served_on)::int, 0, 0, count(distinct v.id)::int from volunteer_services s join volunteers v on v.id = s.volunteer_id where s.state = 'confirmed' group by 1, 2
    ), sums as (select div, year, sum(services) as services, sum(minutes) as minutes, sum(served) as served from counted group by 1, 2)
    select count(*)::int as wrong from volunteer_figures f full join sums using (div, year)
    where coalesce(f.services, 0) <> coalesce(sums.services, 0) or coalesce(f.minutes, 0) <> coalesce(sums.minutes, 0) or coalesce(f.served, 0) <> coalesce(sums.served, 0)`.execute(
    owner,
  );
  expect(rows[0]?.wrong).toBe(0);
  expect((await getFigures(elsewhere, { year: 2023 })).total).toMatchObject({ registered: 1, served: 1, services: 0 });
  expect((await verifyAudit(db, operator.platform.cipher.auditKey)).findings).toEqual([]);
});

it('is in the own data of a volunteer, with the numbers in clear, and keeps the account while the registration stands', async () => {
  const subject = { accountId: one.context.actor.id, indexes: [] };
  const [registered, served] = await volunteerOwnData.read(one.context, subject, 5);
  expect(registered?.rows).toHaveLength(1);
  expect(registered?.rows[0]?.join()).toMatch(/\d{17}[\dX]/);
  expect([served?.rows.length, served?.hasMore]).toEqual([5, true]);
  expect(await volunteerOwnData.unsettled(one.context, subject)).toHaveLength(1);
  const nobody = { accountId: '999999', indexes: [] };
  expect((await volunteerOwnData.read(one.context, nobody, 5)).map(({ rows }) => rows)).toEqual([[], []]);
  expect(await volunteerOwnData.unsettled(one.context, nobody)).toEqual([]);
});
