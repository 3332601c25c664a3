import { describe, expect, it } from 'vitest';
import type { PlanFile } from '../../contract/plan-file.ts';
import { planOf, sourcesOf } from '#tests/plans/plan-files.ts';
import { checkQuotes } from './check-quotes.ts';

const PLAN = planOf('modules/plans/server/fixtures/qingqu-2026.yaml');
const SOURCES = sourcesOf('modules/plans/server/fixtures/');

/** The plan with its clauses changed. */
function withClauses(change: (clauses: PlanFile['documents'][number]['clauses']) => PlanFile['documents'][number]['clauses']): PlanFile {
  return { ...PLAN, documents: PLAN.documents.map((document) => ({ ...document, clauses: change(document.clauses) })) };
}

describe('checkQuotes', () => {
  it('finds nothing in a plan that quotes to the letter', () => {
    expect(checkQuotes(PLAN, SOURCES)).toEqual([]);
  });

  it('notices one changed character of a clause', () => {
    const changed = withClauses((clauses) =>
      clauses.map((clause) => (clause.id === 'QQ-L7-2' ? { ...clause, quote: clause.quote.replace('三成', '四成') } : clause)),
    );
    const findings = checkQuotes(changed, SOURCES);
    expect(findings.map(({ message }) => message)).toContain('条款 QQ-L7-2 的文字与 qingqu-2026.txt 第 7 行不一致。');
  });

  it('notices a clause on the wrong line', () => {
    const moved = withClauses((clauses) => clauses.map((clause) => (clause.id === 'QQ-L19-1' ? { ...clause, line: 18 } : clause)));
    expect(checkQuotes(moved, SOURCES).map(({ message }) => message)).toContain('条款 QQ-L19-1 的文字与 qingqu-2026.txt 第 18 行不一致。');
  });

  it('notices a sentence that no clause holds', () => {
    const shorter = withClauses((clauses) => clauses.filter(({ id }) => id !== 'QQ-L9-1'));
    expect(checkQuotes(shorter, SOURCES)).toEqual([expect.objectContaining({ message: expect.stringContaining('第 9 行有文字没有列入条款：到2027年6月底') })]);
  });

  it('notices clauses of one line in the wrong order', () => {
    expect(
      checkQuotes(
        withClauses((clauses) => clauses.toReversed()),
        SOURCES,
      ),
    ).not.toEqual([]);
  });

  it('notices a missing source', () => {
    expect(checkQuotes(PLAN, new Map())).toContainEqual(expect.objectContaining({ path: ['documents', 0, 'file'] }));
  });

  it('notices a target whose words are not in its line', () => {
    const [first, ...others] = PLAN.targets;
    if (!first) throw new Error('the fixture has targets');
    const changed = { ...PLAN, targets: [{ ...first, clause: { ...first.clause, quote: '不少于31个' } }, ...others] };
    expect(checkQuotes(changed, SOURCES)).toEqual([expect.objectContaining({ message: '指标 QQ-Q01 的引文与 qingqu-2026.txt 第 7 行不一致。' })]);
  });

  it('passes over marks left by the conversion from Word', () => {
    const sources = new Map([['qingqu-2026.txt', (SOURCES.get('qingqu-2026.txt') ?? '').replace('一、目标', '[bookmark: _GoBack]一、目标')]]);
    expect(checkQuotes(PLAN, sources)).toEqual([]);
  });
});
