import { statesOf, type Transition, type WorkflowTable } from './table.ts';

export type TableProblem =
  | { problem: 'unreachable'; state: string }
  /** a case that gets here never ends */
  | { problem: 'deadEnd'; state: string }
  | { problem: 'afterEnd'; state: string; action: string }
  /** an earlier row of the same state and action always matches first */
  | { problem: 'shadowed'; state: string; action: string };

/** Whether a table can be worked with: every state is reached, every case can end, every row can be meant. */
export function checkTable(table: WorkflowTable): TableProblem[] {
  const reached = closure([table.start], ({ from, to }) => [from, to], table.transitions);
  const ending = closure(table.ends, ({ from, to }) => [to, from], table.transitions);
  const states = statesOf(table);
  return [
    ...states.filter((state) => !reached.has(state)).map((state): TableProblem => ({ problem: 'unreachable', state })),
    ...states.filter((state) => reached.has(state) && !ending.has(state)).map((state): TableProblem => ({ problem: 'deadEnd', state })),
    ...table.transitions
      .filter(({ from }) => table.ends.includes(from))
      .map(({ from, action }): TableProblem => ({ problem: 'afterEnd', state: from, action })),
    ...table.transitions
      .filter((row, index) => table.transitions.slice(0, index).some((earlier) => shadows(earlier, row)))
      .map(({ from, action }): TableProblem => ({ problem: 'shadowed', state: from, action })),
  ];
}

function shadows(earlier: Transition, row: Transition): boolean {
  const conditions = row.when ?? [];
  return earlier.from === row.from && earlier.action === row.action && (earlier.when ?? []).every((condition) => conditions.includes(condition));
}

function closure(seeds: readonly string[], ends: (row: Transition) => [string, string], rows: readonly Transition[]): Set<string> {
  const found = new Set(seeds);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const row of rows) {
      const [one, other] = ends(row);
      if (found.has(one)) found.add(other);
    }
  }
  return found;
}
