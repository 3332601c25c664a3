import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { filingMeans } from '#apps/server/filing-means.ts';
import { enterByPhone, requestPhoneCode } from '#modules/accounts/server/public.ts';
import { NOBODY } from '#platform/access/actor.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { completeForm, deskOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { FORM_WITH_FILES, formWithFiles } from '#tests/support/form-with-files.ts';
import { samplePdf } from '#tests/support/sample-files.ts';
import { startApplication } from '../server/commands/start-application.ts';

const { db } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { app } = await createServer({ platform: operator.platform, log: false });
const OUR_SITE = 'http://localhost:80';
const division = codeOf(PLACES.pingdingshan.community);
let mine = '';
let page = '';
let stranger = '';

async function signIn(phone: string): Promise<string> {
  let code = '';
  const messages = { isOpen: async () => true, sendCode: async (message: { code: string }) => void (code = message.code) };
  const door = { ...testContext(db, { actor: NOBODY, messages }), origin: '10.1.7.1' };
  await (await requestPhoneCode(door, phone)).sent;
  const { token } = await enterByPhone(door, { phone, code, agreed: true }, { userAgent: 'test', formerToken: null });
  return `wotu_person=${token}`;
}

async function begin(cookie: string): Promise<string> {
  const start = await app.inject({ url: `/my/new?place=${division}`, headers: { cookie } });
  const held = [...start.body.matchAll(/<input type="hidden" name="(key|place)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]);
  const payload = new URLSearchParams({ ...Object.fromEntries(held), procedure: 'filing' }).toString();
  const headers = { cookie, origin: OUR_SITE, 'content-type': 'application/x-www-form-urlencoded' };
  const reply = await app.inject({ method: 'POST', url: '/my/new', headers, payload });
  return String(reply.headers.location).split('/').slice(0, 4).join('/');
}

function upload(cookie: string, url: string, files: readonly { name: string; content: Buffer }[]) {
  const headers = { cookie, origin: OUR_SITE, 'content-type': FORM_WITH_FILES };
  return app.inject({ method: 'POST', url, headers, payload: formWithFiles(files) });
}

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan']);
  [mine, stranger] = [await signIn('13800137001'), await signIn('13800137002')];
  page = `${await begin(mine)}/materials/charter`;
}, 120_000);

describe('the page of a material', () => {
  it('says what may be sent, and takes several files without script', async () => {
    const empty = await app.inject({ url: page, headers: { cookie: mine } });
    expect(empty.body).toMatch(/<input id="file" name="file" type="file" multiple accept="image\/jpeg,/);
    const files = [1, 2].map((number) => ({ name: `第${number}页.pdf`, content: samplePdf(`第 ${number} 页`) }));
    expect((await upload(mine, page, files)).statusCode).toBe(303);
    const filled = (await app.inject({ url: page, headers: { cookie: mine } })).body;
    expect([...filled.matchAll(/href="\/my\/files\/(\d+)"/g)]).toHaveLength(2);
    expect(filled).toContain('第1页.pdf');
    expect((await app.inject({ url: page.replace('materials/charter', 'ask/materials'), headers: { cookie: mine } })).body).toContain('已上传 2 个');
  });

  it('keeps what is good and says what is wrong with the rest', async () => {
    const reply = await upload(mine, page, [
      { name: '说明.txt', content: Buffer.from('只是文字') },
      { name: '第3页.pdf', content: samplePdf('第 3 页') },
      { name: '太大.pdf', content: Buffer.alloc(21 * 1_048_576, 'a') },
    ]);
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('“说明.txt”不是能保存的文件');
    expect(reply.body).toContain('文件超过 20 MB');
    expect(reply.body).toContain('第3页.pdf');
    expect((await upload(mine, page, [])).body).toContain('还没有选择照片或文件');
  });

  it('gives the own file, in parts too, and removes it', async () => {
    const id = /href="\/my\/files\/(\d+)"/.exec((await app.inject({ url: page, headers: { cookie: mine } })).body)?.[1];
    const whole = await app.inject({ url: `/my/files/${id}`, headers: { cookie: mine } });
    expect(whole.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('第1页.pdf')}`,
      'accept-ranges': 'bytes',
    });
    expect(String(whole.headers['content-security-policy'])).toContain("default-src 'none'");
    const part = await app.inject({ url: `/my/files/${id}`, headers: { cookie: mine, range: 'bytes=0-3' } });
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, '%PDF', `bytes 0-3/${whole.rawPayload.length}`]);
    expect((await app.inject({ url: `/my/files/${id}`, headers: { cookie: mine, range: 'bytes=999999-' } })).statusCode).toBe(416);
    expect((await app.inject({ method: 'POST', url: `${page}/${id}/remove`, headers: { cookie: mine, origin: OUR_SITE } })).statusCode).toBe(303);
    expect((await app.inject({ url: `/my/files/${id}`, headers: { cookie: mine } })).statusCode).toBe(404);
  });

  it('shows nobody else anything', async () => {
    const id = /href="\/my\/files\/(\d+)"/.exec((await app.inject({ url: page, headers: { cookie: mine } })).body)?.[1];
    for (const url of [page, `/my/files/${id}`]) expect((await app.inject({ url, headers: { cookie: stranger } })).statusCode).toBe(404);
    expect((await upload(stranger, page, [{ name: 'a.pdf', content: samplePdf() }])).statusCode).toBe(404);
    expect((await app.inject({ url: `/files/${id}` })).statusCode).toBe(404);
    const office = await startApplication(deskOf(operator, 'pingdingshan').street, filingMeans, 'office', {
      procedure: 'filing',
      division,
      draft: { form: completeForm('街道代办队') },
    });
    expect((await app.inject({ url: `/my/filings/${office}/materials/charter`, headers: { cookie: mine } })).statusCode).toBe(404);
  });
});
