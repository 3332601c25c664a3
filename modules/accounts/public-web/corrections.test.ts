/** What a person asks to be corrected, and what the office answers within thirty days (PIPL art. 46, 50; GB/T 35273-2020 8.7). */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { productOwnData } from '#apps/server/own-data.ts';
import { type Actor, grantsOf, NOBODY } from '#platform/access/actor.ts';
import { codeOf, rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { openFilings, PLACES } from '#tests/support/filings.ts';
import { CORRECTION_LIMITS } from '../contract/correction.ts';
import { answerCorrection, revealCorrection } from '../server/commands/answer-correction.ts';
import { listCorrections } from '../server/queries/list-corrections.ts';
import { closeOwnAccount, enterByPhone, findPersonVisit, getOwnData, registerHome, requestPhoneCode } from '../server/public.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { app } = await createServer({ platform: operator.platform, log: false });
const KEY = PLACES.pingdingshan.community;
const PLACE = codeOf(KEY);
const NUMBER = '13712345678';
const FIRST_PAGE = { limit: 20, withTotal: true };

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan', 'shenzhen']);
}, 60_000);

let phones = 13800170000;
async function signIn() {
  const phone = String((phones += 1));
  let code = '';
  const messages = { isOpen: async () => true, sendCode: async (message: { code: string }) => void (code = message.code) };
  const door = { ...testContext(db, { actor: NOBODY, messages, now: '2023-11-20T04:00:00Z' }), origin: `10.3.${phones % 250}.1` };
  await (await requestPhoneCode(door, phone)).sent;
  const { token } = await enterByPhone(door, { phone, code, agreed: true }, { userAgent: 'test', formerToken: null });
  const id = (await findPersonVisit(door, token))?.id ?? 0;
  const headers = { cookie: `wotu_person=${token}`, origin: 'http://localhost:80', 'content-type': 'application/x-www-form-urlencoded' };
  return {
    phone,
    context: testContext(db, { now: '2023-11-20T05:00:00Z', facts: createProductFacts(), actor: { ...NOBODY, id: String(id) } }),
    get: async (url: string) => (await app.inject({ url, headers })).body,
    post: async (url: string, form: Record<string, string>) => {
      const { statusCode, body, headers: answered } = await app.inject({ method: 'POST', url, headers, payload: new URLSearchParams(form).toString() });
      return { status: statusCode, body, to: String(answered.location ?? '') };
    },
  };
}

const form = (more: Record<string, string> = {}) => ({
  place: PLACE,
  formKey: randomUUID(),
  about: 'ledger',
  name: '欧阳小明',
  wrong: `台账里我的电话写成了${NUMBER}`,
  right: '应当是我登录用的号码',
  ...more,
});

function officeAt(key: number, level: 'community' | 'township' | 'county', now = '2023-11-21T02:00:00Z') {
  const actor: Actor = {
    ...operator.actor,
    id: '77',
    name: '王主任',
    division: key,
    divisionLevel: level,
    range: rangeOf(key, level),
    grants: grantsOf(['correction.answer', 'personal-data.reveal'], ['general', 'personal']),
  };
  return testContext(db, { now, facts: createProductFacts(), actor });
}
const office = officeAt(KEY, 'community');
const waiting = async (context = office) => (await listCorrections(context, { ...FIRST_PAGE, standing: 'waiting' })).items;
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const auditOf = async (action: string) =>
  (await sql<{ details: string }>`select details::text as details from audit_entries where action = ${action}`.execute(owner)).rows.map(
    ({ details }) => details,
  );

