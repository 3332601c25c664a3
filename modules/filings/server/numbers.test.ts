import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { organizationMeans } from '#apps/server/organization-means.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { readWord, textOf } from '#engines/documents/word-template/read-word.ts';
import { mergeOrganizations } from '#modules/organizations/server/commands/merge-organizations.ts';
import { getRecord } from '#platform/registers/get-record.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ALL_MATERIALS, completeForm, deskOf, idNumberOf, meansOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { numberRoutes } from '../contract/number-routes.ts';
import { actOnApplication } from './commands/act-on-application.ts';
import { skipNumbers, voidNumber } from './commands/keep-numbers.ts';
import { getAuthority, setAuthority } from './commands/set-authority.ts';
import { startApplication } from './commands/start-application.ts';
import { checkCertificate } from './queries/check-certificate.ts';
import { getApplication } from './queries/get-application.ts';
import { getNoticeFile } from './queries/get-notice-file.ts';
import { listNumbers } from './queries/list-numbers.ts';

const { db, portal, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const means = meansOf(productRegisters);
const { street, district, committee } = deskOf(operator, 'pingdingshan');

beforeAll(() => openFilings(operator, ['pingdingshan', 'guangzhou']), 60_000);

let count = 0;
async function submitted(): Promise<number> {
  count += 1;
  const draft = { form: completeForm(`春晖社${count}`), leaderIdNumber: idNumberOf(count), leaderPhone: `1380013${8000 + count}`, materials: ALL_MATERIALS };
  const id = await startApplication(street, means, 'office', {
    procedure: 'filing',
    draft,
    division: codeOf(PLACES.pingdingshan.community),
    atOnce: { action: 'submit', input: {} },
  });
  return id;
}
async function grant(id: number) {
  const { version } = await getApplication(operator, means, 'office', id);
  await actOnApplication(street, means, 'office', { id, version, action: 'grant', input: {} });
  return getApplication(operator, means, 'office', id);
}
async function numberOf(organizationId: string | null): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`select filing_number as number from organizations where id = ${Number(organizationId)}`.execute(owner);
  return rows[0]?.number;
}
const list = (series: 'filing' | 'notice' = 'filing', limit = 50) => listNumbers(street, { series, year: 2023, limit, withTotal: true });

describe('the numbers of a year', () => {
  it('are gapless when many are given at once, and each is told to whom', async () => {
    const ids: number[] = [];
    for (let index = 0; index < 12; index += 1) ids.push(await submitted());
    const done = await Promise.all(ids.map((id) => grant(id)));
    const { items, last, unrecorded, organ } = await list();
    expect([last, unrecorded, organ]).toEqual([12, 0, '新华区曙光街街道办事处']);
    expect(items.map(({ serial }) => serial)).toEqual(Array.from({ length: 12 }, (_, index) => 12 - index));
    expect(items.every(({ state, subjectName, givenOn }) => state === 'given' && subjectName?.startsWith('春晖社') && givenOn === '2023-11-20')).toBe(true);
    const borne = await Promise.all(done.map(({ organizationId }) => numberOf(organizationId)));
    expect(new Set(borne)).toEqual(new Set(items.map(({ number }) => number)));
    expect((await list('notice')).last).toBe(12);
  });

  it('leave out those used on paper, with the reason', async () => {
    expect(await skipNumbers(street, { series: 'filing', year: 2023, through: 15, reason: '纸质备案已用' })).toEqual({ skipped: 3, last: 15 });
    expect(await numberOf((await grant(await submitted())).organizationId)).toBe('曙光街街道社备〔2023〕16号');
    const { items } = await list();
    expect(items[1]).toMatchObject({
      serial: 15,
      number: '曙光街街道社备〔2023〕15号',
      state: 'void',
      subjectName: null,
      voidReason: '纸质备案已用',
      voidedOn: '2023-11-20',
    });
    await expect(skipNumbers(street, { series: 'filing', year: 2023, through: 16, reason: '再跳' })).rejects.toMatchObject({ code: 'NUMBER_NOTHING_TO_SKIP' });
    await expect(skipNumbers(street, { series: 'filing', year: 2023, through: 9999, reason: '手误' })).rejects.toMatchObject({ code: 'NUMBER_TOO_MANY' });
  });

  it('leave out what the ledger bears already', async () => {
    const { organizationId } = await grant(await submitted());
    await sql`update organizations set filing_number = '曙光街街道社备〔2023〕18号' where id = ${Number(organizationId)}`.execute(owner);
    expect(await numberOf((await grant(await submitted())).organizationId)).toBe('曙光街街道社备〔2023〕19号');
    expect((await list()).items[1]).toMatchObject({ serial: 18, state: 'void', voidReason: expect.stringContaining('台账中已有组织使用') });
  });

  it('of before the register are told apart', async () => {
    await sql`delete from filing_given_numbers where series = 'filing' and ordinal = 2`.execute(owner);
    const { items, unrecorded } = await list();
    expect([unrecorded, items.find(({ serial }) => serial === 2)?.state]).toEqual([1, 'unrecorded']);
  });

  it('come in pages, from the last one down', async () => {
    const first = await list('filing', 7);
    const second = await listNumbers(street, { series: 'filing', year: 2023, limit: 50, withTotal: true, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ serial }) => serial)).toEqual(Array.from({ length: first.last }, (_, index) => first.last - index));
    expect((await listNumbers(street, { series: 'filing', year: 2022, limit: 10, withTotal: true })).items).toEqual([]);
  });

  it('are seen from above, and not from elsewhere', async () => {
    const division = codeOf(PLACES.pingdingshan.street);
    expect((await listNumbers(district, { series: 'filing', year: 2023, division, limit: 5, withTotal: true })).last).toBe(19);
    await expect(
      listNumbers(deskOf(operator, 'guangzhou').district, { series: 'filing', year: 2023, division, limit: 5, withTotal: true }),
    ).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  });
});

