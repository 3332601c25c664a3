import { momentText } from '#ui/figures/dates.ts';
import type { HistoryEntry } from '../contract/record.ts';
import styles from './evidence.module.css';

const ACTIONS: Record<HistoryEntry['action'], string> = {
  created: '新增',
  updated: '修改',
  ended: '终止',
  deleted: '删除',
  undone: '撤销导入',
  merged: '合并',
};

/** Every change, the newest first: who, when, why, from what to what. */
export function RecordHistory({ history }: { history: readonly HistoryEntry[] }) {
  if (history.length === 0) return <p>还没有修改记录。</p>;
  return (
    <ol className={styles.history}>
      {history.map((entry) => (
        <li key={entry.version}>
          {ACTIONS[entry.action]}
          {entry.reason && `：${entry.reason}`}
          {entry.importBatch && '（导入）'}
          {entry.changes.map((change) => (
            <div key={change.heading}>
              {change.heading}：{change.before && <del>{change.before}</del>} {change.after && <ins>{change.after}</ins>}
            </div>
          ))}
          <small className="figures">
            {entry.changedBy}，{momentText(entry.changedAt)}
          </small>
        </li>
      ))}
    </ol>
  );
}
