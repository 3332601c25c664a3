import { codeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { reportErrors } from '../contract/errors.ts';
import { type FrozenFigures, REPORT_PARTS, type ReportPart } from '../contract/report.ts';
import { checkNumbers } from './domain/check-numbers.ts';
import type { StoredReport } from './report-store.ts';

/** Numbers that carry a source must be those of the frozen figures. @throws REPORT_SOURCE_UNKNOWN, REPORT_NUMBER_STALE */
export function requireNumbers(report: StoredReport, frozen: FrozenFigures, texts: readonly { part: ReportPart; content: string }[]): void {
  const own = { division: codeOf(report.div), asOf: report.asOf };
  const checks = texts.map(({ part, content }) => ({ part, ...checkNumbers(content, frozen, own) }));
  const unknown = checks.flatMap((check) => check.unknown);
  if (unknown.length > 0) throw refuse(reportErrors.REPORT_SOURCE_UNKNOWN, { sources: [...new Set(unknown)].join('、') }, problems(checks, 'unknown'));
  const stale = checks.flatMap((check) => check.stale);
  if (stale.length > 0)
    throw refuse(reportErrors.REPORT_NUMBER_STALE, { count: stale.length, numbers: stale.slice(0, 5).join('、') }, problems(checks, 'stale'));
}

function problems(checks: readonly { part: ReportPart; unknown: string[]; stale: string[] }[], which: 'unknown' | 'stale') {
  return checks
    .filter((check) => check[which].length > 0)
    .map((check) => ({ path: `texts.${check.part}`, message: `“${REPORT_PARTS[check.part]}”中的 ${check[which].join('、')} 与本报告的数据不符。` }));
}
