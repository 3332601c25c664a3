import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { Report } from '../contract/report.ts';
import { reportRoutes } from '../contract/routes.ts';
import styles from './reports.module.css';
import { useReportChange } from './use-report-change.ts';

/** What the letterhead says: who issues it, its number, to whom. */
export function ReportHead({ report }: { report: Report }) {
  const [editing, setEditing] = useState(false);
  const action = report.abilities.edit && !editing && <Button onClick={() => setEditing(true)}>修改</Button>;
  return (
    <Panel title="公文要素" actions={action}>
      {editing ? (
        <HeadEditor report={report} onClose={() => setEditing(false)} />
      ) : (
        <dl className={styles.meta}>
          <dt>发文机关</dt>
          <dd>{report.organ}</dd>
          <dt>发文字号</dt>
          <dd>{report.documentNumber ?? '未填写'}</dd>
          <dt>主送机关</dt>
          <dd>{report.addressee ?? '未填写'}</dd>
        </dl>
      )}
    </Panel>
  );
}

function HeadEditor({ report, onClose }: { report: Report; onClose: () => void }) {
  const id = useId();
  const toasts = useToasts();
  const [values, setValues] = useState({ organ: report.organ, documentNumber: report.documentNumber ?? '', addressee: report.addressee ?? '' });
  const save = useReportChange(
    () => {
      const body = {
        version: report.version,
        organ: values.organ,
        documentNumber: values.documentNumber.trim() || null,
        addressee: values.addressee.trim() || null,
      };
      return call(reportRoutes.edit, { params: { id: report.id }, body });
    },
    () => {
      toasts.done('公文要素已保存。');
      onClose();
    },
  );
  const input = (name: keyof typeof values) => (
    <Input id={`${id}-${name}`} value={values[name]} onChange={(event) => setValues({ ...values, [name]: event.target.value })} />
  );
  return (
    <div className={styles.editor}>
      {save.error && <ProblemNotice error={save.error} />}
      <Field label="发文机关" htmlFor={`${id}-organ`}>
        {input('organ')}
      </Field>
      <Field label="发文字号" htmlFor={`${id}-documentNumber`} hint="如 穗荔民〔2023〕12号">
        {input('documentNumber')}
      </Field>
      <Field label="主送机关" htmlFor={`${id}-addressee`}>
        {input('addressee')}
      </Field>
      <div className={styles.filters}>
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate(undefined)}>
          保存
        </Button>
        <Button onClick={onClose}>不改了</Button>
      </div>
    </div>
  );
}