describe('a number that is voided', () => {
  it('is replaced at once in the ledger, with a new certificate; the old one says so to whoever checks', async () => {
    const { organizationId } = await grant(await submitted());
    const number = await numberOf(organizationId);
    const serial = Number(/(\d+)号/.exec(number ?? '')?.[1]);
    const replacement = await voidNumber(street, means, { series: 'filing', year: 2023, serial, reason: '证书印错' });
    expect([await numberOf(organizationId), replacement]).toEqual([`曙光街街道社备〔2023〕${serial + 1}号`, `曙光街街道社备〔2023〕${serial + 1}号`]);
    const { rows } = await sql<{ id: number; code: string }>`
      select id, check_code as code from filing_notices where organization_id = ${Number(organizationId)} and kind = 'filingCertificate' order by id`.execute(
      owner,
    );
    expect(rows).toHaveLength(2);
    const [old, fresh] = await Promise.all(rows.map(({ code }) => checkCertificate(portal, code)));
    expect([old?.isValid, old?.sentence, fresh?.isValid]).toEqual([false, '这份备案证书现在无效：该组织后来换发了新的证书或编号。', true]);
    const { bytes } = await getNoticeFile(street, 'office', { id: rows[1]?.id ?? 0, format: 'docx' });
    expect(textOf((await readWord(bytes)).blocks).join('\n')).toContain(`备案编号：${replacement}`);
    await expect(voidNumber(street, means, { series: 'filing', year: 2023, serial, reason: '再作废' })).rejects.toMatchObject({ code: 'NUMBER_VOID_ALREADY' });
    await expect(voidNumber(street, means, { series: 'filing', year: 2023, serial: 999, reason: '没有' })).rejects.toMatchObject({ code: 'NUMBER_NOT_FOUND' });
  });

  it('is the own office’s, by those who manage numbers', async () => {
    await expect(voidNumber(district, means, { series: 'filing', year: 2023, serial: 1, reason: '区里来' })).rejects.toMatchObject({
      code: 'NUMBER_NOT_FOUND',
    });
    await expect(skipNumbers(committee, { series: 'filing', year: 2023, through: 99, reason: '社区来' })).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
  });
});

