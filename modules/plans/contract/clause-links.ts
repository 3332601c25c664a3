/** Links between the sentences of a plan's documents and what hangs on them; both directions of the plan page use these. */
import type { Clause, PlanFile } from './plan-file.ts';
import type { Quote, Target } from './plan-target.ts';

/** @returns the clause of that document and line which holds the quoted words, if there is one. */
export function clauseOfQuote(plan: PlanFile, { document, line, quote }: Quote): Clause | undefined {
  return plan.documents.find(({ file }) => file === document)?.clauses.find((clause) => clause.line === line && clause.quote.includes(quote));
}

/** @returns the ids of all clauses that a target rests on, its main one first. */
export function clausesOfTarget(plan: PlanFile, target: Target): string[] {
  return [target.clause, ...(target.alsoAt ?? [])].flatMap((quote) => clauseOfQuote(plan, quote)?.id ?? []);
}

/** What hangs on a clause, by id. */
export interface ClauseLinks {
  targets: string[];
  duties: string[];
  outcomes: string[];
  cycles: string[];
  phases: string[];
}

/** @returns the targets, duties, outcomes, reporting cycles and phases that rest on a clause. */
export function linksOfClause(plan: PlanFile, clauseId: string): ClauseLinks {
  const idsOf = (things: readonly { id: string; clauses: readonly string[] }[]) =>
    things.filter(({ clauses }) => clauses.includes(clauseId)).map(({ id }) => id);
  return {
    targets: plan.targets.filter((target) => clausesOfTarget(plan, target).includes(clauseId)).map(({ id }) => id),
    duties: idsOf(plan.duties),
    outcomes: idsOf(plan.outcomes),
    cycles: idsOf(plan.cycles),
    phases: plan.phases.filter(({ clauses, tasks }) => [clauses, ...tasks.map((task) => task.clauses)].flat().includes(clauseId)).map(({ id }) => id),
  };
}
