import { beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_DOCUMENT } from '#tests/support/sample-document.ts';
import { type Archive, openArchive } from '../excel/archive.ts';
import { DEFAULT_WORKBOOK_LIMITS } from '../excel/limits.ts';
import { readXml } from '../excel/xml-tokens.ts';
import type { OfficialDocument } from '../official-document.ts';
import { renderOfficialDocument } from './render-official-document.ts';

function open(bytes: Uint8Array): Promise<Archive> {
  return openArchive(bytes, DEFAULT_WORKBOOK_LIMITS);
}

/** The paragraph that holds the text. */
function paragraphWith(xml: string, text: string): string {
  const paragraph = xml.match(/<w:p>.*?<\/w:p>/gs)?.find((item) => item.includes(text));
  if (paragraph === undefined) throw new Error(`no paragraph with ${text}`);
  return paragraph;
}

describe('the layout of GB/T 9704', () => {
  let xml = '';
  let styles = '';
  let archive: Archive;

  beforeAll(async () => {
    archive = await open(await renderOfficialDocument(SAMPLE_DOCUMENT));
    xml = await archive.text('word/document.xml');
    styles = await archive.text('word/styles.xml');
  });

  it('is A4 with the margins and the grid of 22 lines by 28 characters', () => {
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1980" w:left="1587" [^>]*w:footer="1418"/);
    expect(xml).toContain('<w:docGrid w:type="linesAndChars" w:linePitch="580" w:charSpace="-848"/>');
    expect(16_838 - 2_098 - 1_980).toBeGreaterThanOrEqual(22 * 580);
  });

  it('sets the text in 仿宋 16 pt on exact lines of 28.95 pt that do not snap', () => {
    expect(styles).toContain('w:eastAsia="仿宋_GB2312"');
    expect(styles).toMatch(/<w:docDefaults>.*<w:sz w:val="32"\/>.*<w:spacing [^>]*w:line="579" w:lineRule="exact"\/>.*<\/w:docDefaults>/s);
    expect(styles.match(/<w:snapToGrid w:val="(0|false)"\/>/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('puts the red mark 35 mm below the upper edge and the red line 4 mm below the number', () => {
    expect(xml).toMatch(/<w:body><w:p><w:pPr><w:spacing w:line="1984" w:lineRule="exact"\/>/);
    const mark = paragraphWith(xml, '平顶山市民政局文件');
    expect(mark).toContain('<w:color w:val="FF0000"/>');
    expect(mark).toContain('方正小标宋简体');
    expect(mark).toContain('<w:jc w:val="center"/>');
    expect(xml).toMatch(/<w:bottom w:val="single" w:color="FF0000" w:sz="8" w:space="0"\/><\/w:pBdr><w:spacing w:line="227" w:lineRule="exact"\/>/);
  });

  it('breaks a long title into lines between words, in 22 pt', () => {
    const title = paragraphWith(xml, '平顶山市民政局关于');
    expect(title).toContain('<w:sz w:val="44"/>');
    expect(title).not.toContain('工作情况的报告');
    expect(paragraphWith(xml, '工作情况的报告')).toContain('<w:jc w:val="center"/>');
  });

  it('indents text by two characters and numbers headings in their fonts', () => {
    expect(paragraphWith(xml, '今年以来')).toContain('w:firstLine="640" w:firstLineChars="200"');
    expect(paragraphWith(xml, '一、工作部署')).toContain('黑体');
    expect(paragraphWith(xml, '（一）组织领导')).toContain('楷体_GB2312');
    expect(paragraphWith(xml, '1. 责任分工')).toContain('仿宋_GB2312');
    expect(paragraphWith(xml, '（1）区县')).toContain('w:firstLineChars="200"');
    expect(xml).toContain('（二）经费保障');
    expect(xml).toContain('二、进展成效');
  });

  it('lists attachments, centres the organ above the date four characters from the right', () => {
    expect(paragraphWith(xml, '附件：1.')).toContain('指标明细表');
    expect(paragraphWith(xml, '2023年7月5日')).toContain('w:right="1280"');
    expect(paragraphWith(xml, '2023年7月5日')).toContain('<w:jc w:val="right"/>');
    expect(paragraphWith(xml, '附件1')).toContain('<w:pageBreakBefore/>');
    expect(paragraphWith(xml, '附件1')).toContain('黑体');
  });

  it('ends with the imprint: 0.35 mm outside, 0.25 mm between, last line on the lower edge of the text', () => {
    const rules = [...xml.matchAll(/<w:framePr [^>]*w:y="(\d+)"[^>]*\/><w:pBdr><w:top [^>]*w:sz="(\d+)"/g)].map(([, y, size]) => [Number(y), Number(size)]);
    expect(rules).toEqual([
      [13_898, 8],
      [14_378, 6],
      [14_858, 8],
    ]);
    expect(paragraphWith(xml, '抄送：市委社会工作部，市财政局。')).toContain('<w:sz w:val="28"/>');
    expect(paragraphWith(xml, '2023年7月6日印发')).toContain('w:left="280" w:right="280"');
  });

  it('numbers odd pages at the right and even pages at the left, in 宋体 14 pt', async () => {
    expect(await archive.text('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
    const feet = await Promise.all(
      archive
        .paths()
        .filter((path) => /word\/footer\d+\.xml/.test(path))
        .map((path) => archive.text(path)),
    );
    const sides = feet.map((foot) => [/<w:jc w:val="(\w+)"/.exec(foot)?.[1], /w:(left|right)="280"/.exec(foot)?.[1]]);
    expect(sides.sort()).toEqual([
      ['left', 'left'],
      ['right', 'right'],
    ]);
    for (const foot of feet) {
      expect(foot).toContain('宋体');
      expect(foot).toContain('<w:sz w:val="28"/>');
      expect(foot).toContain('— ');
    }
  });

  it('names what to use where a licensed font is missing, and embeds none', async () => {
    expect(await archive.text('word/fontTable.xml')).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>');
    expect(archive.paths().filter((path) => path.endsWith('.odttf'))).toEqual([]);
  });

  it('is the same to the byte each time', async () => {
    expect(await renderOfficialDocument(SAMPLE_DOCUMENT)).toEqual(await renderOfficialDocument(SAMPLE_DOCUMENT));
  });
});

describe('hostile text', () => {
  it.each([
    ['control characters', 'a\u0000\u0001\u001f\u000b\ufffeb'],
    ['the end of CDATA', ']]> <![CDATA[ <w:p/> &amp; </w:t>'],
    ['emoji and halves of characters', '😀👨‍👩‍👧\ud83d 𣒍'],
    ['right to left', '\u202eabc\u200fשלום'],
    ['a title of 100,000 characters', '关于社区社会组织的报告'.repeat(9_100)],
    ['nothing', ''],
  ])('gives a well-formed document: %s', async (_, text) => {
    const hostile: OfficialDocument = {
      issuingMark: text.slice(0, 500),
      documentNumber: text.slice(0, 500),
      title: text,
      addressee: text.slice(0, 500),
      body: [
        { kind: 'paragraph', text },
        { kind: 'heading', level: 1, text },
        { kind: 'table', columns: [{ heading: text.slice(0, 50) }], rows: [[text.slice(0, 500)], []] },
      ],
      signature: { organ: text.slice(0, 500), date: '2023-07-05' },
      annexes: [{ title: text.slice(0, 5000), blocks: [] }],
      imprint: { copiesTo: [text.slice(0, 500)], printedBy: text.slice(0, 50), printedOn: '2023-07-05' },
    };
    const archive = await open(await renderOfficialDocument(hostile));
    for (const path of archive.paths().filter((name) => name.endsWith('.xml'))) {
      const xml = await archive.text(path);
      readXml(xml, { open() {}, close() {}, text() {} });
      expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      expect(xml.isWellFormed()).toBe(true);
    }
  });
});
