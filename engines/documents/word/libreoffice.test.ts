/** What the numbers in the XML come to on paper: the document converted by LibreOffice, its text boxes measured. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_DOCUMENT } from '#tests/support/sample-document.ts';
import { renderOfficialDocument } from './render-official-document.ts';

const isSkipped = (process.env['WOTU_TEST_SKIP'] ?? '').split(',').some((name) => name === 'libreoffice' || name === 'poppler');

interface Word {
  page: number;
  top: number;
  bottom: number;
  text: string;
}

function wordsOf(html: string): Word[] {
  return html.split('<page ').flatMap((page, index) =>
    [...page.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)</g)].map(([, top, bottom, text]) => ({
      page: index,
      top: Number(top),
      bottom: Number(bottom),
      text: text ?? '',
    })),
  );
}

describe.skipIf(isSkipped)('the document on paper', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wotu-word-'));
  let lines: string[] = [];
  let words: Word[] = [];

  beforeAll(async () => {
    const text = '各县（市、区）民政局要把培育发展社区社会组织作为加强基层治理的重要抓手'.repeat(40);
    const bytes = await renderOfficialDocument({ ...SAMPLE_DOCUMENT, body: [{ kind: 'paragraph', text }] });
    writeFileSync(join(folder, 'letter.docx'), bytes);
    execFileSync(
      'soffice',
      [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'letter.docx')],
      { stdio: 'ignore' },
    );
    const pdf = join(folder, 'letter.pdf');
    lines = execFileSync('pdftotext', ['-f', '2', '-l', '2', '-layout', pdf, '-'], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    execFileSync('pdftotext', ['-bbox', pdf, join(folder, 'words.html')]);
    words = wordsOf(readFileSync(join(folder, 'words.html'), 'utf8'));
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has 22 lines of 28 characters on a full page, above the page number', () => {
    expect(lines.at(-1)).toMatch(/^—\s*2\s*—$/);
    const text = lines.slice(0, -1);
    expect(text).toHaveLength(22);
    // hanging punctuation may add one
    for (const line of text) expect([27, 28, 29]).toContain(line.length);
    expect(text.filter((line) => line.length === 28).length).toBeGreaterThan(15);
  });

  it('begins the mark 72 mm below the edge of the page and shows text on the first page', () => {
    const mark = words.find((word) => word.text.startsWith('平顶山市民政局文件'));
    // the box of the font is higher than its glyphs by about 1.5 mm at this size
    expect(((mark?.top ?? 0) * 25.4) / 72).toBeGreaterThan(68);
    expect(((mark?.top ?? 0) * 25.4) / 72).toBeLessThan(73);
    expect(words.some((word) => word.page === 1 && word.text.includes('各县'))).toBe(true);
  });

  it('ends with the imprint at the lower edge of the text on the last page', () => {
    const printed = words.find((word) => word.text.endsWith('印发'));
    expect(printed?.page).toBe(Math.max(...words.map((word) => word.page)));
    expect(((printed?.bottom ?? 0) * 25.4) / 72).toBeGreaterThan(257);
    expect(((printed?.bottom ?? 0) * 25.4) / 72).toBeLessThan(263);
  });
});
