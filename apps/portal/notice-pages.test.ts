/** Announcements on the public pages, and an objection from the form to its answer. */
import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { createServer } from '#apps/server/create-server.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { actOnApplication } from '#modules/filings/server/commands/act-on-application.ts';
import { answerObjection, revealObjector } from '#modules/filings/server/commands/answer-objection.ts';
import { startApplication } from '#modules/filings/server/commands/start-application.ts';
import { getApplication } from '#modules/filings/server/queries/get-application.ts';
import { listObjections } from '#modules/filings/server/queries/list-objections.ts';
import { productFileKeepers } from '#apps/server/file-keepers.ts';
import type { Context } from '#platform/context.ts';
import { readFile, revealFile } from '#platform/files/read-file.ts';
import { verifyAudit } from '#platform/audit/verify-audit.ts';
import { REQUEST_LIMITS } from '#platform/limits/request-limits.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ALL_MATERIALS, completeForm, deskOf, idNumberOf, meansOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { FORM_WITH_FILES, formWithFiles } from '#tests/support/form-with-files.ts';
import { samplePdf, samplePicture } from '#tests/support/sample-files.ts';
import { viewsToldTo } from '#tests/support/own-views.ts';

const { db, portal, owner } = await createTestDatabase();
const LAST_DAY = '2023-11-27T04:00:00.000Z';
const AFTER = '2023-11-28T04:00:00.000Z';
const LATER = '2024-02-01T04:00:00.000Z';
const at = (now?: string) => testContext(db, { facts: createProductFacts(), portalDb: portal, ...(now === undefined ? {} : { now }) });
const operator = at();
const means = meansOf(productRegisters);
const { street, district } = deskOf(operator, 'pingdingshan');
const servers = new Map<string, FastifyInstance>();
const PHONE = '13912345678';
let noticeId = 0;
const PICTURE = await samplePicture(40, 30, '.png');

async function serverAt(now: string): Promise<FastifyInstance> {
  const known = servers.get(now) ?? (await createServer({ platform: at(now).platform, log: false })).app;
  servers.set(now, known);
  return known;
}

async function file(name: string): Promise<number> {
  const draft = {
    form: { ...completeForm(name), leaderName: '欧阳春晖' },
    leaderIdNumber: idNumberOf(1),
    leaderPhone: '13800138001',
    materials: ALL_MATERIALS,
  };
  const id = await startApplication(street, means, 'office', { procedure: 'filing', draft, division: codeOf(PLACES.pingdingshan.community) });
  for (const action of ['submit', 'grant'] as const) {
    const { version } = await getApplication(operator, means, 'office', id);
    await actOnApplication(street, means, 'office', { id, version, action, input: {} });
  }
  const { notices } = await getApplication(operator, means, 'office', id);
  return Number(notices.find(({ kind }) => kind === 'filingDisclosure')?.id);
}

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan', 'guangzhou']);
  noticeId = await file('春晖互助社');
}, 60_000);
afterAll(() => Promise.all([...servers.values()].map((app) => app.close())));

const textOf = (body: string) =>
  body
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
const visit = async (url: string, now = LAST_DAY) => (await serverAt(now)).inject({ method: 'GET', url });
async function object(fields: Record<string, string>, { now = LAST_DAY, id = noticeId, address = '127.0.0.1' } = {}) {
  return (await serverAt(now)).inject({
    method: 'POST',
    url: `/notices/${id}/objections`,
    remoteAddress: address,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-wotu-request': '1' },
    payload: new URLSearchParams(fields).toString(),
  });
}
async function objectWith(fields: Record<string, string>, files: readonly (readonly [string, Buffer])[]) {
  return (await serverAt(LAST_DAY)).inject({
    method: 'POST',
    url: `/notices/${noticeId}/objections`,
    headers: { 'content-type': FORM_WITH_FILES, 'x-wotu-request': '1' },
    payload: formWithFiles(
      files.map(([name, content]) => ({ name, content })),
      fields,
    ),
  });
}
const GOOD = { name: '李明', phone: PHONE, content: '名册里的几个人并没有参加，请核实。' };
/** Where the switch of the display comes back to. */
const backIn = (body: string) => /name="back" value="([^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
const receiptIn = (body: string) => /class="receipt">([^<]+)</.exec(body)?.[1] ?? '';

