import { Button } from 'antd';
import { useState } from 'react';
import { Notice, ProblemNotice } from '#ui/feedback/notice.tsx';
import { formatNumber } from '#ui/figures/format-figure.ts';
import type { ImportOutcome } from '../../contract/workbook.ts';
import { CountTable } from './count-table.tsx';
import { FindingList } from './finding-list.tsx';
import styles from './import.module.css';
import { UndoImport } from './undo-import.tsx';
import type { ImportWork } from './use-import.ts';

/** What the check found or the writing did, and the next step. */
export function ImportResult({ work }: { work: ImportWork }) {
  const { outcome, step } = work;
  if (step === 'failed' || !outcome)
    return (
      <div className={styles.stack}>
        <ProblemNotice error={work.error} />
        <Restart work={work} />
      </div>
    );
  return (
    <div className={styles.stack}>
      {step === 'written' ? <WrittenNotice outcome={outcome} /> : <CheckedNotice outcome={outcome} />}
      {outcome.sheets.length > 0 && <CountTable sheets={outcome.sheets} label={step === 'written' ? '写入结果' : '检查结果'} />}
      {step === 'written' ? <AfterWriting work={work} outcome={outcome} /> : <NextStep work={work} outcome={outcome} />}
      <FindingList title="要改的问题" findings={outcome.findings} rows={outcome.rows} />
      <FindingList title="请留意（不影响写入）" findings={outcome.notices} isNotice />
    </div>
  );
}

function changesOf({ sheets }: ImportOutcome): number {
  return sheets.reduce((sum, { created, updated }) => sum + created + updated, 0);
}

/** Refused whole: no known sheet, a hostile file. Findings of single rows are no such thing. */
function isRefused({ error, findings }: ImportOutcome): boolean {
  return error !== undefined && findings.length === 0;
}

function CheckedNotice({ outcome }: { outcome: ImportOutcome }) {
  if (isRefused(outcome)) return <Notice tone="problem">{outcome.error?.message}</Notice>;
  const rejected = outcome.sheets.reduce((sum, sheet) => sum + sheet.rejected, 0);
  if (outcome.findings.length > 0)
    return (
      <Notice tone="warning">
        检查完毕，还没有写入。{formatNumber(rejected)} 行有问题，共 {formatNumber(outcome.findings.length)} 处；改好后重新导入，或只写入没有问题的行。
      </Notice>
    );
  return (
    <Notice tone="info">
      检查完毕，没有问题，还没有写入。{changesOf(outcome) === 0 ? '内容与台账一致，不会有变化。' : `将写入 ${formatNumber(changesOf(outcome))} 条。`}
    </Notice>
  );
}

function WrittenNotice({ outcome }: { outcome: ImportOutcome }) {
  if (outcome.error) return <Notice tone="problem">{outcome.error.message}</Notice>;
  if (outcome.batch === null) return <Notice tone="warning">没有写入：内容与台账一致，或没有可以写入的行。</Notice>;
  return <Notice tone="info">已写入 {formatNumber(changesOf(outcome))} 条，各项目标的数字已随之更新。</Notice>;
}

function NextStep({ work, outcome }: { work: ImportWork; outcome: ImportOutcome }) {
  const [fetching, setFetching] = useState(false);
  const hasFindings = outcome.findings.length > 0;
  const canWrite = !isRefused(outcome) && changesOf(outcome) > 0;
  async function fetchChecked(): Promise<void> {
    setFetching(true);
    await work.fetchChecked();
    setFetching(false);
  }
  return (
    <div className={styles.actions}>
      {canWrite && !hasFindings && (
        <Button type="primary" onClick={() => work.write(false)}>
          写入 {formatNumber(changesOf(outcome))} 条
        </Button>
      )}
      {hasFindings && (
        <Button type="primary" loading={fetching} onClick={() => void fetchChecked()}>
          下载带校验结果的工作簿
        </Button>
      )}
      {canWrite && hasFindings && <Button onClick={() => work.write(true)}>只写入没有问题的 {formatNumber(changesOf(outcome))} 条</Button>}
      <Restart work={work} />
    </div>
  );
}

function AfterWriting({ work, outcome }: { work: ImportWork; outcome: ImportOutcome }) {
  return (
    <div className={styles.actions}>
      {outcome.batch !== null && <UndoImport batch={outcome.batch} name={work.file?.name ?? ''} onUndone={work.restart} />}
      <Restart work={work} />
    </div>
  );
}

function Restart({ work }: { work: ImportWork }) {
  return <Button onClick={work.restart}>换一个文件</Button>;
}
