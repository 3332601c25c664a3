import { describe, expect, it } from 'vitest';
import { renderGauges } from './gauges.ts';
import { createSlowStatements } from './slow-statements.ts';

describe('slow statements', () => {
  it('are gathered by their text, those that took most time first, quick ones not at all', () => {
    const slow = createSlowStatements();
    slow.note('select quick', 199);
    slow.note('select one', 300);
    slow.note('select two', 250);
    slow.note('select two', 750);
    expect(slow.list()).toEqual([
      { text: 'select two', count: 2, totalMs: 1000, longestMs: 750 },
      { text: 'select one', count: 1, totalMs: 300, longestMs: 300 },
    ]);
  });

  it('keep a bounded number of texts of bounded length: the slowest', () => {
    const slow = createSlowStatements();
    for (let number = 0; number < 200; number += 1) slow.note(`select ${number} ${'x'.repeat(2000)}`, 200 + number);
    expect(slow.list()).toHaveLength(50);
    expect(slow.list()[0]).toMatchObject({ longestMs: 399 });
    expect(Math.max(...slow.list().map(({ text }) => text.length))).toBe(600);
  });
});

it('gauges are written as Prometheus reads them, whatever a label holds', () => {
  expect(renderGauges([{ name: 'a_b', help: 'What.', values: [{ value: 1.5 }, { labels: { job: 'x"\n' }, value: 0 }] }])).toEqual([
    '# HELP a_b What.',
    '# TYPE a_b gauge',
    'a_b 1.5',
    'a_b{job="x__"} 0',
  ]);
});
