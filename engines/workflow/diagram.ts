import { statesOf, type WorkflowTable } from './table.ts';

export interface Diagram {
  nodes: { id: string; label: string; kind: 'start' | 'middle' | 'end' }[];
  edges: { from: string; to: string; action: string; label: string; by: string[] }[];
}

export interface DiagramWords {
  state(id: string): string;
  action(id: string): string;
  body(id: string): string;
}

/** What to draw of a table, in the words of people. */
export function diagramOf(table: WorkflowTable, words: DiagramWords): Diagram {
  return {
    nodes: statesOf(table).map((id) => ({ id, label: words.state(id), kind: id === table.start ? 'start' : table.ends.includes(id) ? 'end' : 'middle' })),
    edges: table.transitions.map(({ from, to, action, by }) => ({ from, to, action, label: words.action(action), by: by.map(words.body) })),
  };
}

/** The same as Mermaid text, for documents. */
export function mermaidOf({ nodes, edges }: Diagram): string {
  const states = nodes.map(({ id, label, kind }) => (kind === 'start' ? `  [*] --> ${id}\n  ${id} : ${label}` : `  ${id} : ${label}`));
  const ends = nodes.filter(({ kind }) => kind === 'end').map(({ id }) => `  ${id} --> [*]`);
  const rows = edges.map(({ from, to, label, by }) => `  ${from} --> ${to} : ${label}（${by.join('、')}）`);
  return ['stateDiagram-v2', ...states, ...rows, ...ends].join('\n');
}
