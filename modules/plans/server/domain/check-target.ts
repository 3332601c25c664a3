import type { Formula, Periods } from '#engines/indicators/formula.ts';
import type { PlanFile } from '../../contract/plan-file.ts';
import type { Target, TargetKind } from '../../contract/plan-target.ts';
import { type PlanFinding, finding } from './plan-finding.ts';

/** As what a formula's figure may be reported; stations with two workers each read as "each at least" or as a share. */
const KINDS_OF_FORMULA: Record<Formula['kind'], readonly TargetKind[]> = {
  count: ['count'],
  unitCount: ['count'],
  average: ['average'],
  share: ['share'],
  eachAtLeast: ['eachAtLeast'],
  named: ['named'],
  coverage: ['coverage'],
  records: ['eachAtLeast', 'share'],
  lines: ['lines'],
  parts: ['parts'],
  milestone: ['milestone'],
};

/** A target's parts fit each other and the plan: kind and formula, threshold and comparison, days, divisions. */
export function checkTarget(plan: PlanFile, target: Target, path: (string | number)[]): PlanFinding[] {
  return [...checkKind(target, path), ...checkThreshold(target, path), ...checkDays(plan, target, path), ...checkDivisions(plan, target, path)];
}

function checkKind(target: Target, path: (string | number)[]): PlanFinding[] {
  const kinds = KINDS_OF_FORMULA[target.formula.kind];
  if (kinds.includes(target.kind)) return [];
  return [finding([...path, 'kind'], `指标 ${target.id} 的类型 ${target.kind} 与公式 ${target.formula.kind} 不符。`, `改为 ${kinds.join(' 或 ')}。`)];
}

function checkThreshold(target: Target, path: (string | number)[]): PlanFinding[] {
  const has = target.threshold !== null;
  const at = [...path, 'threshold'];
  if (has !== (target.comparison !== null) || has !== (target.thresholdBasis !== 'none')) {
    return [finding(at, `指标 ${target.id} 的门槛、比较方式和门槛来源不一致。`, '有门槛时写 ">=" 和 policy 或 setting；没有门槛时分别写 null 和 none。')];
  }
  if (!has) return [];
  if (target.kind === 'milestone' || target.kind === 'parts')
    return [finding(at, `指标 ${target.id} 是${target.kind === 'parts' ? '分项' : '里程碑'}，不能有门槛。`, '把门槛改为 null。')];
  if (target.kind !== 'count' && target.kind !== 'average' && Number(target.threshold) > 1) {
    return [finding(at, `指标 ${target.id} 的门槛 ${target.threshold} 大于 1。`, '比例写成 0 到 1 的小数，90% 写 0.9。')];
  }
  return [];
}

function checkDays(plan: PlanFile, target: Target, path: (string | number)[]): PlanFinding[] {
  const { from, to } = plan.period;
  const outside = (day: string) => day < from || day > to;
  const findings: PlanFinding[] = [];
  if (target.deadline !== null && outside(target.deadline))
    findings.push(finding([...path, 'deadline'], `期限 ${target.deadline} 不在方案期限内。`, `改在 ${from} 至 ${to} 之间。`));
  for (const { at, value } of leavesNamed(target.formula, 'since')) {
    if (outside(String(value)))
      findings.push(finding([...path, 'formula', ...at], `起算日期 ${String(value)} 不在方案期限内。`, `一般写方案的第一天 ${from}。`));
  }
  if (target.formula.kind === 'lines' && !periodsWithin(target.formula.periods, from, to)) {
    findings.push(
      finding(
        [...path, 'formula', 'periods'],
        `周期 ${target.formula.periods.from} 至 ${target.formula.periods.to} 不在方案期限内，或首尾颠倒。`,
        '年度写 2021，季度写 2021Q3。',
      ),
    );
  }
  return findings;
}

/** Every period has the length named in `every`, runs forward, and shares a day with the plan. */
function periodsWithin(periods: Periods, from: string, to: string): boolean {
  const shape = periods.every === 'year' ? /^\d{4}$/ : /^\d{4}Q[1-4]$/;
  const periodOf = (day: string) => (periods.every === 'year' ? day.slice(0, 4) : `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`);
  if (!shape.test(periods.from) || !shape.test(periods.to)) return false;
  return periods.from <= periods.to && periodOf(from) <= periods.from && periods.to <= periodOf(to);
}

function checkDivisions(plan: PlanFile, target: Target, path: (string | number)[]): PlanFinding[] {
  const own =
    [0, 2, 4, 6, 9, 12].map((width) => plan.division.slice(0, width)).find((prefix) => Number(plan.division.slice(prefix.length)) === 0) ?? plan.division;
  return [...leavesNamed(target.formula, 'within'), ...leavesNamed(target.formula, 'only')].flatMap(({ at, value }) =>
    String(value).startsWith(own)
      ? []
      : [finding([...path, 'formula', ...at], `区划 ${String(value)} 不在方案的区划 ${plan.division} 之内。`, '核对 12 位区划代码。')],
  );
}

interface Leaf {
  at: (string | number)[];
  value: unknown;
}

/** All plain values under keys of that name, anywhere in a formula; of a list, each entry. */
function leavesNamed(node: unknown, name: string, at: (string | number)[] = []): Leaf[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const here = [...at, Array.isArray(node) ? Number(key) : key];
    if (key !== name) return leavesNamed(value, name, here);
    return Array.isArray(value) ? value.map((entry: unknown, index) => ({ at: [...here, index], value: entry })) : [{ at: here, value }];
  });
}
