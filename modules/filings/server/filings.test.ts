import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { checkFigures } from '#modules/indicators/server/public.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { verifyAudit } from '#platform/audit/verify-audit.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ALL_MATERIALS, completeForm, CREDIT_CODE, deskOf, idNumberOf, meansOf, openFilings, type PlaceName, PLACES } from '#tests/support/filings.ts';
import type { ActionInput, Application, FilingForm } from '../contract/application.ts';
import type { ActionId, ProcedureId } from '../contract/workflow.ts';
import { actOnApplication } from './commands/act-on-application.ts';
import { actOnMany } from './commands/act-on-many.ts';
import { editApplication } from './commands/edit-application.ts';
import { handOverDesk } from './commands/hand-over-desk.ts';
import { publishRuleSet } from './commands/publish-rule-set.ts';
import { recordAnnualReturn } from './commands/record-annual-return.ts';
import { startApplication } from './commands/start-application.ts';
import { tellReminders } from './commands/tell-reminders.ts';
import { watchDeadlines } from './commands/watch-deadlines.ts';
import type { OfficeNotice } from './means.ts';
import { getApplication } from './queries/get-application.ts';
import { getStatistics } from './queries/get-statistics.ts';
import { getTimeline } from './queries/get-timeline.ts';
import { listAnnualDuties } from './queries/list-annual-duties.ts';
import { listApplications } from './queries/list-applications.ts';
import { getRuleSet } from './queries/rule-sets.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const means = meansOf(productRegisters);

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan', 'guangzhou', 'shenzhen', 'hainan']);
  await loadPlanFiles(operator);
}, 60_000);

let count = 0;
/** Papers of an invented organization, each with its own leader. */
function papers(form: FilingForm = {}) {
  count += 1;
  const draft = {
    form: { ...completeForm(`春晖互助社${count}`), ...form },
    leaderIdNumber: idNumberOf(count),
    leaderPhone: `1380013${String(8000 + count)}`,
    materials: ALL_MATERIALS,
  };
  return { name: draft.form.name ?? '', draft };
}

async function begin(context: Context, procedure: ProcedureId, place: PlaceName, form: FilingForm = {}, organizationId?: number): Promise<number> {
  const division = codeOf(PLACES[place].community);
  const { draft } = papers(form);
  return startApplication(context, means, 'office', { procedure, draft, ...(organizationId === undefined ? { division } : { organizationId }) });
}

async function go(context: Context, id: number, action: ActionId, input: ActionInput = {}): Promise<Application> {
  const { version } = await getApplication(operator, means, 'office', id);
  await actOnApplication(context, means, 'office', { id, version, action, input });
  return getApplication(operator, means, 'office', id);
}

async function file(place: PlaceName, form: FilingForm = {}): Promise<number> {
  const { street, committee } = deskOf(operator, place);
  const id = await begin(street, 'filing', place, form);
  await go(street, id, 'submit');
  if (place === 'shenzhen') await go(committee, id, 'recommend');
  const { organizationId } = await go(street, id, 'grant');
  return Number(organizationId);
}

async function organization(id: number) {
  const { rows } = await sql<
    Record<string, unknown>
  >`select id, tier, name, filing_number, filed_on, registered_on, ended_on, end_reason, leader_name, version from organizations where id = ${id}`.execute(
    owner,
  );
  return rows[0];
}

