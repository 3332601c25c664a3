import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clausesOfTarget, linksOfClause } from '#modules/plans/contract/clause-links.ts';
import { checkQuotes } from '#modules/plans/server/domain/check-quotes.ts';
import { planOf, planPaths, sourcesOf } from './plan-files.ts';

const PLANS = planPaths().map(planOf);
const SOURCES = sourcesOf('plans/sources/');

/** How many duties the analysis of the documents found, numbered from 01 without a gap. Written down apart from the plan files. */
const DUTIES: Record<string, Record<string, number>> = {
  'guangzhou-2021': { GZ: 73 },
  'hainan-2021': { HN: 66 },
  'national-2021': { MCA: 35, X01: 19 },
  'pingdingshan-2021': { PDS: 62 },
  'shenzhen-2022': { SZ: 62 },
};
const OUTCOMES: Record<string, string[]> = {
  'guangzhou-2021': ['GZ-O1', 'GZ-O2', 'GZ-O3', 'GZ-O4', 'GZ-O5', 'GZ-O6', 'GZ-O7'],
  'hainan-2021': ['HN-O1', 'HN-O2', 'HN-O3', 'HN-O4', 'HN-O5', 'HN-O6'],
  'national-2021': ['MCA-O1', 'MCA-O2', 'X01-O3', 'X01-O4'],
  'pingdingshan-2021': ['PDS-O1', 'PDS-O2', 'PDS-O3'],
  'shenzhen-2022': ['SZ-O1'],
};
const HEADS = [
  ['guangzhou-2021', 'inForce', '440100000000', '2021-09-01', '2023-12-31', 'ledgered', '穗民〔2021〕193号'],
  ['hainan-2021', 'inForce', '460000000000', '2021-05-01', '2023-12-31', 'filed', '琼民通〔2021〕34号'],
  ['national-2021', 'inForce', '000000000000', '2021-01-01', '2023-12-31', 'ledgered', '民办发〔2020〕36号'],
  ['pingdingshan-2021', 'inForce', '410400000000', '2021-08-01', '2023-12-31', 'ledgered', '平民〔2021〕57号'],
  ['shenzhen-2022', 'consultationDraft', '440300000000', '2022-01-01', '2025-12-31', 'filed', null],
];
/** The copies as they were received; a changed byte would move every quote. */
const CHECKSUMS: Record<string, string> = {
  'guangzhou-2021.txt': '9f1dde8698027f3e3f2b4ec76c245b6efc13e8aeb8dbb65d4af340a10a243656',
  'hainan-2021.txt': '6a9f03c4ca16d2e922349309df594098dca648f209ede81ca2198963125d5fe2',
  'national-2021-report.txt': 'b094c0fcf1c91a488a2cf495bc66b0bfd0100a5d9542a1614e4d5b5b977d9f63',
  'national-2021.md': 'c6893a97543c15392599cf4bfe7ac04eed81c0b90e7527b3e57aa762b0d5024f',
  'pingdingshan-2021.txt': 'f6cb0a8279511595d053ee65014e1841796d67e1c3b79bb265bc5d2111c2b1ef',
  'shenzhen-2022.txt': '1c278930582a5bc6f681881092b0e163a54c5c3157cbdb91d4e9ba0755af6f59',
};

describe('the five plans', () => {
  it('have the heads of their documents', () => {
    expect(
      PLANS.map((plan) => [plan.id, plan.status, plan.division, plan.period.from, plan.period.to, plan.organizationCounting, plan.documentNumber]),
    ).toEqual(HEADS);
  });

  it('rest on documents that nobody has changed', () => {
    const sums = Object.fromEntries([...SOURCES].map(([file, text]) => [file, createHash('sha256').update(text).digest('hex')]));
    expect(sums).toEqual(CHECKSUMS);
  });
});

describe.each(PLANS)('$id', (plan) => {
  it('quotes its documents to the letter and leaves no word out', () => {
    expect(checkQuotes(plan, SOURCES)).toEqual([]);
  });

  it('holds every duty exactly once', () => {
    const expected = Object.entries(DUTIES[plan.id] ?? {}).flatMap(([code, count]) =>
      Array.from({ length: count }, (_, index) => `${code}-D${String(index + 1).padStart(2, '0')}`),
    );
    expect(plan.duties.map(({ id }) => id)).toEqual(expected);
  });

  it('holds every outcome exactly once', () => {
    expect(plan.outcomes.map(({ id }) => id)).toEqual(OUTCOMES[plan.id]);
  });

  it('covers its period with phases that follow on each other', () => {
    expect(plan.phases[0]?.from).toBe(plan.period.from);
    expect(plan.phases.at(-1)?.to).toBe(plan.period.to);
    for (const [index, phase] of plan.phases.slice(1).entries()) {
      expect(Date.parse(phase.from) - Date.parse(plan.phases[index]?.to ?? '')).toBe(86_400_000);
    }
  });

  it('leads from every target to its clause and back', () => {
    for (const target of plan.targets) {
      const clauses = clausesOfTarget(plan, target);
      expect(clauses).toHaveLength(1 + (target.alsoAt?.length ?? 0));
      for (const clause of clauses) expect(linksOfClause(plan, clause).targets).toContain(target.id);
    }
  });
});
