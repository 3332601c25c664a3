import { describe, expect, it } from 'vitest';
import { figuresPage } from './figures-page.ts';

const rowsOf = (page: string) => page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| promise'));

describe('the page of figures', () => {
  const found = { promise: 'manipulations are found', tried: 'manipulations', n: 1000, wrong: 0 };
  const page = figuresPage('', [found], '2026-01-01, abc');

  it('says n, what went wrong and how sure that is', () => {
    expect(rowsOf(page)).toEqual(['| manipulations are found | manipulations | 1,000 | 0 | 0.3 % |  | 2026-01-01, abc |']);
  });

  it('keeps the rows of checks that were not run, and replaces the others', () => {
    const other = { promise: 'kills lose nothing', tried: 'kills', n: 300, wrong: 3, measured: '20,000 writes | 30 s' };
    const later = figuresPage(figuresPage(page, [other], 'x'), [{ ...found, n: 2000 }], '2026-02-01, def');
    expect(rowsOf(later)).toEqual([
      '| kills lose nothing | kills | 300 | 3 | 2.9 % | 20,000 writes / 30 s | x |',
      '| manipulations are found | manipulations | 2,000 | 0 | 0.15 % |  | 2026-02-01, def |',
    ]);
  });

  it('promises nothing of what was never tried', () => {
    expect(rowsOf(figuresPage('', [{ ...found, n: 0 }], 'x'))[0]).toContain('| 100 % |');
  });
});
