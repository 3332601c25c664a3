import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { zhCN } from 'zod/locales';
import type { z } from 'zod';
import { type PlanFile, planFileSchema } from '../../contract/plan-file.ts';
import { checkReferences } from './check-references.ts';
import { checkTarget } from './check-target.ts';
import { type PlanFinding, finding } from './plan-finding.ts';

/** A finding with its line in the YAML text (from 1; null where no line can be named). */
export interface LocatedFinding extends PlanFinding {
  line: number | null;
}

/** Either a plan that may be used, or everything that keeps the text from being one. */
export type PlanReading = { plan: PlanFile } | { plan: undefined; findings: LocatedFinding[] };

/**
 * Reads a plan file: YAML, then shape, then sense (references, thresholds, dates, divisions). Quotes are compared with
 * the sources by `checkQuotes`, because a plan may be edited where its sources are not at hand.
 */
export function readPlanFile(text: string): PlanReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return refused(
      document.errors.map(({ message, pos }) => ({
        ...finding([], `YAML 格式有误：${message}`, '检查这一行的缩进、引号和冒号。'),
        line: lines.linePos(pos[0]).line,
      })),
    );
  }
  const locate = (found: PlanFinding): LocatedFinding => ({ ...found, line: lineOf(document, found.path, lines) });
  const content = contentOf(document);
  if (content === undefined) return refused([locate(finding([], '文件里用了 YAML 的引用（& 和 *）。', '把引用的内容直接写出来。'))]);
  const parsed = planFileSchema.safeParse(content, { error: zhCN().localeError });
  if (!parsed.success) return refused(parsed.error.issues.flatMap((issue) => shapeFindings(issue, [])).map(locate));
  const plan = parsed.data;
  const findings = [...checkReferences(plan), ...plan.targets.flatMap((target, index) => checkTarget(plan, target, ['targets', index]))];
  return findings.length > 0 ? refused(findings.map(locate)) : { plan };
}

function refused(findings: LocatedFinding[]): PlanReading {
  return { plan: undefined, findings };
}

/** The plain value; undefined for a document with aliases, which a hostile file could unfold without end. */
function contentOf(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

type Issue = z.core.$ZodIssue;

/** Of a union, only the branch that got furthest tells the writer something. */
function shapeFindings(issue: Issue, above: (string | number)[]): PlanFinding[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const depth = (branch: Issue[]) => Math.max(...branch.map((inner) => inner.path.length));
    const furthest = issue.errors.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
    return furthest.flatMap((inner) => shapeFindings(inner, path));
  }
  return [finding(path, `“${path.join('.') || '整个文件'}”不符合要求：${issue.message}`, '对照 docs/formula-language.md 和其他方案文件的写法修改。')];
}

/** The line of the deepest node on the path that exists; a missing entry shows its parent's line. */
function lineOf(document: Document.Parsed, path: (string | number)[], lines: LineCounter): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] | null } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
