import { describe, expect, it } from 'vitest';
import { planOf, textOf } from '#tests/plans/plan-files.ts';
import { readPlanFile } from './read-plan-file.ts';

const FIXTURE = 'modules/plans/server/fixtures/qingqu-2026.yaml';
const TEXT = textOf(FIXTURE);

/** The findings on the fixture after one replacement, which must hit. */
function findingsAfter(from: string, to: string) {
  expect(TEXT).toContain(from);
  const reading = readPlanFile(TEXT.replace(from, to));
  return reading.plan === undefined ? reading.findings : [];
}

describe('readPlanFile', () => {
  it('reads a plan of another city with other levels, years and thresholds', () => {
    const plan = planOf(FIXTURE);
    expect(plan.targets.map(({ kind }) => kind)).toEqual([
      'average',
      'share',
      'count',
      'named',
      'lines',
      'share',
      'eachAtLeast',
      'coverage',
      'parts',
      'count',
      'lines',
      'milestone',
    ]);
  });

  it('names the line of broken YAML', () => {
    const findings = findingsAfter('version: 3', 'version: [3');
    expect(findings[0]?.message).toContain('YAML 格式有误');
    expect(findings[0]?.line).toBeGreaterThan(0);
  });

  it('refuses an empty file and a file of aliases', () => {
    expect(readPlanFile('').plan).toBeUndefined();
    expect(readPlanFile('a: &x [1]\nb: [*x, *x]\n')).toMatchObject({ plan: undefined, findings: [{ message: expect.stringContaining('引用') }] });
  });

  it.each([
    ['a misspelled key', 'judgedAt: everywhere', 'judgeAt: everywhere', '不符合要求'],
    ['a typo deep in a formula', 'listBelow: 30', 'listUnder: 30', 'targets.0.formula'],
    ['a formula of no known kind', 'formula: { kind: milestone }', 'formula: { kind: mile }', 'targets.11.formula'],
    ['a doubled id', 'id: QQ-Q02', 'id: QQ-Q01', '编号 QQ-Q01 重复'],
    ['a clause that does not exist', 'clauses: [QQ-L19-1]', 'clauses: [QQ-L20-1]', '没有编号为 QQ-L20-1 的条款'],
    ['a duty that does not exist', 'duties: [QQ-D01]', 'duties: [QQ-D09]', '没有编号为 QQ-D09 的任务'],
    ['a target that does not exist', 'targets: [QQ-Q11]', 'targets: [QQ-Q99]', '没有编号为 QQ-Q99 的指标'],
    ['words outside every clause', 'quote: 三成以上的社区', 'quote: 四成以上的社区', '指标 QQ-Q02 引用的文字不在'],
    ['a kind that does not fit the formula', 'kind: average\n    unit', 'kind: count\n    unit', '与公式 average 不符'],
    ['a percentage written as a whole number', 'threshold: 0.75', 'threshold: 75', '大于 1'],
    [
      'a threshold without a comparison',
      'threshold: 0.3\n    thresholdBasis: policy\n    comparison: ">="',
      'threshold: 0.3\n    thresholdBasis: policy\n    comparison: null',
      '不一致',
    ],
    ['a deadline outside the plan', 'deadline: 2027-06-30', 'deadline: 2029-06-30', '期限 2029-06-30 不在方案期限内'],
    ['a first day before the plan', 'since: 2026-03-01\n          at: unit', 'since: 2025-03-01\n          at: unit', '起算日期 2025-03-01'],
    [
      'quarters in a yearly duty',
      '{ every: year, from: "2026", to: "2028", dueOn: 11-30 }\n      having',
      '{ every: year, from: "2026Q1", to: "2028", dueOn: 11-30 }\n      having',
      '周期 2026Q1',
    ],
    ['a division of another city', '"990104000000"', '"990204000000"', '区划 990204000000 不在方案的区划'],
    ['a phase that ends before it begins', 'to: 2026-12-31', 'to: 2026-01-31', '晚于结束日期'],
  ])('finds %s', (_, from, to, expected) => {
    const findings = findingsAfter(from, to);
    expect(findings.map(({ message }) => message).join('\n')).toContain(expected);
    expect(findings[0]?.line).toBeGreaterThan(0);
  });

  it('points at the line of the mistake', () => {
    const findings = findingsAfter('threshold: 0.75', 'threshold: 75');
    expect(findings[0]?.line).toBe(TEXT.slice(0, TEXT.indexOf('threshold: 0.75')).split('\n').length);
  });
});
