/**
 * Where the states of a procedure stand: those under way in a row, in the order given; the ends below, one line each. Lines
 * to an end go down from a state and along the end's own line, so that no two words meet.
 */
export interface DiagramNode {
  id: string;
  label: string;
  kind: 'start' | 'middle' | 'end';
}
export interface DiagramEdge {
  from: string;
  to: string;
  label: string;
}

export interface PlacedNode extends DiagramNode {
  x: number;
  y: number;
}
export interface PlacedEdge {
  from: string;
  to: string;
  /** an SVG path from the one box to the other */
  path: string;
  label: string;
  x: number;
  y: number;
  anchor: 'start' | 'middle';
}

export const BOX = { width: 104, height: 34 };
const GAP = { x: 194, end: 44 };
/** from the line that goes down from the last state to the ends: room for the longest word */
const TO_END = 76;
const MARGIN = 8;
/** room above the row for lines that go back or pass over a state */
const ABOVE = 56;
const ROW = MARGIN + ABOVE;

export interface Layout {
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  width: number;
  height: number;
}

/** @param nodes in the order in which a case usually passes through them */
export function layOut(nodes: readonly DiagramNode[], edges: readonly DiagramEdge[]): Layout {
  const inRow = [...nodes.filter(({ kind }) => kind === 'start'), ...nodes.filter(({ kind }) => kind === 'middle')];
  const ends = nodes.filter(({ kind }) => kind === 'end');
  const columnOf = (index: number) => MARGIN + index * GAP.x;
  const endX = columnOf(inRow.length - 1) + BOX.width / 2 + TO_END;
  const placed: PlacedNode[] = [
    ...inRow.map((node, index) => ({ ...node, x: columnOf(index), y: ROW })),
    ...ends.map((node, index) => ({ ...node, x: endX, y: ROW + BOX.height + 26 + index * GAP.end })),
  ];
  const at = new Map(placed.map((node) => [node.id, node]));
  const pairs = [...Map.groupBy(edges, ({ from, to }) => `${from}→${to}`).values()];
  const drawn = pairs.flatMap((group) => {
    const from = at.get(group[0]?.from ?? '');
    const to = at.get(group[0]?.to ?? '');
    return from && to && from !== to ? [draw(from, to, group.map(({ label }) => label).join('、'))] : [];
  });
  const bottom = Math.max(ROW + BOX.height, ...placed.map(({ y }) => y + BOX.height));
  return { nodes: placed, edges: drawn, width: (ends.length > 0 ? endX : columnOf(inRow.length - 1)) + BOX.width + MARGIN, height: bottom + MARGIN };
}

function draw(from: PlacedNode, to: PlacedNode, label: string): PlacedEdge {
  const words = { from: from.id, to: to.id, label };
  if (to.kind === 'end') return { ...words, ...downAndAlong(from, to) };
  return { ...words, ...(to.x - from.x === GAP.x ? straight(from, to) : over(from, to)) };
}

type Line = Pick<PlacedEdge, 'path' | 'x' | 'y' | 'anchor'>;

function straight(from: PlacedNode, to: PlacedNode): Line {
  const y = from.y + BOX.height / 2;
  return { path: `M ${from.x + BOX.width} ${y} H ${to.x}`, x: (from.x + BOX.width + to.x) / 2, y: y - 5, anchor: 'middle' };
}

/** Past a state, or back: above the row, what goes back the lower. */
function over(from: PlacedNode, to: PlacedNode): Line {
  const isBack = to.x < from.x;
  const side = isBack ? -14 : 14;
  const [start, end] = [from.x + BOX.width / 2 + side, to.x + BOX.width / 2 - side];
  const top = from.y - (isBack ? 16 : ABOVE - 18);
  return { path: `M ${start} ${from.y} V ${top} H ${end} V ${to.y}`, x: (start + end) / 2, y: top - 4, anchor: 'middle' };
}

function downAndAlong(from: PlacedNode, to: PlacedNode): Line {
  const [x, y] = [from.x + BOX.width / 2, to.y + BOX.height / 2];
  return { path: `M ${x} ${from.y + BOX.height} V ${y} H ${to.x}`, x: x + 8, y: y - 5, anchor: 'start' };
}