describe('an announcement', () => {
  it('stands on the public list with its period, and its text names no person', async () => {
    expect(textOf((await visit('/notices')).body)).toContain('关于“春晖互助社”备案信息的公示 新华区曙光街街道办事处 2023年11月20日 异议期至 2023年11月27日');
    const { body } = await visit(`/notices/${noticeId}`);
    expect(textOf(body)).toMatch(/经审核，“春晖互助社”（备案编号：曙光街街道社备〔2023〕1号）准予备案，组织类别为居民互助类，所在地为.*曙光街街道/);
    for (const personal of ['欧阳春晖', '13800138001', idNumberOf(1)]) expect(body).not.toContain(personal);
    expect(body).not.toMatch(/<script/i);
  });

  it('is marked where it is invented, to look around with', async () => {
    const mark = (isInvented: boolean) =>
      sql`update filing_applications a set demonstration = ${isInvented} from filing_notices n where n.id = ${noticeId} and a.district = n.district and a.id = n.application_id`.execute(
        owner,
      );
    for (const address of ['/notices', `/notices/${noticeId}`]) expect((await visit(address)).body).not.toContain('演示数据');
    await mark(true);
    for (const address of ['/notices', `/notices/${noticeId}`]) expect((await visit(address)).body).toContain('演示数据');
    await mark(false);
  });

  it('moves to the archive of its year when a month is over', async () => {
    expect(textOf((await visit('/notices', LATER)).body)).toContain('最近没有公示和公告');
    expect(textOf((await visit('/notices/archive?year=2023', LATER)).body)).toContain('春晖互助社');
    expect(textOf((await visit('/notices/archive?year=2022', LATER)).body)).toContain('没有找到');
    expect(textOf((await visit('/notices/archive', LAST_DAY)).body)).toContain('还没有归档的公告');
  });

  it('is found by a part of the name or the office, and by nothing else', async () => {
    for (const [word, isThere] of [
      ['晖互', true],
      ['曙光街', true],
      ['欧阳', false],
      ["'%", false],
      ['<script>', false],
    ] as const) {
      const { body, statusCode } = await visit(`/notices?q=${encodeURIComponent(word)}`);
      expect([word, statusCode, body.includes('春晖互助社'), body.includes('<script')]).toEqual([word, 200, isThere, false]);
    }
  });

  it('is listed at its place and above, not beside it, and the place is remembered', async () => {
    const { county, community } = { county: codeOf(PLACES.pingdingshan.county), community: codeOf(PLACES.pingdingshan.community) };
    for (const [place, isThere] of [
      [community, true],
      [county, true],
      [codeOf(PLACES.guangzhou.community), false],
      ['999999999999', true],
    ] as const) {
      const { body, statusCode } = await visit(`/notices?place=${place}`);
      expect([place, statusCode, body.includes('春晖互助社')]).toEqual([place, 200, isThere]);
    }
    const { body, cookies } = await visit(`/notices?place=${county}`);
    expect(cookies).toMatchObject([{ name: 'wotu_place', value: county }]);
    expect(body).toContain(`href="/notices/archive?place=${county}"`);
    const beside = await (await serverAt(LAST_DAY)).inject({ url: '/notices', headers: { cookie: `wotu_place=${codeOf(PLACES.guangzhou.county)}` } });
    expect(textOf(beside.body)).toMatch(/荔湾区 · 公示与公告 .*最近没有公示和公告。 看广州市的/);
  });

  it.each(['0', '99999999999999999', 'x', '1e3', '-1'])('that does not exist is said not to exist: %s', async (id) => {
    expect((await visit(`/notices/${id}`)).statusCode).toBe(404);
  });

  it('to an applicant is none', async () => {
    const { rows } = await sql<{ id: number }>`select id from filing_notices where audience <> 'public' limit 1`.execute(owner);
    expect((await visit(`/notices/${rows[0]?.id}`)).statusCode).toBe(404);
  });

  it('pages through more than fit, each once', async () => {
    await sql`insert into filing_notices (id, district, div, recorded_div, application_id, kind, audience, subject_name, issued_on, lines, authority_div, organ)
      select district * 1000000000::bigint + 7000000 + g, district, div, recorded_div, application_id, kind, 'public', '翻页', date '2022-01-01' + g / 2, array['翻页' || g], authority_div, organ
      from filing_notices, generate_series(1, 65) g where id = ${noticeId}`.execute(owner);
    const seen: string[] = [];
    let url: string | undefined = '/notices/archive?q=翻页';
    while (url) {
      const { body } = await visit(url.replace('翻页', encodeURIComponent('翻页')));
      seen.push(...[...body.matchAll(/href="\/notices\/(\d+)"/g)].map((match) => match[1] ?? ''));
      url = /href="(\/notices\/archive\?[^"]+)">下一页/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    expect([seen.length, new Set(seen).size]).toEqual([65, 65]);
  });
});

