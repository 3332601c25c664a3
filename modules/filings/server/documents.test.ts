import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { renderLetterTemplate } from '#engines/documents/word/letter-template.ts';
import { readWord, textOf } from '#engines/documents/word-template/read-word.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ALL_MATERIALS, completeForm, CREDIT_CODE, deskOf, idNumberOf, meansOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { readQrCodes } from '#tests/support/read-qr-code.ts';
import type { ActionInput, Application, FilingForm } from '../contract/application.ts';
import { marksOf } from '../contract/notice-marks.ts';
import { NOTICES, type NoticeId, type ActionId, type ProcedureId, wordsOf } from '../contract/workflow.ts';
import { actOnApplication } from './commands/act-on-application.ts';
import { startApplication } from './commands/start-application.ts';
import { uploadTemplate } from './commands/upload-template.ts';
import { useTemplate } from './commands/use-template.ts';
import { NATIONAL_TEMPLATES } from './domain/national-templates.ts';
import { getApplication } from './queries/get-application.ts';
import { getNoticeFile } from './queries/get-notice-file.ts';
import { getTemplateFile } from './queries/get-template-file.ts';
import { listTemplates } from './queries/list-templates.ts';

const ADDRESS = 'https://wotu.example';
const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts(), signIn: { address: ADDRESS } });
const means = meansOf(productRegisters);
const { street, district, leader } = deskOf(operator, 'pingdingshan');

beforeAll(() => openFilings(operator, ['pingdingshan', 'guangzhou']), 60_000);

let count = 0;
async function begin(
  context: Context,
  procedure: ProcedureId,
  form: FilingForm = {},
  organizationId?: number,
  side: 'office' | 'own' = 'office',
): Promise<number> {
  count += 1;
  const draft = {
    form: { ...completeForm(`春晖互助社${count}`), ...form },
    leaderIdNumber: idNumberOf(count),
    leaderPhone: `1380013${8000 + count}`,
    materials: ALL_MATERIALS,
  };
  const where = organizationId === undefined ? { division: codeOf(PLACES.pingdingshan.community) } : { organizationId };
  return startApplication(context, means, side, { procedure, draft, ...where });
}

async function go(context: Context, id: number, action: ActionId, input: ActionInput = {}): Promise<Application> {
  const { version } = await getApplication(operator, means, 'office', id);
  await actOnApplication(context, means, 'office', { id, version, action, input });
  return getApplication(operator, means, 'office', id);
}

async function file(): Promise<Application> {
  const id = await begin(street, 'filing');
  await go(street, id, 'submit');
  return go(street, id, 'grant');
}

const idOf = (application: Application, kind: NoticeId) => Number(application.notices.find((notice) => notice.kind === kind)?.id);
async function linesOf(context: Context, id: number): Promise<string[]> {
  const { bytes } = await getNoticeFile(context, 'office', { id, format: 'docx' });
  return textOf((await readWord(bytes)).blocks).filter((line) => line !== '');
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('nothing was refused');
  return error;
}

const ownTemplate = (text: string) =>
  renderLetterTemplate({ organ: '{发文机关}', number: '{文号}', title: '一次性补正告知书', paragraphs: [text], date: '{成文日期}', edition: '2023-01-01' });
const upload = async (context: Context, text: string, kind: NoticeId = 'supplementNotice') =>
  uploadTemplate(context, kind, { name: 'C:\\文书\\补正.docx', bytes: await ownTemplate(text) });