describe('one identity, three tiers', () => {
  it('keeps id, history and number from ledger through filing to registration', async () => {
    const { committee, street, district } = deskOf(operator, 'pingdingshan');
    const { draft, name } = papers();
    const opened = await startApplication(committee, means, 'office', {
      procedure: 'ledgerOpening',
      division: codeOf(PLACES.pingdingshan.community),
      draft,
      atOnce: { action: 'record', input: {} },
    });
    const { organizationId } = await getApplication(committee, means, 'office', opened);
    const id = Number(organizationId);
    expect(await organization(id)).toMatchObject({ tier: '台账', name, filed_on: null });
    const filing = await startApplication(street, means, 'office', {
      procedure: 'filing',
      organizationId: id,
      draft: { form: { ...completeForm(name) }, materials: ALL_MATERIALS },
    });
    await go(street, filing, 'submit');
    await go(street, filing, 'grant');
    expect(await organization(id)).toMatchObject({ tier: '备案', filed_on: '2023-11-20', filing_number: expect.stringMatching(/社备〔2023〕\d+号$/) });
    const registration = await startApplication(district, means, 'office', {
      procedure: 'registration',
      organizationId: id,
      draft: { form: completeForm(name), materials: ALL_MATERIALS },
    });
    await go(district, registration, 'submit');
    await expect(go(street, registration, 'grant')).rejects.toMatchObject({ code: 'FILING_NOT_YOURS' });
    await expect(go(district, registration, 'grant')).rejects.toMatchObject({ code: 'FILING_RULE' });
    const done = await go(district, registration, 'grant', { creditCode: CREDIT_CODE });
    expect(done.notices.map(({ kind }) => kind)).toEqual(['acceptance', 'registrationCertificate', 'establishmentAnnouncement']);
    expect(await organization(id)).toMatchObject({ id, tier: '登记', registered_on: '2023-11-20', name });
    const timeline = await getTimeline(district, id);
    expect(timeline.steps.map(({ action }) => action)).toEqual(['grant', 'submit', 'start', 'grant', 'submit', 'start', 'record', 'start']);
    expect(timeline.startable.map(({ procedure }) => procedure)).toEqual(['registrationChange', 'deregistration', 'revocation', 'lawfulHandling']);
  });

  it('is counted at once, and stays right', async () => {
    const total = async () => {
      const { rows } = await sql<{ sum: number }>`select coalesce(sum(numerator), 0)::int as sum from figure_totals where district = 410402`.execute(owner);
      return rows[0]?.sum ?? 0;
    };
    const before = await total();
    await file('pingdingshan');
    expect(await total()).toBeGreaterThan(before);
    expect((await checkFigures(operator)).drift).toEqual([]);
  });
});

