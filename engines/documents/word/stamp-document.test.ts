import { describe, expect, it } from 'vitest';
import { SAMPLE_DOCUMENT } from '#tests/support/sample-document.ts';
import { readWord, textOf } from '../word-template/read-word.ts';
import { renderOfficialDocument } from './render-official-document.ts';
import { stampDocument } from './stamp-document.ts';

describe('a stamped document', () => {
  it('says the line first and leaves everything else as it was', async () => {
    const plain = await renderOfficialDocument(SAMPLE_DOCUMENT);
    const stamped = await stampDocument(plain, '演示 <数据>');
    const texts = textOf((await readWord(stamped)).blocks);
    expect(texts[0]).toBe('演示 <数据>');
    expect(texts.slice(1)).toEqual(textOf((await readWord(plain)).blocks));
    expect(Buffer.compare(await stampDocument(plain, '演示 <数据>'), stamped)).toBe(0);
  });
});
