import { useId } from 'react';
import { STATES } from '../../contract/workflow.ts';
import { BOX, type DiagramEdge, type DiagramNode, layOut } from './diagram-layout.ts';
import styles from './rules.module.css';

/** A procedure as boxes and arrows; the table below says the same in words. */
export function ProcedureDiagram({ label, nodes, edges }: { label: string; nodes: readonly DiagramNode[]; edges: readonly DiagramEdge[] }) {
  const { nodes: boxes, edges: lines, width, height } = layOut(inUsualOrder(nodes), edges);
  const arrow = useId();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={`${label}的流程图`}>
      <svg
        style={{ maxWidth: width * 1.1 }}
        viewBox={`0 0 ${width} ${height}`}
        className={styles.diagram}
        role="img"
        aria-label={`${label}的流程图，文字见下表`}
      >
        <defs>
          <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 L8 4 L0 8 z" className={styles.arrow} />
          </marker>
        </defs>
        {lines.map(({ from, to, path }) => (
          <path key={`${from}-${to}`} d={path} className={styles.line} markerEnd={`url(#${arrow})`} />
        ))}
        {boxes.map((box) => (
          <g key={box.id} data-kind={box.kind} className={styles.box}>
            <rect x={box.x} y={box.y} width={BOX.width} height={BOX.height} rx="6" />
            <text x={box.x + BOX.width / 2} y={box.y + BOX.height / 2 + 5}>
              {box.label}
            </text>
          </g>
        ))}
        {lines.map(({ from, to, label: text, x, y, anchor }) => (
          <text key={`${from}-${to}`} className={styles.edgeLabel} x={x} y={y} textAnchor={anchor}>
            {text}
          </text>
        ))}
      </svg>
    </div>
  );
}

const PLACES = Object.keys(STATES);

function inUsualOrder(nodes: readonly DiagramNode[]): DiagramNode[] {
  return [...nodes].sort((one, other) => PLACES.indexOf(one.id) - PLACES.indexOf(other.id));
}