describe('the wording of the program', () => {
  it.each(wordsOf(NOTICES))('has marks for %s that the kind knows, and comes out without one left open', async (kind) => {
    const { bytes } = await getTemplateFile(street, { kind, filled: true, format: 'docx' });
    const text = textOf((await readWord(bytes)).blocks).join('\n');
    expect(text).not.toMatch(/[{}]/);
    const used = [...JSON.stringify(NATIONAL_TEMPLATES[kind]).matchAll(/\{([^{}"]+)\}/g)].map((match) => match[1]);
    expect(used.filter((mark) => !marksOf(kind).some((known) => known === mark))).toEqual([]);
  });

  it('says in an announcement nothing that names a person', () => {
    const open = wordsOf(NOTICES).filter((kind) => NOTICES[kind].audience === 'public');
    expect(open.flatMap((kind) => marksOf(kind)).filter((mark) => ['负责人', '核验码', '二维码'].includes(mark))).toEqual([]);
  });
});

describe('a notice', () => {
  it('lists what is to be supplemented and until when, numbered per authority and year', async () => {
    const items = [{ material: 'charter' as const, content: '缺少党建内容。' }, { content: '名册请13800138000补电话' }];
    const [one, other] = [await begin(street, 'filing'), await begin(street, 'filing')];
    await go(street, one, 'submit');
    await go(street, other, 'submit');
    const first = await go(street, one, 'requestSupplement', { items });
    const second = await go(street, other, 'requestSupplement', { items });
    const lines = await linesOf(street, idOf(first, 'supplementNotice'));
    expect(lines.slice(0, 3)).toEqual(['新华区曙光街街道办事处', expect.stringMatching(/^曙光街街道社通〔2023〕\d+号$/), '补正通知书']);
    expect(lines).toContain('1. 章程（草案）：缺少党建内容；');
    expect(lines.join('')).not.toContain('13800138000');
    expect(lines.join('')).toContain('请于2024年1月2日（含）前提交补正材料');
    expect(lines.slice(-2)).toEqual(['新华区曙光街街道办事处', '2023年11月20日']);
    const number = (application: Application) => Number(/(\d+)号/.exec(application.notices[0]?.documentNumber ?? '')?.[1]);
    expect(number(second)).toBe(number(first) + 1);
  });

  it('keeps its words when the organization changes afterwards', async () => {
    const filed = await file();
    const id = idOf(filed, 'filingCertificate');
    const before = await getNoticeFile(street, 'office', { id, format: 'docx' });
    await sql`update organizations set name = '改名社', leader_name = '李四' where id = ${Number(filed.organizationId)}`.execute(owner);
    expect((await getNoticeFile(street, 'office', { id, format: 'docx' })).bytes).toEqual(before.bytes);
    expect((await getNoticeFile(street, 'office', { id, format: 'pdf' })).bytes.subarray(0, 5)).toEqual(Buffer.from('%PDF-'));
  });

  it('tells old and new in a change, but no leader in public', async () => {
    const filed = await file();
    const registration = await begin(district, 'registration', {}, Number(filed.organizationId));
    await go(district, registration, 'submit');
    await go(district, registration, 'grant', { creditCode: CREDIT_CODE });
    const change = await begin(
      district,
      'registrationChange',
      { changes: { name: '春晖新社', leaderName: '王新' }, resolvedOn: '2023-11-10' },
      Number(filed.organizationId),
    );
    await go(district, change, 'submit');
    const done = await go(district, change, 'grant');
    const notice = (await linesOf(district, idOf(done, 'changeNotice'))).join('\n');
    expect(notice).toMatch(/1\. 名称：由“春晖互助社\d+”变更为“春晖新社”；\n　　2\. 负责人姓名：变更为“王新”。/);
    expect((await linesOf(district, idOf(done, 'changeAnnouncement'))).join('\n')).not.toContain('王新');
    expect(notice).toContain('新华区民政局');
  });

  it('is not reached from another district, nor by an applicant of something else', async () => {
    const id = idOf(await file(), 'filingCertificate');
    const away = deskOf(operator, 'guangzhou').street;
    expect((await refusalOf(getNoticeFile(away, 'office', { id, format: 'docx' }))).code).toBe('NOTICE_NOT_FOUND');
    expect((await refusalOf(getNoticeFile(leader, 'own', { id, format: 'docx' }))).code).toBe('NOTICE_NOT_FOUND');
    const own = await begin(leader, 'filing', {}, undefined, 'own');
    const { version } = await getApplication(leader, means, 'own', own);
    await actOnApplication(leader, means, 'own', { id: own, version, action: 'submit', input: {} });
    const done = await go(street, own, 'grant');
    expect((await getNoticeFile(leader, 'own', { id: idOf(done, 'filingCertificate'), format: 'docx' })).fileName).toMatch(/^备案证书（春晖互助社\d+）\.docx$/);
  });

  it('of before there were templates says that it has no file', async () => {
    const id = idOf(await file(), 'filingCertificate');
    await sql`update filing_notices set template_div = null, template_version = null, content = null where id = ${id}`.execute(owner);
    expect((await refusalOf(getNoticeFile(street, 'office', { id, format: 'docx' }))).code).toBe('NOTICE_HAS_NO_DOCUMENT');
  });
});

describe('a certificate', () => {
  it('bears its number and a code that opens the public page, each another one', async () => {
    const codes: string[] = [];
    for (const filed of [await file(), await file()]) {
      const { bytes } = await getNoticeFile(street, 'office', { id: idOf(filed, 'filingCertificate'), format: 'docx' });
      const { blocks } = await readWord(bytes);
      const pictures = blocks.flatMap((block) =>
        block.kind === 'table' ? block.rows.flat(2).flatMap(({ runs }) => runs.flatMap((run) => run.picture ?? [])) : [],
      );
      const [address] = await readQrCodes(pictures[0]?.bytes ?? new Uint8Array());
      expect(address).toMatch(/^https:\/\/wotu\.example\/check\/[2-9A-HJ-NP-Z]{12}$/);
      const text = textOf(blocks).join('\n');
      expect(text).toContain(`核验码：${address?.slice(-12).match(/.{4}/g)?.join('-')}`);
      expect(text).toMatch(/备案编号：曙光街街道社备〔2023〕\d+号/);
      codes.push(address ?? '');
    }
    expect(new Set(codes).size).toBe(2);
  });
});

describe('a template of an office', () => {
  it('is used from then on, below it too, and notices issued before keep theirs', async () => {
    const before = await begin(street, 'filing');
    await go(street, before, 'submit');
    const old = await go(street, before, 'requestSupplement', { items: [{ content: '一' }] });
    await upload(district, '区里的：{补正清单}');
    const next = async () => {
      const id = await begin(street, 'filing');
      await go(street, id, 'submit');
      return linesOf(street, idOf(await go(street, id, 'requestSupplement', { items: [{ content: '二' }] }), 'supplementNotice'));
    };
    expect(await next()).toContain('区里的：1. 二。');
    await upload(street, '街道的：{补正清单}');
    expect(await next()).toContain('街道的：1. 二。');
    await useTemplate(street, 'supplementNotice', { version: null, reason: '用区里的' });
    expect(await next()).toContain('区里的：1. 二。');
    await useTemplate(street, 'supplementNotice', { version: 1, reason: '改回来' });
    expect(await next()).toContain('街道的：1. 二。');
    expect((await linesOf(street, idOf(old, 'supplementNotice'))).join('')).toContain('现一次性告知全部补正内容');
    const { templates, organ } = await listTemplates(street);
    expect([organ, templates.find(({ kind }) => kind === 'supplementNotice')]).toMatchObject([
      '新华区曙光街街道办事处',
      { source: 'own', version: 1, versions: [{ version: 1, fileName: '补正.docx', isInForce: true }] },
    ]);
    expect((await listTemplates(deskOf(operator, 'pingdingshan').committee)).templates.find(({ kind }) => kind === 'supplementNotice')?.source).toBe(
      'inherited',
    );
    expect((await listTemplates(deskOf(operator, 'guangzhou').street)).templates.every(({ source }) => source === 'program')).toBe(true);
  });

  it('is refused with the marks it does not know, and those it may use', async () => {
    const refusal = await refusalOf(upload(street, '{组织名}{补正清单}{身份证号}'));
    expect(refusal.code).toBe('TEMPLATE_UNKNOWN_MARKS');
    expect(refusal.message).toContain('有 2 个填写项平台不认识：{组织名}、{身份证号}。');
    expect(refusal.message).toContain('组织名称');
    expect(refusal.fields.map(({ path }) => path)).toEqual(['组织名', '身份证号']);
  });

  it('of an announcement cannot ask for a person, and of a certificate must keep the code', async () => {
    expect((await refusalOf(upload(street, '{负责人}', 'filingDisclosure'))).code).toBe('TEMPLATE_UNKNOWN_MARKS');
    expect((await refusalOf(upload(street, '{组织名称}', 'filingCertificate'))).message).toContain('{核验码}和{二维码}');
  });

  it('that is the one in use changes nothing; of two at once each gets its own version', async () => {
    await upload(street, '甲', 'acceptance');
    expect((await refusalOf(upload(street, '甲', 'acceptance'))).code).toBe('TEMPLATE_SAME');
    expect((await refusalOf(useTemplate(street, 'acceptance', { version: 9, reason: '没有' }))).code).toBe('TEMPLATE_NOT_FOUND');
    const versions = await Promise.all([upload(street, '乙', 'acceptance'), upload(street, '丙', 'acceptance')]);
    expect(versions.sort()).toEqual([2, 3]);
  });

  it('is for those who manage notices', async () => {
    expect((await refusalOf(upload(leader, '甲'))).code).toBe('PERMISSION_MISSING');
    expect((await refusalOf(useTemplate(deskOf(operator, 'pingdingshan').committee, 'acceptance', { version: null, reason: '试试' }))).code).toBe(
      'PERMISSION_MISSING',
    );
  });
});
