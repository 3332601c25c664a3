import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import type { z } from 'zod';
import { accountRoutes } from '../contract/routes.ts';
import type { auditEntrySchema } from '../contract/schemas.ts';
import styles from './accounts.module.css';
import { ACTION_GROUPS, actionName, detailsText, subjectName } from './audit-words.ts';

type AuditEntry = z.infer<typeof auditEntrySchema>;

const COLUMNS: Column<AuditEntry>[] = [
  { key: 'at', title: '时间', cell: (entry) => momentText(entry.at) },
  { key: 'actor', title: '谁', cell: (entry) => entry.actorName },
  { key: 'action', title: '做了什么', cell: (entry) => actionName(entry.action) },
  { key: 'subject', title: '对象', cell: (entry) => subjectName(entry.subjectType, entry.subjectId) },
  { key: 'details', title: '详情', cell: (entry) => detailsText(entry.details) },
  { key: 'origin', title: '来自', cell: (entry) => entry.origin },
  { key: 'number', title: '链与序号', hidden: true, cell: (entry) => `${entry.district} #${entry.number}` },
  { key: 'request', title: '请求编号', hidden: true, cell: (entry) => entry.requestId },
];

/** Who did what and when, the newest first; entries cannot be changed or removed by anybody. */
export function AuditListScreen() {
  const [values, set] = useSearchState();
  const pages = usePages(accountRoutes.listAudit, {
    query: {
      action: values['action'],
      actorName: values['who'],
      subjectId: values['subject'],
      requestId: values['request'],
      from: values['from'],
      to: values['to'],
    },
  });
  return (
    <Page title="审计记录" lead="每次登录、修改、导入、导出和授权都留有记录，逐条相连，任何人都不能修改或删除。">
      <Panel
        title="记录"
        flush
        actions={
          <div className={styles.filters}>
            <Choice label="看哪类操作" value={values['action'] ?? ''} options={ACTION_GROUPS} onChange={(action) => set({ action: action || undefined })} />
            <SearchBox label="谁（完整姓名）" value={values['who'] ?? ''} onChange={(who) => set({ who: who || undefined })} />
            <SearchBox label="对象编号" value={values['subject'] ?? ''} onChange={(subject) => set({ subject: subject || undefined })} />
            <SearchBox label="请求编号" value={values['request'] ?? ''} onChange={(request) => set({ request: request || undefined })} />
            <DayPicker label="从哪天" value={values['from'] ?? null} allowClear onChange={(day) => set({ from: day ?? undefined })} />
            <DayPicker label="到哪天" value={values['to'] ?? null} allowClear onChange={(day) => set({ to: day ?? undefined })} />
          </div>
        }
      >
        <DataTable
          name="audit"
          label="审计记录"
          columns={COLUMNS}
          pages={pages}
          rowKey={(entry) => `${entry.district}-${entry.number}`}
          empty={<EmptyState title="没有符合条件的记录">请放宽日期或操作的条件。</EmptyState>}
        />
      </Panel>
    </Page>
  );
}
