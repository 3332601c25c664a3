import { expect, it } from 'vitest';
import { type DiagramEdge, layOut } from './diagram-layout.ts';

const node = (id: string, kind: 'start' | 'middle' | 'end' = 'middle') => ({ id, label: id, kind });
const edge = (from: string, to: string, label = `${from}-${to}`): DiagramEdge => ({ from, to, label });
const NODES = [node('new', 'start'), node('draft'), node('submitted'), node('granted', 'end'), node('withdrawn', 'end')];
const EDGES = [
  edge('new', 'draft'),
  edge('draft', 'submitted'),
  edge('submitted', 'draft', '退回'),
  edge('submitted', 'granted'),
  edge('submitted', 'withdrawn'),
  edge('draft', 'withdrawn'),
  edge('draft', 'submitted', '再提交'),
];

it('places states under way in a row and the ends below, and joins what leads the same way', () => {
  const { nodes, edges } = layOut(NODES, EDGES);
  const at = Object.fromEntries(nodes.map((one) => [one.id, one]));
  expect(at['new']?.y).toBe(at['submitted']?.y);
  expect(at['draft']?.x).toBeLessThan(at['submitted']?.x ?? 0);
  expect(at['granted']?.y).toBeGreaterThan(at['submitted']?.y ?? 0);
  expect(at['withdrawn']?.y).not.toBe(at['granted']?.y);
  expect(edges).toHaveLength(6);
  expect(edges.find(({ from, to }) => from === 'draft' && to === 'submitted')?.label).toBe('draft-submitted、再提交');
});

it('lets no two words stand at the same place, and nothing outside the picture', () => {
  const { edges, width, height } = layOut(NODES, EDGES);
  expect(new Set(edges.map(({ x, y }) => `${x}/${y}`)).size).toBe(edges.length);
  for (const { x, y } of edges) expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
});
