import { clauseOfQuote } from '../../contract/clause-links.ts';
import type { PlanFile } from '../../contract/plan-file.ts';
import { type PlanFinding, finding } from './plan-finding.ts';

type Path = (string | number)[];

/** Ids are unique, and whatever names a clause, a duty, a target or a document names one of this plan. */
export function checkReferences(plan: PlanFile): PlanFinding[] {
  return [...checkPeriods(plan), ...checkUnique(plan), ...checkClauseIds(plan), ...checkTargetLinks(plan), ...checkCycleLinks(plan)];
}

function checkPeriods(plan: PlanFile): PlanFinding[] {
  const spans = [
    { path: ['period'] as Path, from: plan.period.from, to: plan.period.to },
    ...plan.phases.map(({ from, to }, index) => ({ path: ['phases', index] as Path, from, to })),
  ];
  return spans.flatMap(({ path, from, to }) => {
    if (from > to) return [finding(path, `开始日期 ${from} 晚于结束日期 ${to}。`, '对调或改正日期。')];
    if (from < plan.period.from || to > plan.period.to) return [finding(path, `阶段 ${from} 至 ${to} 超出方案期限。`, '把阶段日期改在方案期限以内。')];
    return [];
  });
}

function checkUnique(plan: PlanFile): PlanFinding[] {
  const lists: [Path, readonly { id: string }[]][] = (['phases', 'targets', 'outcomes', 'cycles', 'duties'] as const).map((key) => [[key], plan[key]]);
  plan.documents.forEach((document, index) => lists.push([['documents', index, 'clauses'], document.clauses]));
  const seen = new Set<string>();
  const findings: PlanFinding[] = [];
  for (const [path, things] of lists) {
    for (const [index, { id }] of things.entries()) {
      if (seen.has(id)) findings.push(finding([...path, index, 'id'], `编号 ${id} 重复。`, '每个编号在一个方案里只能用一次，改成另一个编号。'));
      seen.add(id);
    }
  }
  return findings;
}

function checkClauseIds(plan: PlanFile): PlanFinding[] {
  const known = new Set(plan.documents.flatMap(({ clauses }) => clauses.map(({ id }) => id)));
  const missing = (path: Path, ids: readonly string[]) =>
    ids.flatMap((id, index) => (known.has(id) ? [] : [finding([...path, index], `没有编号为 ${id} 的条款。`, '核对 documents 中的条款编号。')]));
  return [
    ...plan.phases.flatMap((phase, i) => [
      ...missing(['phases', i, 'clauses'], phase.clauses),
      ...phase.tasks.flatMap((task, j) => missing(['phases', i, 'tasks', j, 'clauses'], task.clauses)),
    ]),
    ...plan.outcomes.flatMap((outcome, i) => missing(['outcomes', i, 'clauses'], outcome.clauses)),
    ...plan.cycles.flatMap((cycle, i) => missing(['cycles', i, 'clauses'], cycle.clauses)),
    ...plan.duties.flatMap((duty, i) => missing(['duties', i, 'clauses'], duty.clauses)),
    ...plan.documents.flatMap((document, i) =>
      document.clauses.flatMap(({ continuesIn }, j) => (continuesIn === undefined ? [] : missing(['documents', i, 'clauses', j], [continuesIn]))),
    ),
  ];
}

function checkTargetLinks(plan: PlanFile): PlanFinding[] {
  const duties = new Set(plan.duties.map(({ id }) => id));
  return plan.targets.flatMap((target, i) => [
    ...[target.clause, ...(target.alsoAt ?? [])].flatMap((quote, j) => {
      if (clauseOfQuote(plan, quote)) return [];
      const path = j === 0 ? ['targets', i, 'clause'] : ['targets', i, 'alsoAt', j - 1];
      return [finding(path, `指标 ${target.id} 引用的文字不在 ${quote.document} 第 ${quote.line} 行的任何条款里。`, '从文件原文复制引文，并核对行号。')];
    }),
    ...target.duties.flatMap((id, j) =>
      duties.has(id) ? [] : [finding(['targets', i, 'duties', j], `没有编号为 ${id} 的任务。`, '核对 duties 中的任务编号。')],
    ),
  ]);
}

function checkCycleLinks(plan: PlanFile): PlanFinding[] {
  const targets = new Set(plan.targets.map(({ id }) => id));
  return plan.cycles.flatMap((cycle, i) =>
    cycle.targets.flatMap((id, j) =>
      targets.has(id) ? [] : [finding(['cycles', i, 'targets', j], `没有编号为 ${id} 的指标。`, '核对 targets 中的指标编号。')],
    ),
  );
}
