import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { filingMeans } from '#apps/server/filing-means.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { enterByPhone, requestPhoneCode } from '#modules/accounts/server/public.ts';
import { listPart } from '#modules/organizations/server/queries/list-part.ts';
import { requireOrganization } from '#modules/organizations/server/queries/require-organization.ts';
import { NOBODY } from '#platform/access/actor.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { completeForm, deskOf, idNumberOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { startApplication } from '../server/commands/start-application.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { app } = await createServer({ platform: operator.platform, log: false });
const { committee, street } = deskOf(operator, 'pingdingshan');
let [mine, stranger, id] = ['', '', 0];
let roster = '';

async function signIn(phone: string): Promise<string> {
  let code = '';
  const messages = { isOpen: async () => true, sendCode: async (message: { code: string }) => void (code = message.code) };
  const door = { ...testContext(db, { actor: NOBODY, messages }), origin: '10.1.9.1' };
  await (await requestPhoneCode(door, phone)).sent;
  const { token } = await enterByPhone(door, { phone, code, agreed: true }, { userAgent: 'test', formerToken: null });
  return `wotu_person=${token}`;
}
const get = (url: string, cookie = mine) => app.inject({ url, headers: { cookie } });
function post(url: string, typed: Record<string, string>, cookie = mine) {
  const headers = { cookie, origin: 'http://localhost:80', 'content-type': 'application/x-www-form-urlencoded' };
  return app.inject({ method: 'POST', url, headers, payload: new URLSearchParams({ go: 'save', version: '0', ...typed }).toString() });
}
const seenByOffice = async () => (await listPart(street, productRegisters, await requireOrganization(street, id), 'members', undefined)).items;
const memberAt = async (name: string) => new RegExp(`href="([^"]+)">${name}<`).exec((await get(roster)).body)?.[1] ?? '';

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan']);
  const division = codeOf(PLACES.pingdingshan.community);
  await startApplication(committee, filingMeans, 'office', {
    procedure: 'ledgerOpening',
    division,
    draft: { form: completeForm('名册试写队') },
    atOnce: { action: 'record', input: {} },
  });
  [mine, stranger] = [await signIn('13800136001'), await signIn('13800136002')];
  await sql`insert into filing_claims (id, district, div, recorded_div, organization_id, claimant_id, claimant_name, claimed_at)
    select 410402900000001, o.district, o.div, o.recorded_div, o.id, (select min(account_id)::text from persons), '负责人', now() from organizations o`.execute(
    owner,
  );
  const { rows } = await sql<{ id: number }>`select id from organizations`.execute(owner);
  id = rows[0]?.id ?? 0;
  roster = `/my/organizations/${id}/roster`;
}, 60_000);

describe('the roster on the phone', () => {
  it('takes a member in a minute, numbers masked for the leader as for offices', async () => {
    expect((await get(roster)).body).toContain('还没有成员');
    const reply = await post(`${roster}/new`, { name: '王秋', phone: '13912345678', idNumber: idNumberOf(41), joinedOn: '2023-05-01', role: '骨干' });
    expect([reply.statusCode, reply.headers.location]).toEqual([303, roster]);
    expect((await get(roster)).body).toContain('骨干，139****5678');
    expect((await get(await memberAt('王秋'))).body).not.toContain('13912345678');
    expect(await seenByOffice()).toMatchObject([{ title: '王秋', values: { kind: '个人', phone: '139****5678', joinedOn: '2023-05-01' } }]);
  });

  it('says what is wrong and keeps what was typed', async () => {
    const blank = await post(`${roster}/new`, { name: '', phone: '123', joinedOn: '2025-01-01' });
    expect(blank.statusCode).toBe(422);
    for (const text of ['请填写“姓名”', '手机号不对', '不能晚于今天', 'value="123"']) expect(blank.body).toContain(text);
    const wrongNumber = await post(`${roster}/new`, { name: '钱冬', idNumber: '410402197001010000', joinedOn: '2023-05-01' });
    expect([wrongNumber.statusCode, wrongNumber.body.includes('href="#idNumber"')]).toEqual([422, true]);
    const twice = await post(`${roster}/new`, { name: '王秋', idNumber: idNumberOf(41), joinedOn: '2023-05-01' });
    expect(twice.statusCode).toBe(409);
  });

  it('changes a member without touching the numbers, and notes who left', async () => {
    const page = await memberAt('王秋');
    const masked = { phone: '139****5678', idNumber: '410***********0419' };
    expect((await post(page, { name: '王秋', ...masked, joinedOn: '2023-05-01', role: '普通成员', version: '1' })).statusCode).toBe(303);
    const stale = await post(page, { name: '王秋', ...masked, joinedOn: '2023-05-01', version: '1' });
    expect([stale.statusCode, stale.body.includes('没有保存')]).toEqual([409, true]);
    expect((await post(page, { go: 'leave', leftOn: '', version: '2' })).statusCode).toBe(422);
    expect((await post(page, { go: 'leave', leftOn: '2023-10-01', version: '2' })).statusCode).toBe(303);
    expect((await get(roster)).body).toContain('2023年10月1日退出');
    expect(await seenByOffice()).toMatchObject([{ isCurrent: false, values: { role: '普通成员', phone: '139****5678', leftOn: '2023-10-01' } }]);
    const { rows } = await sql<{ action: string }>`select action from audit_entries where subject_type = 'organization-members' order by number`.execute(owner);
    expect(rows.map(({ action }) => action)).toEqual(['record.created', 'record.updated', 'record.updated']);
  });

  it('is for whoever leads the organization, and ends with the claim', async () => {
    const page = await memberAt('王秋');
    const typed = { name: '外人', joinedOn: '2023-05-01', version: '3' };
    for (const reply of [
      await get(roster, stranger),
      await get(page, stranger),
      await post(`${roster}/new`, typed, stranger),
      await post(page, typed, stranger),
    ])
      expect(reply.statusCode).toBe(404);
    expect((await get(`${roster}/410402900000001`)).statusCode).toBe(404);
    await sql`update filing_claims set ended_at = now(), ended_by = '1'`.execute(owner);
    for (const reply of [await get(roster), await post(page, typed)]) expect(reply.statusCode).toBe(404);
    expect(await seenByOffice()).toHaveLength(1);
  });
});
