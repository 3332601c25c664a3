import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { zipOf } from '#tests/support/hand-made-workbook.ts';
import { readQrCodes } from '#tests/support/read-qr-code.ts';
import { openArchive } from '../excel/archive.ts';
import { DEFAULT_WORKBOOK_LIMITS } from '../excel/limits.ts';
import { PDF_FONT_URLS } from '../pdf/embedded-fonts.ts';
import { renderWordPdf } from '../pdf/render-word-pdf.ts';
import { qrPng } from '../qr-code.ts';
import { renderCertificateTemplate } from '../word/certificate-template.ts';
import { renderLetterTemplate } from '../word/letter-template.ts';
import { fillTemplate } from './fill-template.ts';
import { inspectTemplate } from './inspect-template.ts';
import { readWord, textOf } from './read-word.ts';

const isSkipped = (process.env['WOTU_TEST_SKIP'] ?? '').split(',').includes('poppler');
const LETTER = { organ: '{机关}', number: '{文号}', title: '补正通知书', addressee: '{组织}', date: '{日期}', edition: '2023-01-01' };
const letter = (...paragraphs: string[]) => renderLetterTemplate({ ...LETTER, paragraphs });
const VALUES = { 机关: '曙光街街道办事处', 文号: '曙社通〔2023〕1号', 组织: '春晖社', 日期: '2023年11月20日', 清单: '1. 章程；\n　　2. 名册。' };

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const PARTS = {
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
};
const documentOf = (body: string) => `<?xml version="1.0"?><w:document ${NAMESPACE}><w:body>${body}</w:body></w:document>`;
const wordOf = (body: string, more: Record<string, string> = {}) => zipOf({ ...PARTS, 'word/document.xml': documentOf(body), ...more });
const said = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const field = (instruction: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const linkTo = (type: string, target: string) =>
  `<Relationships xmlns="x"><Relationship Id="r9" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;

async function refusalOf(bytes: Uint8Array, name = '通知.docx'): Promise<Refusal | undefined> {
  try {
    await inspectTemplate(bytes, name);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

describe('marks of a template', () => {
  it('are found in order, each once, also when Word cut them into several runs', async () => {
    expect(await inspectTemplate(await letter('{组织}的{清单}'), '通知.docx')).toEqual(['机关', '文号', '组织', '清单', '日期']);
    const cut = await wordOf('<w:p><w:r><w:t>致{组</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>织名</w:t></w:r><w:r><w:t>称}：</w:t></w:r></w:p>');
    expect(await inspectTemplate(cut, 'a.DOCX')).toEqual(['组织名称']);
    expect(textOf((await readWord(await fillTemplate(cut, { 组织名称: '春晖社' }))).blocks)).toEqual(['致春晖社：']);
  });

  it.each([
    ['an open brace', '致{组织名称：'],
    ['a brace too many', '致{组织名称}}：'],
    ['a loop', '{#清单}一{/清单}'],
  ])('are refused when they are no marks: %s', async (_, text) => {
    const refusal = await refusalOf(await wordOf(said(text)));
    expect(refusal?.code).toBe('TEMPLATE_MARKS');
    expect(refusal?.message).toMatch(/。$/);
  });
});

describe('a hostile template', () => {
  it.each([
    ['text', Buffer.from('{组织名称}'), 'TEMPLATE_WRONG_TYPE'],
    ['nothing', Buffer.alloc(0), 'TEMPLATE_WRONG_TYPE'],
    ['an old document', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'TEMPLATE_WRONG_TYPE'],
    ['half a zip', Buffer.from('PK\x03\x04abc', 'latin1'), 'TEMPLATE_DAMAGED'],
    ['too much', Buffer.alloc(3 * 1024 * 1024), 'TEMPLATE_TOO_LARGE'],
  ])('is refused: %s', async (_, bytes, code) => {
    expect((await refusalOf(bytes))?.code).toBe(code);
  });

  it.each([
    ['a workbook', { '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<x/>' }, 'TEMPLATE_WRONG_TYPE'],
    ['macros', { ...PARTS, 'word/document.xml': documentOf(''), 'word/vbaProject.bin': 'x' }, 'TEMPLATE_HOSTILE'],
    ['another file inside', { ...PARTS, 'word/document.xml': documentOf(''), 'word/embeddings/oleObject1.bin': 'x' }, 'TEMPLATE_HOSTILE'],
    ['a DOCTYPE', { ...PARTS, 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><w/>' }, 'TEMPLATE_HOSTILE'],
    ['a bomb', { ...PARTS, 'word/document.xml': documentOf(said('x'.repeat(20 * 1024 * 1024))) }, 'TEMPLATE_HOSTILE'],
    ['broken XML', { ...PARTS, 'word/document.xml': '<w:document><w:body>' }, 'TEMPLATE_DAMAGED'],
    [
      'a template fetched from elsewhere',
      { ...PARTS, 'word/document.xml': documentOf(''), 'word/_rels/settings.xml.rels': linkTo('attachedTemplate', 'http://x/a.dotm') },
      'TEMPLATE_HOSTILE',
    ],
    [
      'a picture fetched from elsewhere',
      { ...PARTS, 'word/document.xml': documentOf(''), 'word/_rels/document.xml.rels': linkTo('image', 'http://x/a.png') },
      'TEMPLATE_HOSTILE',
    ],
    [
      'a link to a program',
      { ...PARTS, 'word/document.xml': documentOf(''), 'word/_rels/document.xml.rels': linkTo('hyperlink', 'file:///c:/a.exe') },
      'TEMPLATE_HOSTILE',
    ],
    [
      'a field that starts something',
      { ...PARTS, 'word/document.xml': documentOf('<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd</w:instrText></w:r></w:p>') },
      'TEMPLATE_HOSTILE',
    ],
    [
      'a field that starts something, right after another field',
      {
        ...PARTS,
        'word/document.xml': documentOf(`<w:p>${field('PAGE')}${field('DDEAUTO cmd')}</w:p>`),
      },
      'TEMPLATE_HOSTILE',
    ],
    [
      'a field under a prefix of its own',
      {
        ...PARTS,
        'word/document.xml': documentOf(
          `<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:fldSimple x:instr="DDEAUTO cmd"/></x:p>`,
        ),
      },
      'TEMPLATE_HOSTILE',
    ],
    [
      'a link whose address hides that it is external',
      {
        ...PARTS,
        'word/document.xml': documentOf(''),
        'word/_rels/settings.xml.rels':
          '<Relationships xmlns="x"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://x/a.dotm? TargetMode=" TargetMode="External"/></Relationships>',
      },
      'TEMPLATE_HOSTILE',
    ],
    [
      'a part that is not called what it is',
      { ...PARTS, 'word/document.xml': documentOf(''), 'word/other.bin': documentOf(`<w:p>${field('DDEAUTO cmd')}</w:p>`) },
      'TEMPLATE_HOSTILE',
    ],
  ])('is refused: %s', async (_, parts, code) => {
    const refusal = await refusalOf(await zipOf(parts));
    expect([refusal?.code, refusal?.message.match(/[{}]/)]).toEqual([code, null]);
  });

  it('is read in time, however long a tag is', async () => {
    const began = performance.now();
    await refusalOf(await wordOf('', { 'word/_rels/settings.xml.rels': `<Relationships><Relationship ${'a'.repeat(900_000)}/></Relationships>` }));
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('is told by its name too', async () => {
    const bytes = await wordOf(said('好'));
    expect((await refusalOf(bytes, '通知.docm'))?.code).toBe('TEMPLATE_HOSTILE');
    expect((await refusalOf(bytes, '通知.docx.exe'))?.code).toBe('TEMPLATE_WRONG_TYPE');
    expect(await refusalOf(bytes, '通知.docx')).toBeUndefined();
  });

  it('may link to a page that a reader opens', async () => {
    const bytes = await wordOf(said('好'), { 'word/_rels/document.xml.rels': linkTo('hyperlink', 'https://mzt.example') });
    expect(await refusalOf(bytes)).toBeUndefined();
  });
});

describe('a filled template', () => {
  it('says every value once, as text, whatever it holds', async () => {
    const template = await letter('{组织}', '{清单}', '{别的}');
    const hostile = { ...VALUES, 组织: '<w:b/>{清单}&“春晖”\u0007\ud800社😀' };
    const lines = textOf((await readWord(await fillTemplate(template, hostile))).blocks);
    expect(lines.filter((line) => line.includes('春晖'))).toEqual(['<w:b/>{清单}&“春晖”\ufffd社😀：', '<w:b/>{清单}&“春晖”\ufffd社😀']);
    expect(lines).toContain('1. 章程；');
    expect(lines).toContain('　　2. 名册。');
    expect(lines.join('')).not.toContain('{别的}');
  });

  it('is the same file for the same template and values', async () => {
    const template = await letter('{清单}');
    expect(await fillTemplate(template, VALUES)).toEqual(await fillTemplate(template, VALUES));
    expect(await letter('{清单}')).toEqual(template);
  });

  it('keeps the layout of GB/T 9704: red mark, red line, title, text, organ over the date', async () => {
    const archive = await openArchive(await fillTemplate(await letter('{清单}'), VALUES), DEFAULT_WORKBOOK_LIMITS);
    const xml = await archive.text('word/document.xml');
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(xml).toMatch(/<w:color w:val="FF0000"\/>.*曙光街街道办事处.*曙社通〔2023〕1号.*<w:bottom w:val="single" w:color="FF0000" w:sz="8"/s);
    expect(xml).toMatch(/方正小标宋简体.*<w:sz w:val="44"\/>.*补正通知书/s);
    expect(xml).toMatch(/春晖社.*：.*1\. 章程；.*曙光街街道办事处.*2023年11月20日/s);
  });

  it('bears a code that a camera reads', async () => {
    const certificate = await renderCertificateTemplate({
      title: '备案证书',
      number: '备案编号：{文号}',
      statement: '准予备案。',
      rows: [['组织名称', '{组织}']],
      organ: '{机关}',
      date: '{日期}',
      code: '{二维码}',
      codeLines: ['核验码：{核验码}'],
      edition: '2023-01-01',
    });
    const picture = { png: qrPng('https://wotu.example/check/ABC'), size: 120, description: '核验二维码' };
    const { blocks } = await readWord(await fillTemplate(certificate, { ...VALUES, 核验码: 'ABC', 二维码: picture }));
    const pictures = blocks.flatMap((block) =>
      block.kind === 'table' ? block.rows.flat(2).flatMap(({ runs }) => runs.flatMap((run) => run.picture ?? [])) : [],
    );
    expect(pictures.map(({ width }) => width)).toEqual([90]);
    expect(await readQrCodes(pictures[0]?.bytes ?? new Uint8Array())).toEqual(['https://wotu.example/check/ABC']);
  });
});

describe.skipIf(isSkipped)('a filled template as PDF', () => {
  it('says the same as the Word file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wotu-letter-'));
    const fonts = { regular: readFileSync(fileURLToPath(PDF_FONT_URLS.regular)), bold: readFileSync(fileURLToPath(PDF_FONT_URLS.bold)) };
    const word = await fillTemplate(await letter('请补正“{组织}”的材料：', '{清单}', '滍漖塱硃圳埗'), VALUES);
    const pdf = await renderWordPdf(word, { title: '补正通知书', day: '2023-11-20' }, fonts);
    writeFileSync(join(folder, 'a.pdf'), pdf);
    const text = execFileSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    const plain = (value: string) => value.replaceAll(/\s/g, '');
    const expected = textOf((await readWord(word)).blocks)
      .map(plain)
      .join('');
    expect(plain(text)).toBe(`${expected}—1—`);
    expect(await renderWordPdf(word, { title: '补正通知书', day: '2023-11-20' }, fonts)).toEqual(pdf);
  });
});
