import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useId } from 'react';
import { download } from '#ui/api/call.ts';
import { ProblemNotice, Skeleton } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { needRoutes } from '../../contract/routes.ts';
import { MOST_TICKETS } from '../../contract/ticket.ts';
import { PastTicketImports } from './past-ticket-imports.tsx';
import { TicketResult } from './ticket-result.tsx';
import styles from './tickets.module.css';
import { useTicketImport } from './use-ticket-import.ts';

/** 12345 tickets brought in from a file: tried, looked at, written, and taken back if it was the wrong one. */
export function TicketImportScreen() {
  const toasts = useToasts();
  const work = useTicketImport();
  return (
    <Page
      title="导入 12345 工单"
      lead="先检查，不写入；看过结果以后再决定。同一工单编号只收一次，同一个文件导入两次不会重复。"
      above={<Link to="/needs">← 需求办理</Link>}
      actions={<Button onClick={() => void download(needRoutes.ticketTemplate, {}).catch(toasts.failed)}>下载模板</Button>}
    >
      <Panel
        title={work.file === null ? '选择文件' : work.file.name}
        actions={work.step !== 'choose' && work.step !== 'busy' && <Button onClick={work.restart}>换一个文件</Button>}
      >
        {work.step === 'choose' && <ChooseFile onFile={work.check} />}
        {work.step === 'busy' && <Skeleton lines={5} label="正在检查文件" />}
        {work.step === 'failed' && <ProblemNotice error={work.error} />}
        {work.outcome && <TicketResult work={work} outcome={work.outcome} />}
      </Panel>
      <PastTicketImports />
    </Page>
  );
}

function ChooseFile({ onFile }: { onFile: (file: File) => void }) {
  const id = useId();
  return (
    <div className={styles.choose}>
      <input
        id={id}
        type="file"
        accept=".xlsx,.xls,.csv"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
        }}
      />
      <label htmlFor={id}>选择 Excel 或 CSV 文件</label>
      <p>可以直接用 12345 平台导出的表格：第一行是列名，至少要有“工单编号”“主要内容”“来电时间”。一次最多 {MOST_TICKETS} 件。</p>
    </div>
  );
}
