/** The little of a syntax tree that finding guards needs. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string' && typeof (value as Node).start === 'number';
}

/** The nodes directly under a node, in no special order. */
export function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode));
}

/** Every node with what it stands in, from the outside in. */
export function* walk(node: Node, above: readonly Node[] = []): Generator<{ node: Node; above: readonly Node[] }> {
  yield { node, above };
  const inner = [node, ...above];
  for (const child of childrenOf(node)) yield* walk(child, inner);
}

/** `can` of `can(…)`, `listOf` of `x.listOf(…)`. */
export function calleeName(node: Node): string | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = node['callee'] as Node;
  if (callee.type === 'Identifier') return String(callee['name']);
  return callee.type === 'MemberExpression' ? String((callee['property'] as Node)['name']) : undefined;
}