describe('filing', () => {
  it('asks for supplements once, with one list, and stops the clock of the office meanwhile', async () => {
    const { street, leader } = deskOf(operator, 'pingdingshan');
    const { draft } = papers();
    const id = await startApplication(leader, means, 'own', {
      procedure: 'filing',
      division: codeOf(PLACES.pingdingshan.community),
      draft: { ...draft, materials: [] },
    });
    const own = async (action: ActionId, input: ActionInput = {}) => {
      const { version } = await getApplication(leader, means, 'own', id);
      await actOnApplication(leader, means, 'own', { id, version, action, input });
      return getApplication(leader, means, 'own', id);
    };
    expect((await own('submit')).dueOn).toBe('2023-12-04');
    await expect(go(street, id, 'grant')).rejects.toMatchObject({ code: 'FILING_RULE', message: expect.stringContaining('缺少材料') });
    await expect(go(street, id, 'requestSupplement')).rejects.toMatchObject({ code: 'FILING_RULE' });
    const asked = await go(street, id, 'requestSupplement', { items: [{ material: 'roster', content: '请补成员名册' }, { content: '请补场所证明' }] });
    expect(asked).toMatchObject({ state: 'supplementing', returns: 1, dueWhose: '申请人', handlerName: '街道（乡镇）工作人员' });
    await expect(own('supplement', { replies: [{ number: 1 }] })).rejects.toMatchObject({ message: expect.stringContaining('请补场所证明') });
    const { version } = asked;
    await editApplication(leader, means, 'own', { id, version, materials: ALL_MATERIALS });
    expect((await own('supplement', { replies: [{ number: 1 }, { number: 2, reply: '已补' }] })).supplementItems.every(({ isDone }) => isDone)).toBe(true);
    await expect(go(street, id, 'requestSupplement', { items: [{ content: '再补' }] })).rejects.toMatchObject({
      message: expect.stringContaining('一次性告知过'),
    });
    expect(await go(street, id, 'grant')).toMatchObject({ state: 'granted', dueOn: null });
  });

  it('refuses with ground and reason, and lets the applicant come again', async () => {
    const { street } = deskOf(operator, 'pingdingshan');
    const id = await begin(street, 'filing', 'pingdingshan');
    await go(street, id, 'submit');
    await expect(go(street, id, 'refuse')).rejects.toMatchObject({
      fields: [expect.objectContaining({ path: 'reasonGiven' }), expect.objectContaining({ path: 'groundGiven' })],
    });
    await expect(go(street, id, 'refuse', { reason: '不合规定', ground: 'noActivity' })).rejects.toMatchObject({ code: 'FILING_RULE' });
    expect(await go(street, id, 'refuse', { reason: '不合规定', ground: 'conditionsUnmet' })).toMatchObject({ state: 'refused', organizationId: null });
    await expect(go(street, id, 'withdraw')).rejects.toMatchObject({ code: 'FILING_ENDED' });
  });

  it('says what is possible instead of an impossible action', async () => {
    const { street } = deskOf(operator, 'pingdingshan');
    const id = await begin(street, 'filing', 'pingdingshan');
    await expect(go(street, id, 'grant')).rejects.toMatchObject({ code: 'FILING_IMPOSSIBLE', message: expect.stringContaining('填写、提交、撤回') });
  });

  it('takes parallel edits apart and keeps the first', async () => {
    const { street } = deskOf(operator, 'pingdingshan');
    const id = await begin(street, 'filing', 'pingdingshan');
    const edit = (reason: string) => editApplication(street, means, 'office', { id, version: 1, form: { reason } });
    const outcomes = await Promise.allSettled([edit('甲'), edit('乙')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'FILING_CHANGED' } });
    expect((await getApplication(street, means, 'office', id)).version).toBe(2);
  });

  it('gives numbers without gaps when many are granted at once', async () => {
    const { street } = deskOf(operator, 'guangzhou');
    const ids = await Promise.all(Array.from({ length: 6 }, () => begin(street, 'filing', 'guangzhou')));
    for (const id of ids) await go(street, id, 'submit');
    await Promise.all(ids.map((id) => go(street, id, 'grant')));
    const { rows } = await sql<{ number: string }>`select filing_number as number from organizations where district = 440103 order by filing_number`.execute(
      owner,
    );
    expect(rows.map(({ number }) => Number(/(\d+)号$/.exec(number)?.[1])).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('never begins two for one organization', async () => {
    const id = await file('pingdingshan');
    const { street } = deskOf(operator, 'pingdingshan');
    const start = () => startApplication(street, means, 'office', { procedure: 'filingChange', organizationId: id, draft: {} });
    const away = deskOf(operator, 'guangzhou').street;
    await expect(startApplication(away, means, 'office', { procedure: 'filingChange', organizationId: id, draft: {} })).rejects.toMatchObject({
      code: 'RECORD_NOT_FOUND',
    });
    const outcomes = await Promise.allSettled([start(), start(), start()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.status === 'rejected').every(({ reason }) => reason.code === 'FILING_OPEN_ALREADY')).toBe(true);
  });
});

describe('variants', () => {
  it('深圳: the committee recommends, and the party organization is set up at the same time (SZ L29, L32)', async () => {
    const { street, committee } = deskOf(operator, 'shenzhen');
    const id = await begin(street, 'filing', 'shenzhen', { partyMemberCount: 3, leaderIsStreetCadre: true });
    expect(await go(street, id, 'submit')).toMatchObject({ state: 'awaitingRecommendation', dueWhose: '居（村）委会' });
    await expect(go(street, id, 'recommend')).rejects.toMatchObject({ code: 'FILING_NOT_YOURS' });
    await go(committee, id, 'recommend');
    await expect(go(street, id, 'grant')).rejects.toMatchObject({
      fields: [expect.objectContaining({ path: 'cadreApproved' }), expect.objectContaining({ path: 'partyOrganizationReady' })],
    });
  });

  it('深圳: the ledger has five items (SZ L33)', async () => {
    const { committee } = deskOf(operator, 'shenzhen');
    const { majorActivities: _left, ...form } = completeForm('合唱小组');
    const start = (given: FilingForm) =>
      startApplication(committee, means, 'office', {
        procedure: 'ledgerOpening',
        division: codeOf(PLACES.shenzhen.community),
        draft: { form: given },
        atOnce: { action: 'record', input: {} },
      });
    await expect(start(form)).rejects.toMatchObject({ code: 'FILING_RULE', message: expect.stringContaining('重大活动') });
    expect(await start({ ...form, majorActivities: '无' })).toBeGreaterThan(0);
  });

  it('海南: completeness and pledge only (HN L42)', async () => {
    const { street } = deskOf(operator, 'hainan');
    const id = await begin(street, 'filing', 'hainan', { memberCount: 4, leaderHasFullCapacity: undefined });
    const submitted = await go(street, id, 'submit');
    expect(submitted.state).toBe('submitted');
    expect((await getApplication(street, means, 'office', id)).abilities.find(({ action }) => action === 'grant')).toMatchObject({
      allowed: true,
      reasons: [expect.stringContaining('完全民事行为能力')],
    });
    expect((await go(street, id, 'grant')).state).toBe('granted');
  });

  it('海南: direct registration with opinions; elsewhere there is none (HN L30)', async () => {
    const { district } = deskOf(operator, 'hainan');
    const id = await begin(district, 'directRegistration', 'hainan');
    await go(district, id, 'submit');
    await go(district, id, 'consult', {
      askedOf: [
        { kind: 'department', name: '区卫健委' },
        { kind: 'expert', name: '李教授' },
      ],
    });
    await expect(go(district, id, 'closeConsultation')).rejects.toMatchObject({ message: expect.stringContaining('区卫健委、李教授') });
    await go(district, id, 'recordOpinion', { opinion: { number: 1, verdict: 'agree' } });
    await go(district, id, 'recordOpinion', { opinion: { number: 2, verdict: 'none' } });
    await go(district, id, 'closeConsultation');
    expect((await go(district, id, 'grant', { creditCode: CREDIT_CODE })).state).toBe('granted');
    await expect(begin(deskOf(operator, 'pingdingshan').district, 'directRegistration', 'pingdingshan')).rejects.toMatchObject({
      code: 'FILING_PROCEDURE_OFF',
    });
  });
});

describe('exit', () => {
  it('by authority only after a proven case, always announced (HN L43)', async () => {
    const { street } = deskOf(operator, 'hainan');
    const organizationId = await file('hainan');
    const id = await begin(
      street,
      'authorityCancellation',
      'hainan',
      { case: { number: '海民查1号', finding: 'partly', closedOn: '2023-11-01' } },
      organizationId,
    );
    await expect(go(street, id, 'grant', { ground: 'againstCharter' })).rejects.toMatchObject({ message: expect.stringContaining('属实') });
    const { version } = await getApplication(street, means, 'office', id);
    await editApplication(street, means, 'office', { id, version, form: { case: { number: '海民查1号', finding: 'substantiated', closedOn: '2023-11-01' } } });
    expect((await go(street, id, 'grant', { ground: 'againstCharter' })).notices.map(({ audience }) => audience)).toContain('public');
    expect(await organization(organizationId)).toMatchObject({ ended_on: '2023-11-20', end_reason: '取消备案' });
    await expect(begin(street, 'filingChange', 'hainan', {}, organizationId)).rejects.toMatchObject({ code: 'FILING_STATUS' });
  });

  it('of its own will only when money held elsewhere is settled', async () => {
    const { street } = deskOf(operator, 'pingdingshan');
    const organizationId = await file('pingdingshan');
    let fen = 12_300;
    const custody = meansOf(productRegisters, { heldMoney: [async () => [{ holder: '街道联合会', fen }]] });
    const id = await begin(street, 'filingCancellation', 'pingdingshan', { hasNoDebts: true, reason: '成员外迁' }, organizationId);
    await go(street, id, 'submit');
    const grant = async () => {
      const { version } = await getApplication(street, custody, 'office', id);
      await actOnApplication(street, custody, 'office', { id, version, action: 'grant', input: {} });
    };
    await expect(grant()).rejects.toMatchObject({ message: expect.stringContaining('街道联合会代管 123 元') });
    fen = 0;
    await grant();
    expect(await organization(organizationId)).toMatchObject({ end_reason: '取消备案' });
  });

  it('an authority case is not kept from by an application left open', async () => {
    const { street } = deskOf(operator, 'pingdingshan');
    const organizationId = await file('pingdingshan');
    await begin(street, 'filingChange', 'pingdingshan', {}, organizationId);
    expect(await begin(street, 'authorityCancellation', 'pingdingshan', {}, organizationId)).toBeGreaterThan(0);
  });

  it('outlaws no organization that a street manages (T18)', async () => {
    const { district } = deskOf(operator, 'pingdingshan');
    const name = String((await organization(await file('pingdingshan')))?.['name']);
    const proof: FilingForm = {
      name,
      reason: '未登记擅自活动',
      case: { number: '1号案', finding: 'substantiated', closedOn: '2023-11-01', officers: ['甲', '乙'], legalReviewOn: '2023-11-02' },
    };
    const managed = await begin(district, 'outlawing', 'pingdingshan', proof);
    await expect(go(district, managed, 'grant')).rejects.toMatchObject({ message: expect.stringContaining('备案管理') });
    const illegal = await begin(district, 'outlawing', 'pingdingshan', { ...proof, name: '某某总会' });
    expect((await go(district, illegal, 'grant')).notices.map(({ kind }) => kind)).toEqual(['outlawingAnnouncement']);
  });
});

describe('desks', () => {
  it('lists what waits, by deadline, and nothing of elsewhere', async () => {
    const { street } = deskOf(operator, 'shenzhen');
    const { items, total } = await listApplications(street, 'office', { limit: 50, withTotal: true, waiting: true });
    expect(total).toBe(items.length);
    expect(items.every(({ division }) => division.startsWith('440303001'))).toBe(true);
    const outside = deskOf(operator, 'pingdingshan').street;
    await expect(getApplication(outside, means, 'office', Number(items[0]?.id ?? 1))).rejects.toMatchObject({ code: 'FILING_NOT_FOUND' });
  });

  it('does a step for many, each on its own', async () => {
    const { street } = deskOf(operator, 'pingdingshan');
    const [good, bad] = [await begin(street, 'filing', 'pingdingshan'), await begin(street, 'filing', 'pingdingshan', { pledged: false })];
    const outcomes = await actOnMany(street, means, { action: 'submit', input: {}, items: [good, bad].map((id) => ({ id, version: 1 })) });
    expect(outcomes).toEqual([
      { id: good, done: true, code: null, problem: null },
      { id: bad, done: false, code: 'FILING_RULE', problem: expect.stringContaining('承诺') },
    ]);
  });

  it('hands a whole desk over', async () => {
    const { street } = deskOf(operator, 'guangzhou');
    const id = await begin(street, 'filing', 'guangzhou');
    await go(street, id, 'submit');
    await go(street, id, 'requestSupplement', { items: [{ content: '补' }] });
    const colleague = { id: '77', name: '李四', division: PLACES.guangzhou.street, mayHandle: true };
    const handing = meansOf(productRegisters, { findColleague: async (_context, account) => (account === 'lisi' ? colleague : undefined) });
    await expect(handOverDesk(street, handing, { to: 'nobody', from: street.actor.id, reason: '调离' })).rejects.toMatchObject({
      code: 'FILING_HANDLER_UNKNOWN',
    });
    expect(await handOverDesk(street, handing, { to: 'lisi', from: street.actor.id, reason: '调离' })).toBe(1);
    expect((await getApplication(street, means, 'office', id)).handlerName).toBe('李四');
  });

  it('shows time and returns per unit', async () => {
    const rows = await getStatistics(deskOf(operator, 'pingdingshan').street, { from: '2023-01-01', to: '2023-12-31' });
    const filing = rows.find(({ procedure }) => procedure === 'filing');
    expect(filing).toMatchObject({ division: codeOf(PLACES.pingdingshan.community), refused: 1, returned: 1, meanDays: 0 });
  });
});

describe('deadlines', () => {
  it('remind, escalate and lapse once each', async () => {
    const { street } = deskOf(operator, 'guangzhou');
    const [waiting, asked] = [await begin(street, 'filing', 'guangzhou'), await begin(street, 'filing', 'guangzhou')];
    for (const id of [waiting, asked]) await go(street, id, 'submit');
    await go(street, asked, 'requestSupplement', { items: [{ content: '补' }] });
    const night = (now: string) => testContext(db, { now, facts: createProductFacts() });
    expect((await watchDeadlines(night('2023-12-01T18:00:00Z'), means)).reminded).toBeGreaterThan(0);
    expect((await watchDeadlines(night('2023-12-01T18:00:00Z'), means)).reminded).toBe(0);
    const later = await watchDeadlines(night('2024-01-20T18:00:00Z'), means);
    expect(later.escalated).toBeGreaterThan(0);
    expect(later.lapsed).toBeGreaterThan(0);
    expect(await getApplication(street, means, 'office', asked)).toMatchObject({ state: 'lapsed' });
    expect(await getApplication(street, means, 'office', waiting)).toMatchObject({ state: 'submitted' });
    expect(await watchDeadlines(night('2024-01-20T18:00:00Z'), means)).toMatchObject({ escalated: 0, lapsed: 0 });
    const notices: OfficeNotice[] = [];
    const telling = { ...means, tellOffices: async (_tx: Transaction, _context: Context, notice: OfficeNotice) => void notices.push(notice) };
    await tellReminders(night('2024-01-20T18:00:00Z'), telling);
    const { community } = PLACES.guangzhou;
    expect(notices.find(({ place }) => place === community - (community % 1000))).toMatchObject({
      office: 'street',
      body: expect.stringMatching(/\d 件申请已经逾期/),
    });
    expect(notices.find(({ place }) => place === community - (community % 1e6))).toMatchObject({
      office: 'civilAffairs',
      body: expect.stringMatching(/下级有 \d+ 件申请逾期/),
    });
    expect(await tellReminders(night('2024-01-20T18:00:00Z'), telling)).toBe(0);
    // the office above finds it among what those below left lying, the street itself does not
    const told = async (office: Context) => (await listApplications(office, 'office', { limit: 50, withTotal: false, escalated: true })).items;
    const { district } = deskOf(operator, 'guangzhou');
    expect((await told(district)).find(({ id }) => id === String(waiting))).toMatchObject({ escalatedOn: '2024-01-21', dueWhose: '街道（乡镇）' });
    expect(await told(street)).toEqual([]);
  });

  it('that no longer run are no news, nor are those of places of others', async () => {
    const { street } = deskOf(operator, 'pingdingshan');
    const night = testContext(db, { now: '2023-12-01T18:00:00Z', facts: createProductFacts() });
    const told: OfficeNotice[] = [];
    const telling = { ...means, tellOffices: async (_tx: Transaction, _context: Context, notice: OfficeNotice) => void told.push(notice) };
    // what other tests left is told first
    await watchDeadlines(night, means);
    await tellReminders(night, telling);
    told.length = 0;
    const [waiting, moved] = [await begin(street, 'filing', 'pingdingshan'), await begin(street, 'filing', 'pingdingshan')];
    for (const id of [waiting, moved]) await go(street, id, 'submit');
    expect((await watchDeadlines(night, means)).reminded).toBe(2);
    const later = { ...street, now: night.now, today: night.today };
    await go(later, moved, 'requestSupplement', { items: [{ content: '补' }] });
    const { dueOn } = await go(later, moved, 'supplement', { replies: [{ number: 1, reply: '已补' }] });
    expect(dueOn).not.toBe((await getApplication(street, means, 'office', waiting)).dueOn);
    expect(await tellReminders({ ...night, actor: deskOf(operator, 'guangzhou').street.actor }, telling)).toBe(0);
    expect(await tellReminders(night, telling)).toBe(1);
    expect(told).toEqual([{ office: 'street', place: PLACES.pingdingshan.street, orAbove: false, body: expect.stringMatching(/^有 1 件申请快到办理期限。/) }]);
  });
});

describe('rule sets', () => {
  it('change for later applications only', async () => {
    const { district, street } = deskOf(operator, 'guangzhou');
    const before = await begin(street, 'filing', 'guangzhou');
    const content = {
      id: 'liwan',
      name: '荔湾区',
      division: codeOf(PLACES.guangzhou.county),
      documents: {},
      settings: { filingDecisionTerm: { value: { count: 3, unit: 'workingDays' }, basis: 'setting', clause: 'GK' } },
    };
    expect(await publishRuleSet(district, { id: 'liwan', content, baseVersion: 0, reason: '本区规程' })).toEqual({ version: 1 });
    const after = await begin(street, 'filing', 'guangzhou');
    expect((await go(street, before, 'submit')).dueOn).toBe('2023-12-04');
    expect(await go(street, after, 'submit')).toMatchObject({ dueOn: '2023-11-23', rules: 'national@1+guangzhou@1+liwan@1' });
    await expect(publishRuleSet(district, { id: 'liwan', content, baseVersion: 0, reason: '再发' })).rejects.toMatchObject({ code: 'RULE_SET_CHANGED' });
    await expect(publishRuleSet(district, { id: 'liwan', content, baseVersion: 1, reason: '再发' })).rejects.toMatchObject({ code: 'RULE_SET_SAME' });
  });

  it('are changed by whoever looks after their division, and keep what protects organizations', async () => {
    const { district } = deskOf(operator, 'guangzhou');
    const { content, version } = await getRuleSet(district, 'guangzhou');
    await expect(publishRuleSet(district, { id: 'guangzhou', content, baseVersion: version, reason: '改' })).rejects.toMatchObject({
      code: 'RULE_SET_OTHER_PLACE',
    });
    const weak = {
      ...content,
      procedures: {
        authorityCancellation: {
          transitions: { 'draft.grant': { to: 'granted', by: ['street'], guards: ['statusFits'], effects: ['cancelFiling'], clause: 'GK' } },
        },
      },
    };
    await expect(publishRuleSet(operator, { id: 'guangzhou', content: weak, baseVersion: version, reason: '改' })).rejects.toMatchObject({
      code: 'RULE_SET_INVALID',
      fields: expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining('必须公告') })]),
    });
    const foreign = { ...content, procedures: { filing: { transitions: { 'draft.dance': { to: 'granted', by: ['street'], clause: 'GK' } } } } };
    await expect(publishRuleSet(operator, { id: 'guangzhou', content: foreign, baseVersion: version, reason: '改' })).rejects.toMatchObject({
      code: 'RULE_SET_INVALID',
    });
  });
});

