import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useId, useState } from 'react';
import { call, download } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { Notice, ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { partRoutes } from '../contract/part-routes.ts';
import type { RosterOutcome } from '../contract/parts.ts';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';

/** Brings the roster in from a small table: checked first, written when nothing is wrong and somebody says so. */
export function RosterImport({ organization }: { organization: ShownOrganization }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>导入小表</Button>
      {isOpen && <RosterDialog organization={organization} onClose={() => setOpen(false)} />}
    </>
  );
}

function RosterDialog({ organization: { id }, onClose }: { organization: ShownOrganization; onClose: () => void }) {
  const input = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const [file, setFile] = useState<File | undefined>();
  const [checked, setChecked] = useState<RosterOutcome | undefined>();
  const [error, setError] = useState<unknown>();
  async function send(chosen: File, dryRun: boolean): Promise<RosterOutcome | undefined> {
    setError(undefined);
    return call(partRoutes.importRoster, { params: { id }, query: { dryRun: String(dryRun) }, file: chosen }).catch((problem: unknown) => {
      setError(problem);
      return undefined;
    });
  }
  async function check(chosen: File): Promise<void> {
    setFile(chosen);
    setChecked(undefined);
    setChecked(await send(chosen, true));
  }
  async function write(): Promise<void> {
    const outcome = file && (await send(file, false));
    if (!outcome) return;
    setChecked(outcome);
    if (!outcome.isWritten) return;
    await refresh(client, partRoutes.part);
    toasts.done(`已导入：新增 ${outcome.created} 人，更新 ${outcome.updated} 人。`);
    onClose();
  }
  const isReady = checked !== undefined && checked.problems.length === 0 && checked.created + checked.updated > 0;
  return (
    <Modal open title="导入成员名册" okText="写入" cancelText="取消" okButtonProps={{ disabled: !isReady }} onOk={() => void write()} onCancel={onClose}>
      <div className={styles.dialog}>
        <p>
          第一行是标题，一行一名成员。身份证号相同的，更新原有成员；空白的格子保留原值。
          <button type="button" className={styles.linkButton} onClick={() => void download(partRoutes.rosterTemplate, {}).catch(setError)}>
            下载空白名册表
          </button>
        </p>
        <label htmlFor={input}>名册文件（.xlsx，最多 1000 人）</label>
        <input id={input} type="file" accept=".xlsx,.xls" onChange={(event) => event.target.files?.[0] && void check(event.target.files[0])} />
        {error !== undefined && <ProblemNotice error={error} />}
        {checked && <Outcome outcome={checked} />}
      </div>
    </Modal>
  );
}

const SHOWN = 30;

function Outcome({ outcome: { created, updated, unchanged, problems } }: { outcome: RosterOutcome }) {
  if (problems.length === 0)
    return (
      <Notice tone="info">
        检查通过：将新增 {created} 人，更新 {updated} 人，{unchanged} 人没有变化。
      </Notice>
    );
  return (
    <>
      <Notice tone="problem">有 {problems.length} 处问题，改正之前不会写入任何数据。</Notice>
      <ol className={styles.problems}>
        {problems.slice(0, SHOWN).map(({ row, heading, message }, index) => (
          <li key={`${row}${heading}${index}`}>
            第 {row} 行{heading && `“${heading}”`}：{message}
          </li>
        ))}
      </ol>
    </>
  );
}
