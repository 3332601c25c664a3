import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { link, relinked, segmentsOf, withoutLinks } from './number-links.ts';

const CITY = { division: '410400000000', asOf: '2023-06-30' };
const COUNTY = { division: '410402000000', asOf: '2023-06-28' };

describe('numbers with their source', () => {
  it('are cut out of a paragraph with target, division and day', () => {
    expect(segmentsOf('平均[10.4](PDS-Q01)个，新华区[9](PDS-Q01@410402000000@2023-03-31)个。', CITY)).toEqual([
      { text: '平均', source: null },
      { text: '10.4', source: { target: 'PDS-Q01', ...CITY } },
      { text: '个，新华区', source: null },
      { text: '9', source: { target: 'PDS-Q01', division: '410402000000', asOf: '2023-03-31' } },
      { text: '个。', source: null },
    ]);
  });

  it('leave the plain text on paper, and other brackets alone', () => {
    expect(withoutLinks('平均[10.4](PDS-Q01)个〔2023〕[注](见附件)')).toBe('平均10.4个〔2023〕[注](见附件)');
  });

  it('keep their meaning in the report of the office above', () => {
    const text = relinked('平均[9](PDS-Q01)个', COUNTY, CITY);
    expect(text).toBe('平均[9](PDS-Q01@410402000000@2023-06-28)个');
    expect(segmentsOf(text, CITY)[1]?.source).toEqual({ target: 'PDS-Q01', ...COUNTY });
  });

  it('come back as they were written, whatever the text around them', () => {
    const words = fc.stringMatching(/^[0-9.%（）/]{1,20}$/);
    fc.assert(
      fc.property(words, fc.constantFrom(CITY, COUNTY), fc.string(), (number, source, around) => {
        const written = link(number, { target: 'GZ-Q02', ...source }, CITY);
        const plain = around.replaceAll(/[[\]()\n]/g, '');
        expect(segmentsOf(`${plain}${written}${plain}`, CITY).find((segment) => segment.source)).toEqual({
          text: number,
          source: { target: 'GZ-Q02', ...source },
        });
      }),
    );
  });
});
