import { describe, expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';

const LIMITS = { rows: 5, columns: 4, characters: 20 };
const read = (text: string) => readCsv(new TextEncoder().encode(text), LIMITS).map(({ number, cells }) => [number, ...cells]);

describe('a table as text', () => {
  it.each([
    [
      'a,b\n1,2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      '\uFEFFa,b\r\n\r\n1,',
      [
        [1, 'a', 'b'],
        [3, '1', ''],
      ],
    ],
    [
      '"一,二","他说""好"""\n"两\n行",x\n',
      [
        [1, '一,二', '他说"好"'],
        [2, '两\n行', 'x'],
      ],
    ],
    ['', []],
    [',,\n', []],
  ])('%j is read', (text, rows) => expect(read(text)).toEqual(rows));

  it('is read in GBK too', () => {
    // 工单 in GBK
    expect(readCsv(Uint8Array.from([0xb9, 0xa4, 0xb5, 0xa5]), LIMITS)[0]?.cells).toEqual(['工单']);
  });

  it.each([
    ['a quotation without end', new TextEncoder().encode('"a,b')],
    ['a file of another kind', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00])],
    ['bytes that are no text', Uint8Array.from([0xff, 0xff, 0xff])],
    ['too many rows', new TextEncoder().encode('a\n'.repeat(6))],
    ['too many columns', new TextEncoder().encode('a,b,c,d,e')],
    ['too long a cell', new TextEncoder().encode('a'.repeat(21))],
  ])('%s is refused', (_name, bytes) => expect(() => readCsv(bytes, LIMITS)).toThrow(/读不出/));
});
