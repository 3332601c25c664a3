import type { Transition, WorkflowTable } from './table.ts';

/**
 * Ways through a table from its start to an end, no row taken twice: together they use every row that lies on such a way.
 * Shortest first; at most `limit`.
 */
export function pathsThrough(table: WorkflowTable, limit = 1000): Transition[][] {
  const found: Transition[][] = [];
  let open: Way[] = [{ state: table.start, rows: [] }];
  while (open.length > 0 && found.length < limit) {
    const isAtEnd = ({ state }: Way) => table.ends.includes(state);
    found.push(...open.filter(isAtEnd).map(({ rows }) => rows));
    open = open
      .filter((way) => !isAtEnd(way))
      .flatMap((way) => stepsFrom(table, way))
      .slice(0, limit);
  }
  return found.slice(0, limit);
}

interface Way {
  state: string;
  rows: Transition[];
}

function stepsFrom({ transitions }: WorkflowTable, { state, rows }: Way): Way[] {
  return transitions.filter((row) => row.from === state && !rows.includes(row)).map((row) => ({ state: row.to, rows: [...rows, row] }));
}
