import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { evidenceWorkbook } from '#tests/support/evidence-workbook.ts';
import { handMadeParts, zipOf } from '#tests/support/hand-made-workbook.ts';
import { inspectUpload } from './inspect-upload.ts';

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (error: { code?: string }) => error.code,
  );
const sheet = (rows: number) =>
  `<worksheet><sheetData>${Array.from({ length: rows }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="inlineStr"><is><t>${index}</t></is></c></row>`).join('')}</sheetData></worksheet>`;

describe('an uploaded workbook', () => {
  it('that is one is let through', async () => {
    const bytes = await evidenceWorkbook({ 培训: [{ 名称: '培训' }] });
    expect(await codeOf(inspectUpload({ bytes, fileName: 'a.xlsx' }))).toBe('read');
  }, 60_000);

  it('that is none is refused with the sentence that reading gives', async () => {
    const error = await inspectUpload({ bytes: Buffer.from('MZ program'), fileName: 'a.xlsx' }).catch((reason: Error) => reason);
    expect(error).toMatchObject({ code: 'WORKBOOK_WRONG_TYPE', status: 415, message: expect.stringContaining('这是程序文件') });
  }, 60_000);

  it('that unpacks without end is refused while the server goes on answering', async () => {
    const bytes = await zipOf(handMadeParts({ sheetXml: `<worksheet>${' '.repeat(60_000_000)}</worksheet>` }));
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    expect(await codeOf(inspectUpload({ bytes, fileName: 'a.xlsx' }))).toBe('WORKBOOK_BOMB');
    delay.disable();
    expect(delay.max / 1e6).toBeLessThan(1000);
  }, 60_000);

  it('that takes too long is given up', async () => {
    const bytes = await zipOf(handMadeParts({ sheetXml: sheet(200_000) }));
    expect(await codeOf(inspectUpload({ bytes, fileName: 'a.xlsx' }, { megabytes: 512, milliseconds: 20 }))).toBe('IMPORT_INSPECTION_FAILED');
  }, 60_000);

  it('that takes too much memory ends its thread, not the server', async () => {
    const texts = Array.from({ length: 400_000 }, (_, index) => `<si><t>${index}text${index * 7919}</t></si>`).join('');
    const parts = { ...handMadeParts({ sheetXml: sheet(10) }), 'xl/sharedStrings.xml': `<sst>${texts}</sst>` };
    expect(['IMPORT_INSPECTION_FAILED', 'WORKBOOK_BOMB']).toContain(
      await codeOf(inspectUpload({ bytes: await zipOf(parts), fileName: 'a.xlsx' }, { megabytes: 12, milliseconds: 60_000 })),
    );
  }, 60_000);
});