describe('somebody who finds a mistake in what is held about them', () => {
  it('says where it stands, what is wrong and what it should be, and reads the answer', async () => {
    const person = await signIn();
    expect(await person.get('/my/data')).toContain('href="/my/corrections"');
    expect(await person.get('/my/corrections/new')).toContain('是在哪里登记的？');
    const street = codeOf(KEY - (KEY % 1000));
    expect(await person.get(`/my/corrections/new?in=${street}`)).toContain(`/my/corrections/new?place=${street}`);
    expect(await person.get(`/my/corrections/new?place=${PLACE}`)).toContain('最迟 30 天');
    const sent = form();
    for (let twice = 0; twice < 2; twice += 1) expect((await person.post('/my/corrections/new', sent)).to).toBe('/my/corrections');
    const shown = await person.get('/my/corrections');
    for (const part of ['等待答复，最迟2023年12月20日', NUMBER, '撤回这件申请']) expect(shown).toContain(part);
    expect(shown.match(/哪里不对<\/dt>/g)).toHaveLength(1);
    expect(await person.get('/my')).toContain('更正申请：组织台账里的我');

    const [request] = await waiting();
    expect(request).toMatchObject({ name: '欧某', phone: '138****0001', wrong: '台账里我的电话写成了137****5678', dueOn: '2023-12-20', isOverdue: false });
    const id = Number(request?.id);
    const answer = { id, version: 1, outcome: 'partly' as const, answer: `电话改好了，另一处没有写错。咨询 ${NUMBER}` };
    expect(await outcome(answerCorrection(office, { ...answer, version: 7 }))).toBe('CORRECTION_CHANGED');
    expect(await answerCorrection(office, answer)).toMatchObject({
      state: 'partly',
      answeredBy: '王主任',
      answer: '电话改好了，另一处没有写错。咨询 137****5678',
    });
    expect(await outcome(answerCorrection(office, answer))).toBe('CORRECTION_ANSWERED');
    const after = await person.get('/my/corrections');
    for (const part of ['更正了一部分（2023年11月21日答复）', '另一处没有写错', '依法向人民法院起诉']) expect(after).toContain(part);
    expect(after).not.toContain('撤回这件申请');
    const own = await getOwnData(person.context, person.context, productOwnData, 20);
    expect(own.find(({ title }) => title === '更正申请')?.rows[0]?.slice(0, 3)).toEqual([
      '2023-11-20',
      '组织台账里的我（负责人、成员等）',
      `台账里我的电话写成了${NUMBER}`,
    ]);
  });

  it('is told what is missing, with everything typed still there', async () => {
    const person = await signIn();
    const { status, body } = await person.post('/my/corrections/new', form({ right: ' ', name: '诸葛亮' }));
    expect(status).toBe(422);
    for (const part of ['请写应当是什么', 'value="诸葛亮"', NUMBER]) expect(body).toContain(part);
    for (const [more, message] of [
      [{ about: 'x' }, '请选择哪里的信息不对'],
      [{ name: '' }, '请填写您的姓名'],
      [{ wrong: 'x'.repeat(CORRECTION_LIMITS.text + 1) }, '请写哪里不对'],
      [{ formKey: '1' }, '页面放得太久'],
      [{ place: codeOf(KEY - (KEY % 1_000_000)) }, '请选择登记这条信息的社区'],
    ] as const)
      expect((await person.post('/my/corrections/new', form(more))).body).toContain(message);
    expect(await waiting()).toEqual([]);
  });

  it('takes it back, and cannot close the account while one waits', async () => {
    const person = await signIn();
    await person.post('/my/corrections/new', form());
    expect(await outcome(closeOwnAccount(person.context, productOwnData))).toBe('ACCOUNT_UNSETTLED');
    const [request] = await waiting();
    const id = String(request?.id);
    const stranger = await signIn();
    expect((await stranger.post('/my/corrections/withdraw', { id })).status).toBe(404);
    for (let twice = 0; twice < 2; twice += 1) expect((await person.post('/my/corrections/withdraw', { id })).to).toBe('/my/corrections');
    expect(await outcome(answerCorrection(office, { id: Number(id), version: 1, outcome: 'corrected', answer: '改好了。' }))).toBe('CORRECTION_WITHDRAWN');
    expect(await outcome(closeOwnAccount(person.context, productOwnData))).toBe('done');
  });

  it('has at most five waiting', async () => {
    const person = await signIn();
    for (let number = 0; number < CORRECTION_LIMITS.waiting; number += 1) expect((await person.post('/my/corrections/new', form())).status).toBe(303);
    const { status, body } = await person.post('/my/corrections/new', form());
    expect([status, body.includes('已有 5 件更正申请在等答复')]).toEqual([409, true]);
  });

  it('is asked nothing about the place once the home is known', async () => {
    const person = await signIn();
    await registerHome(person.context, { code: PLACE, agreed: true });
    expect(await person.get('/my/corrections/new')).toContain('哪里的信息不对？');
  });
});

describe('the office', () => {
  it('sees what lies in its place only, and what is due first on top', async () => {
    const elsewhere = officeAt(PLACES.shenzhen.community, 'community');
    expect(await waiting(elsewhere)).toEqual([]);
    const [first] = await waiting();
    expect(await outcome(answerCorrection(elsewhere, { id: Number(first?.id), version: 1, outcome: 'corrected', answer: '改好了。' }))).toBe(
      'CORRECTION_NOT_FOUND',
    );
    expect(await outcome(revealCorrection(elsewhere, Number(first?.id), '核对'))).toBe('CORRECTION_NOT_FOUND');
    await sql`update correction_requests set due_on = '2023-11-20' where id = (select max(id) from correction_requests where state = 'waiting')`.execute(owner);
    const late = await waiting(officeAt(KEY - (KEY % 1_000_000), 'county'));
    expect([late[0]?.isOverdue, late[1]?.isOverdue, late.length]).toEqual([true, false, 5]);
    const turned = await listCorrections(office, { limit: 2, withTotal: false, standing: 'waiting' });
    const next = await listCorrections(office, { limit: 9, withTotal: false, standing: 'waiting', cursor: turned.nextCursor ?? '' });
    expect([...turned.items, ...next.items].map(({ id }) => id)).toEqual(late.map(({ id }) => id));
  });

  it('sees numbers in clear for a stated reason only, which the person reads', async () => {
    const [request] = await waiting();
    const shown = await revealCorrection(office, Number(request?.id), '核对身份');
    expect(shown).toMatchObject({ name: '欧阳小明', wrong: `台账里我的电话写成了${NUMBER}` });
    expect(shown.phone).toMatch(/^138\d{8}$/);
    expect((await auditOf('personal-data.revealed')).join()).toContain('核对身份');
  });

  it('needs the verb and the class of data', async () => {
    const without = { ...office, actor: { ...office.actor, grants: grantsOf(['correction.answer'], ['general']) } };
    expect(await outcome(listCorrections(without, FIRST_PAGE))).toBe('DATA_CLASS_MISSING');
    const nobody = { ...office, actor: { ...office.actor, grants: grantsOf(['evidence.edit'], ['general', 'personal']) } };
    expect(await outcome(listCorrections(nobody, FIRST_PAGE))).toBe('PERMISSION_MISSING');
  });

  it('leaves a trail without names and numbers', async () => {
    const trail = [...(await auditOf('correction.requested')), ...(await auditOf('correction.answered')), ...(await auditOf('correction.withdrawn'))];
    expect(trail.length).toBeGreaterThan(7);
    expect(trail.join()).not.toMatch(/欧阳|13712345678|写成了/);
    const { rows } = await sql<{ all: string }>`select string_agg(c::text, ' ') as all from correction_requests c`.execute(owner);
    expect(rows[0]?.all).not.toMatch(/欧阳|13712345678|写成了/);
  });
});