describe('yearly reports', () => {
  it('are owed by registered organizations, reviewed and put right', async () => {
    const { district } = deskOf(operator, 'hainan');
    const later = { ...district, today: '2025-03-01', now: new Date('2025-03-01T04:00:00Z') };
    const { items } = await listAnnualDuties(later, { year: 2024, limit: 50, withTotal: false });
    expect(items).toMatchObject([{ dueOn: '2025-05-31', standing: '未报送', version: 0 }]);
    const id = Number(items[0]?.organizationId);
    await expect(recordAnnualReturn(later, id, 2024, { version: 0, result: '合格' })).rejects.toMatchObject({ code: 'ANNUAL_RETURN_STATE' });
    await recordAnnualReturn(later, id, 2024, { version: 0, submittedOn: '2025-02-20' });
    expect(await recordAnnualReturn(later, id, 2024, { version: 1, result: '不合格' })).toMatchObject({ standing: '整改中', rectifyBy: '2025-05-30' });
    expect(await recordAnnualReturn(later, id, 2024, { version: 2, rectifiedOn: '2025-03-01' })).toMatchObject({ standing: '已整改' });
    expect((await listAnnualDuties(later, { year: 2023, limit: 50, withTotal: false })).items).toEqual([]);
    const elsewhere = { ...later, actor: deskOf(operator, 'guangzhou').district.actor };
    const known = (await listAnnualDuties(elsewhere, { year: 2024, limit: 50, withTotal: false })).items.map(({ organizationId }) => organizationId);
    expect(known).not.toContain(String(id));
    await expect(recordAnnualReturn(elsewhere, id, 2024, { version: 3, rectifiedOn: '2025-03-01' })).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  });
});

it('leaves a trail that holds', async () => {
  expect((await verifyAudit(db, operator.platform.cipher.auditKey)).findings).toEqual([]);
});
