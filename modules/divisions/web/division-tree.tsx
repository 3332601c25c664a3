import { useState } from 'react';
import { usePages } from '#ui/api/use-pages.ts';
import { ProblemNotice, Skeleton } from '#ui/feedback/notice.tsx';
import type { DivisionSummary } from '../contract/division.ts';
import { divisionRoutes } from '../contract/routes.ts';
import styles from './divisions.module.css';

interface DivisionTreeProps {
  top: { code: string; name: string };
  chosen: string;
  onChoose: (code: string) => void;
}

/** Children are fetched when a node is opened; the tree is never fetched whole. */
export function DivisionTree({ top, chosen, onChoose }: DivisionTreeProps) {
  return (
    <ul>
      <Node code={top.code} name={top.name} remark="" hasChildren chosen={chosen} onChoose={onChoose} openAtFirst />
    </ul>
  );
}

interface NodeProps {
  code: string;
  name: string;
  remark: string;
  hasChildren: boolean;
  chosen: string;
  onChoose: (code: string) => void;
  openAtFirst?: boolean;
}

function Node({ code, name, remark, hasChildren, chosen, onChoose, openAtFirst = false }: NodeProps) {
  const [open, setOpen] = useState(openAtFirst);
  return (
    <li>
      <div className={styles.node}>
        {hasChildren ? (
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={open}
            aria-label={`${open ? '收起' : '展开'}${name}的下级`}
            onClick={() => setOpen(!open)}
          >
            {open ? '▾' : '▸'}
          </button>
        ) : (
          <span className={styles.toggle} />
        )}
        <button type="button" className={styles.name} aria-current={code === chosen ? 'true' : undefined} onClick={() => onChoose(code)}>
          {name} <small>{remark}</small>
        </button>
      </div>
      {open && <Children code={code} chosen={chosen} onChoose={onChoose} />}
    </li>
  );
}

function remarkOf({ counted, committeeKind, validTo, childCount }: DivisionSummary): string {
  const parts = [validTo ? '已撤销' : '', counted ? '' : '不计入', committeeKind ?? '', childCount > 0 ? String(childCount) : ''];
  return parts.filter(Boolean).join(' · ');
}

function Children({ code, chosen, onChoose }: { code: string; chosen: string; onChoose: (code: string) => void }) {
  const pages = usePages(divisionRoutes.children, { params: { code }, query: { limit: '200' } });
  if (pages.error) return <ProblemNotice error={pages.error} retry={pages.retry} />;
  if (!pages.items) return <Skeleton lines={2} />;
  return (
    <ul>
      {pages.items.map((child) => (
        <Node
          key={child.code}
          code={child.code}
          name={child.name}
          remark={remarkOf(child)}
          hasChildren={child.childCount > 0}
          chosen={chosen}
          onChoose={onChoose}
        />
      ))}
      {pages.hasMore && (
        <li>
          <button type="button" className={styles.name} onClick={pages.more}>
            继续显示……
          </button>
        </li>
      )}
    </ul>
  );
}
