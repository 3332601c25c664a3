import type { Finding } from '../../contract/workbook.ts';

/** Findings of one rule in one column of a sheet. */
export interface FindingGroup {
  rule: string;
  sheet: string;
  column: string;
  /** what is wrong; an example where the rows say different things */
  message: string;
  findings: Finding[];
}

/** Groups findings by rule and column, the most frequent first, so that one correction in Excel settles one group. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = Map.groupBy(findings, ({ rule, sheet, column }) => JSON.stringify([rule, sheet, column]));
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      return first ? [{ rule: first.rule, sheet: first.sheet, column: first.column, message: messageOf(first, group), findings: group }] : [];
    })
    .sort((one, other) => other.findings.length - one.findings.length);
}

function messageOf(first: Finding, group: readonly Finding[]): string {
  return group.every(({ message }) => message === first.message) ? first.message : `${first.column}：如${first.message}`;
}

/** Findings of a sheet that have the words in their column, value or message. */
export function filterFindings(findings: readonly Finding[], { sheet, words }: { sheet: string; words: string }): Finding[] {
  const asked = words.trim();
  return findings.filter(
    (finding) =>
      (sheet === '' || finding.sheet === sheet) && (asked === '' || [finding.column, finding.value, finding.message].some((text) => text.includes(asked))),
  );
}
