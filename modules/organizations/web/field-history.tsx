import { useState } from 'react';
import { momentText } from '#ui/figures/dates.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { FieldChange } from '../contract/organization-page.ts';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';

const ACTIONS: Record<FieldChange['action'], string> = { created: '新增', updated: '修改', ended: '终止', deleted: '删除', undone: '撤销导入', merged: '合并' };

/** Every change of the record or of one field: who, when, why, from what to what. */
export function FieldHistory({ organization: { history } }: { organization: ShownOrganization }) {
  const [field, setField] = useState('');
  const headings = [...new Set(history.flatMap(({ changes }) => changes.map(({ heading }) => heading)))].sort();
  const options = [{ value: '', label: '全部字段' }, ...headings.map((heading) => ({ value: heading, label: heading }))];
  const shown = history
    .map((entry) => ({ ...entry, changes: entry.changes.filter(({ heading }) => field === '' || heading === field) }))
    .filter(({ changes }) => field === '' || changes.length > 0);
  return (
    <Panel title="修改记录" actions={<Choice label="看哪个字段" value={field} options={options} onChange={setField} />}>
      {shown.length === 0 && <EmptyState title="还没有修改记录" />}
      <ol className={styles.changes}>
        {shown.map((entry) => (
          <li key={entry.version}>
            <div className={styles.changeHead}>
              <strong>
                {ACTIONS[entry.action]}
                {entry.isImport && '（导入）'}
              </strong>
              <small className="figures">
                {entry.changedBy}，{momentText(entry.changedAt)}
              </small>
            </div>
            {entry.reason && <p>{entry.reason}</p>}
            {entry.changes.map((change) => (
              <p key={change.heading}>
                {change.heading}：{change.before && <del>{change.before}</del>} <ins>{change.after || '（清空）'}</ins>
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