describe('an objection', () => {
  it('goes from the public form to the office and comes back answered', async () => {
    const reply = await object(GOOD);
    const receipt = receiptIn(reply.body);
    expect(receipt).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/);
    // larger type keeps the code, which is shown once
    expect(backIn(reply.body)).toBe(`/notices/objections?code=${receipt}`);
    expect(textOf((await visit(`/notices/objections?code=${receipt}`)).body)).toContain('正在办理');
    const [objection] = (await listObjections(street, { limit: 10, withTotal: true, standing: 'open' })).items;
    expect(objection).toMatchObject({ content: GOOD.content, name: '李某', phone: '139****5678', mayAnswer: true, subjectName: '春晖互助社' });
    const id = Number(objection?.id);
    expect(await revealObjector(street, id, '电话核实')).toEqual({ name: '李明', phone: PHONE });
    expect(await viewsToldTo(street, PHONE)).toEqual([[street.actor.name, '公示异议', '查看', '电话核实']]);
    await answerObjection(street, { id, version: 1, outcome: 'partly', answer: '经核实，名册已更正。联系13800138001' });
    const shown = textOf((await visit(`/notices/objections?code=${receipt}`)).body);
    expect(shown).toContain('部分成立 （2023年11月20日答复） 经核实，名册已更正。');
    for (const personal of ['李明', PHONE, '13800138001', GOOD.content]) expect(shown).not.toContain(personal);
    await expect(answerObjection(street, { id, version: 2, outcome: 'upheld', answer: '再答复一次' })).rejects.toMatchObject({ code: 'OBJECTION_ANSWERED' });
  });

  it('pressed twice is one, also at the same moment, and the same receipt', async () => {
    const again = { ...GOOD, content: '同一件事情提交了两次，请核实。' };
    const replies = await Promise.all([object(again), object(again)]);
    expect(new Set(replies.map(({ body }) => receiptIn(body))).size).toBe(1);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from filing_objections where content = ${again.content}`.execute(owner);
    expect(rows[0]?.count).toBe(1);
  });

  it('takes photographs and documents without script, shows them to the office alone, for a reason', async () => {
    const content = '活动场所早就没有了，照片为证。';
    const reply = await objectWith({ ...GOOD, content }, [
      ['现场.png', PICTURE],
      ['说明.pdf', samplePdf('说明')],
    ]);
    expect(textOf(reply.body)).toContain('附了 2 个照片或文件');
    const found = async (context: Context) =>
      (await listObjections(context, { limit: 20, withTotal: false })).items.find((one) => one.content === content)?.files ?? [];
    const [picture, paper] = await found(street);
    expect([picture?.kind, paper?.kind]).toEqual(['jpeg', 'pdf']);
    expect(await found(district)).toEqual([]);
    const id = Number(picture?.id);
    await expect(readFile(street, productFileKeepers, { id, size: 'full' })).rejects.toMatchObject({ code: 'FILE_TICKET_MISSING' });
    await expect(readFile(district, productFileKeepers, { id, size: 'full' })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    const ticket = await revealFile(street, productFileKeepers, id, '核实情况');
    expect((await readFile(street, productFileKeepers, { id, size: 'full', ticket })).contentType).toBe('image/jpeg');
    // the same once more is the same objection with the same papers
    await objectWith({ ...GOOD, content }, [['别的.png', PICTURE]]);
    expect(await found(street)).toHaveLength(2);
  });

  it.each([
    ['不是能保存的文件', [['病历.pdf', Buffer.from('not a pdf at all, really')]] as const, GOOD],
    ['照片和文件请重新选择', [['现场.png', Buffer.from('neither a picture')]] as const, GOOD],
    ['11 位手机号码', [] as const, { ...GOOD, phone: '1' }],
    ['最多 5 个', [] as const, { ...GOOD, content: '附件太多的一件异议内容。' }],
  ])('with papers that cannot be kept is not taken, and what was typed stays: %s', async (words, sent, fields) => {
    const files = sent.length > 0 ? sent : Array.from({ length: 6 }, (_, index) => [`第${index}张.png`, PICTURE] as const);
    const before = await sql`select from filing_objections`.execute(owner);
    const reply = await objectWith(fields, files);
    expect(reply.statusCode).toBeGreaterThanOrEqual(400);
    expect(textOf(reply.body)).toContain(words);
    expect(reply.body).toContain(`>${fields.content}</textarea>`);
    expect((await sql`select from filing_objections`.execute(owner)).rows).toHaveLength(before.rows.length);
  });

  it('that is refused leaves nothing of its papers in the storage', async () => {
    const { storage } = operator.platform.files;
    const objects = async () => (await Array.fromAsync(storage.list())).length + (await Array.fromAsync(storage.listAside())).length;
    const before = await objects();
    const pictures = await Promise.all([31, 32, 33, 34, 35, 36].map((width) => samplePicture(width, 30, '.png')));
    const reply = await objectWith(
      { ...GOOD, content: '照片太多、都没有收下的一件异议。' },
      pictures.map((picture, index) => [`照片${index}.png`, picture] as const),
    );
    expect([reply.statusCode, textOf(reply.body).includes('最多 5 个')]).toEqual([422, true]);
    const late = await objectWith({ ...GOOD, content: '第二张不能保存的一件异议。' }, [
      ['现场.png', await samplePicture(37, 30, '.png')],
      ['坏的.png', Buffer.from('no picture')],
    ]);
    expect(late.statusCode).toBeGreaterThanOrEqual(400);
    expect(await objects()).toBe(before);
  });

  it('is counted by its megabytes before anything is read, an hour and address', async () => {
    const app = await serverAt(LAST_DAY);
    const send = (megabytes: number, content: string) =>
      app.inject({
        method: 'POST',
        url: `/notices/${noticeId}/objections`,
        remoteAddress: '198.51.100.77',
        headers: { 'content-type': FORM_WITH_FILES, 'x-wotu-request': '1' },
        payload: formWithFiles(megabytes === 0 ? [] : [{ name: '大的.png', content: Buffer.alloc(megabytes * 1_048_576 + 1) }], { ...GOOD, content }),
      });
    const most = REQUEST_LIMITS.enclose.perAddress;
    for (let sent = 0; sent < most; sent += 40) expect(textOf((await send(40, '附件很大的一件异议内容。')).body)).not.toContain('已到上限');
    const refused = await send(1, '再附一个的一件异议内容。');
    expect([refused.statusCode, textOf(refused.body).includes(`已到上限 ${most} MB`)]).toEqual([429, true]);
    // words alone are heard as before
    expect((await send(0, '只写文字的一件异议内容。')).statusCode).toBe(200);
  });

  it('keeps name and phone encrypted, and numbers out of the text', async () => {
    await object({ ...GOOD, name: '王五六', content: '请打电话13700137000问一问情况。' });
    const { rows } = await sql<{ row: string }>`select o::text as row from filing_objections o`.execute(owner);
    const stored = rows.map(({ row }) => row).join('\n');
    for (const clear of ['王五六', PHONE, '13700137000']) expect(stored).not.toContain(clear);
  });

  it.each([
    [{ ...GOOD, phone: '12345' }, '11 位手机号码'],
    [{ ...GOOD, name: ' ' }, '请填写您的姓名'],
    [{ ...GOOD, content: '不行' }, '至少 10 个字'],
    [{ ...GOOD, content: '长'.repeat(2001) }, '不超过 2000 个字'],
    [{}, '请填写您的姓名'],
  ])('that lacks something shows the form again with what was typed: %#', async (fields, words) => {
    const reply = await object(fields as Record<string, string>);
    expect([reply.statusCode, textOf(reply.body).includes(words)]).toEqual([422, true]);
    expect(reply.body).toContain(`>${(fields as Partial<typeof GOOD>).content ?? ''}</textarea>`);
  });

  it('is shown as text, whatever it holds', async () => {
    const reply = await object({ ...GOOD, phone: '1', content: '</textarea><script>alert(1)</script>' });
    expect(reply.body).not.toContain('<script>');
  });

  it('is taken on the last day and not after it, nor where no period was set', async () => {
    expect((await object({ ...GOOD, content: '最后一天提交的异议内容。' })).statusCode).toBe(200);
    const late = await object({ ...GOOD, content: '第二天才提交的异议内容。' }, { now: AFTER });
    expect([late.statusCode, textOf(late.body).includes('异议期已于2023年11月27日结束')]).toEqual([409, true]);
    expect((await visit(`/notices/${noticeId}`)).body).toContain('/objections#objection" enctype=');
    expect((await visit(`/notices/${noticeId}`, AFTER)).body).not.toContain('/objections#objection" enctype=');
    await sql`update filing_notices set objections_until = null where id = 410402007000001`.execute(owner);
    expect((await object(GOOD, { id: 410_402_007_000_001 })).statusCode).toBe(409);
    expect((await object(GOOD, { id: 1 })).statusCode).toBe(404);
  });

  it('is answered by the office that announced, and seen by those above only', async () => {
    await object({ ...GOOD, content: '由谁来答复的一件异议。' });
    const [seen] = (await listObjections(district, { limit: 1, withTotal: false, standing: 'open' })).items;
    expect(seen?.mayAnswer).toBe(false);
    const answer = { id: Number(seen?.id), version: 1, outcome: 'rejected', answer: '区里来答复' } as const;
    await expect(answerObjection(district, answer)).rejects.toMatchObject({ code: 'OBJECTION_NOT_YOURS' });
    await expect(revealObjector(district, answer.id, '看看')).rejects.toMatchObject({ code: 'OBJECTION_NOT_YOURS' });
    const away = deskOf(operator, 'guangzhou').street;
    await expect(answerObjection(away, answer)).rejects.toMatchObject({ code: 'OBJECTION_NOT_FOUND' });
    expect((await listObjections(away, { limit: 10, withTotal: true })).items).toEqual([]);
  });

  it('cannot be sent without end from one address', async () => {
    const { perAddress } = REQUEST_LIMITS.object;
    for (let index = 0; index < perAddress; index += 1) await object({ ...GOOD, phone: '1' }, { address: '10.9.1.1' });
    expect((await object(GOOD, { address: '10.9.1.1' })).statusCode).toBe(429);
  });

  it('leaves a trail that holds', async () => {
    const { rows } = await sql<{
      action: string;
    }>`select distinct action from audit_entries where action like 'noticeObjection.%' or action = 'personal-data.revealed' order by 1`.execute(owner);
    expect(rows.map(({ action }) => action)).toEqual(['noticeObjection.answered', 'noticeObjection.received', 'personal-data.revealed']);
    expect((await verifyAudit(db, operator.platform.cipher.auditKey)).findings).toEqual([]);
  });
});