describe('an organization that moved', () => {
  it('keeps its number, and whoever checks the certificate is told where it is now', async () => {
    const { organizationId } = await grant(await submitted());
    const id = Number(organizationId);
    const number = await numberOf(organizationId);
    const { rows } = await sql<{
      code: string;
    }>`select check_code as code from filing_notices where organization_id = ${id} and kind = 'filingCertificate'`.execute(owner);
    const check = () => checkCertificate(portal, rows[0]?.code ?? '');
    expect((await check())?.movedTo).toBeNull();
    const { version } = await getRecord(operator, productRegisters, 'organizations', id);
    await updateRecord(operator, productRegisters, 'organizations', id, version, { div: codeOf(PLACES.guangzhou.community) }, '迁址');
    expect(await numberOf(organizationId)).toBe(number);
    expect(await check()).toMatchObject({ isValid: true, number, organ: '新华区曙光街街道办事处', movedTo: '荔湾区沙面街道' });
    // whoever gave the number may void it, and writes no more in the record that lies elsewhere now
    const serial = Number(/(\d+)号/.exec(number ?? '')?.[1]);
    expect(await voidNumber(street, means, { series: 'filing', year: 2023, serial, reason: '迁走了' })).toBeNull();
    expect(await numberOf(organizationId)).toBe(number);
  });
});

describe('what an office is called', () => {
  it('stands in documents and numbers from then on', async () => {
    expect(await getAuthority(street)).toMatchObject({
      code: '曙光街街道',
      organ: '新华区曙光街街道办事处',
      version: 0,
      filingFormat: '{authority}社备〔{year}〕{number}号',
    });
    await setAuthority(street, {
      version: 0,
      organ: '平顶山市新华区人民政府曙光街街道办事处',
      code: '新曙',
      filingFormat: '{authority}备字〔{year}〕第{number}号',
      noticeFormat: null,
    });
    const done = await grant(await submitted());
    expect(await numberOf(done.organizationId)).toMatch(/^新曙备字〔2023〕第\d+号$/);
    expect(done.notices.find(({ kind }) => kind === 'filingDisclosure')?.documentNumber).toMatch(/^新曙社通〔2023〕\d+号$/);
    const id = Number(done.notices.find(({ kind }) => kind === 'filingDisclosure')?.id);
    expect(textOf((await readWord((await getNoticeFile(street, 'office', { id, format: 'docx' })).bytes)).blocks)[1]).toBe(
      '平顶山市新华区人民政府曙光街街道办事处',
    );
    await expect(setAuthority(street, { version: 0, organ: null, code: null, filingFormat: null, noticeFormat: null })).rejects.toMatchObject({
      code: 'AUTHORITY_CHANGED',
    });
  });

  it.each(['没有序号', '{number}{name}', '{number', '{number}}', '{authority}备{number}号'])('refuses a pattern that is none: %s', (filingFormat) => {
    const body = { version: 0, organ: null, code: null, filingFormat, noticeFormat: null };
    expect(numberRoutes.setAuthority.body.safeParse(body).success).toBe(false);
  });
});

describe('when two organizations turn out to be one', () => {
  it('the number goes over to the one that stays, and is replaced there when it is voided', async () => {
    const gone = Number((await grant(await submitted())).organizationId);
    const number = await numberOf(String(gone));
    const values = { div: codeOf(PLACES.pingdingshan.community), name: '同一个社', tier: '备案', category: '文体娱乐类', establishedOn: '2022-03-01' };
    const stays = await createRecord(operator, productRegisters, 'organizations', { ...values, leaderName: '张春兰', memberCount: 9, isHub: false });
    const { version } = await getRecord(operator, productRegisters, 'organizations', gone);
    await mergeOrganizations(operator, organizationMeans, { keep: { id: stays.id, version: 1 }, remove: { id: gone, version }, reason: '重复登记' });
    expect(await numberOf(String(stays.id))).toBe(number);
    const serial = Number(/(\d+)号/.exec(number ?? '')?.[1]);
    const replacement = await voidNumber(street, means, { series: 'filing', year: 2023, serial, reason: '证书印错' });
    expect(await numberOf(String(stays.id))).toBe(replacement);
    expect(replacement).not.toBeNull();
  });
});
