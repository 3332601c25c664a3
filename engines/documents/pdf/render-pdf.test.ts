import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { SAMPLE_DOCUMENT } from '#tests/support/sample-document.ts';
import type { OfficialDocument } from '../official-document.ts';
import { PDF_FONT_URLS } from './embedded-fonts.ts';
import { renderPdf } from './render-pdf.ts';

const isSkipped = (process.env['WOTU_TEST_SKIP'] ?? '').split(',').includes('poppler');
const folder = mkdtempSync(join(tmpdir(), 'wotu-pdf-'));
const fonts = { regular: readFileSync(fileURLToPath(PDF_FONT_URLS.regular)), bold: readFileSync(fileURLToPath(PDF_FONT_URLS.bold)) };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function write(name: string, document: OfficialDocument): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await renderPdf(document, fonts));
  return path;
}

function letter(text: string): OfficialDocument {
  return { issuingMark: ' ', title: ' ', body: [{ kind: 'paragraph', text }], signature: { organ: ' ', date: '2023-07-05' } };
}

/** A fingerprint of how the text looks on paper. */
async function pictureOf(text: string): Promise<string> {
  const path = await write('one.pdf', letter(text));
  const image = execFileSync('pdftoppm', ['-r', '100', '-f', '1', '-l', '1', path], { maxBuffer: 64 * 1024 * 1024 });
  return createHash('sha256').update(image).digest('hex');
}

describe.skipIf(isSkipped)('renderPdf', () => {
  it('holds every part of the document as text that can be searched and copied', async () => {
    const text = execFileSync('pdftotext', ['-layout', await write('letter.pdf', SAMPLE_DOCUMENT), '-'], { encoding: 'utf8' });
    for (const part of [
      '平顶山市民政局文件',
      '平民〔2023〕12号',
      '河南省民政厅：',
      '一、工作部署',
      '（一）组织领导',
      '附件2',
      '2023年7月5日',
      '抄送：',
      '印发',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/—\s*1\s*—/);
  });

  it('draws the rare characters of place names, not boxes', async () => {
    const box = await pictureOf('\u{F0000}');
    const pictures: string[] = [];
    for (const char of '滍漖塱硃圳埗') pictures.push(await pictureOf(char));
    expect(pictures).not.toContain(box);
    expect(new Set(pictures).size).toBe(6);
  });

  it('puts the imprint at the foot of the last page', async () => {
    const path = await write('letter.pdf', SAMPLE_DOCUMENT);
    const html = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8' });
    const lastPage = html.split('<page ').at(-1) ?? '';
    const bottom = Number(/yMax="([\d.]+)">[^<]*印发</.exec(lastPage)?.[1]);
    expect((bottom * 25.4) / 72).toBeGreaterThan(255);
    expect((bottom * 25.4) / 72).toBeLessThan(263);
  });

  it('is the same to the byte each time', async () => {
    expect(await renderPdf(SAMPLE_DOCUMENT, fonts)).toEqual(await renderPdf(SAMPLE_DOCUMENT, fonts));
  });

  it('survives hostile text', async () => {
    const text = 'a\u0000\u0001]]>😀\ud83d\u202e𡌶 '.repeat(50);
    const bytes = await renderPdf(
      {
        ...SAMPLE_DOCUMENT,
        title: text,
        issuingMark: text,
        body: [
          { kind: 'paragraph', text },
          { kind: 'table', columns: [{ heading: text }], rows: [[text], []] },
        ],
      },
      fonts,
    );
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  });
});
