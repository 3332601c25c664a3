import type { PlanDocument, PlanFile } from '../../contract/plan-file.ts';
import { type PlanFinding, finding } from './plan-finding.ts';

/** Marks that a conversion from Word left in the copies; they are no words of the policy. */
const CONVERSION_MARK = /\[bookmark: [^\]]*\]/g;

/**
 * Compares a plan's quotes with its sources to the letter.
 * - every clause's text stands in its line, the clauses of a line in their order and without overlap
 * - no word of a source is left out: what the clauses leave over holds no letter and no digit
 * - every quote of a target stands in its line
 * @param sources file name → text of the document, as in `plans/sources/`
 */
export function checkQuotes(plan: PlanFile, sources: ReadonlyMap<string, string>): PlanFinding[] {
  const documents = plan.documents.flatMap((document, index) => {
    const source = sources.get(document.file);
    if (source === undefined) return [finding(['documents', index, 'file'], `没有找到文件 ${document.file}。`, '把文件原文放进 plans/sources/。')];
    return checkDocument(document, source.split('\n'), ['documents', index]);
  });
  return [...documents, ...checkTargetQuotes(plan, sources)];
}

function checkDocument(document: PlanDocument, lines: string[], path: (string | number)[]): PlanFinding[] {
  const findings: PlanFinding[] = [];
  const rest = [...lines];
  for (const [index, { id, line, quote }] of document.clauses.entries()) {
    const left = rest[line - 1];
    const start = left?.indexOf(quote) ?? -1;
    if (left === undefined || start < 0) {
      findings.push(
        finding([...path, 'clauses', index, 'quote'], `条款 ${id} 的文字与 ${document.file} 第 ${line} 行不一致。`, '从原文逐字复制，并保持条款的先后顺序。'),
      );
      continue;
    }
    // What precedes the quote stays behind as left over, so that a skipped word is noticed below.
    findings.push(...leftOver(document.file, line, left.slice(0, start), path));
    rest[line - 1] = left.slice(start + quote.length);
  }
  return [...findings, ...rest.flatMap((text, index) => leftOver(document.file, index + 1, text, path))];
}

function leftOver(file: string, line: number, text: string, path: (string | number)[]): PlanFinding[] {
  const words = text.replace(CONVERSION_MARK, '');
  if (!/[\p{L}\p{N}]/u.test(words)) return [];
  return [finding([...path, 'clauses'], `${file} 第 ${line} 行有文字没有列入条款：${words.slice(0, 20)}`, '为这些文字补一个条款。')];
}

function checkTargetQuotes(plan: PlanFile, sources: ReadonlyMap<string, string>): PlanFinding[] {
  return plan.targets.flatMap((target, index) =>
    [target.clause, ...(target.alsoAt ?? [])].flatMap(({ document, line, quote }) => {
      if (sources.get(document)?.split('\n')[line - 1]?.includes(quote)) return [];
      return [finding(['targets', index, 'clause', 'quote'], `指标 ${target.id} 的引文与 ${document} 第 ${line} 行不一致。`, '从原文逐字复制。')];
    }),
  );
}
