import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { download } from '#ui/api/call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useCan, useViewer } from '#ui/viewer.ts';
import { evidenceRoutes } from '../../contract/routes.ts';
import styles from './import.module.css';

/** The workbook of all registers of a division, and the empty template. */
export function ExportPanel() {
  const mayExport = useCan('evidence.export');
  return (
    <Panel title="导出" actions={<TemplateButton />}>
      {mayExport ? <ExportForm /> : <p>您的岗位不能导出台账，可以下载空白模板。</p>}
    </Panel>
  );
}

function TemplateButton() {
  const toasts = useToasts();
  return <Button onClick={() => void download(evidenceRoutes.template, {}).catch(toasts.failed)}>下载空白模板</Button>;
}

function ExportForm() {
  const id = useId();
  const viewer = useViewer();
  const toasts = useToasts();
  const mayClear = useCan('personal-data.export');
  const [division, setDivision] = useState({ code: viewer.division ?? '', name: viewer.divisionName });
  const [clear, setClear] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  async function exportWorkbook(): Promise<void> {
    setBusy(true);
    const query = { division: division.code, masked: String(!clear), ...(clear ? { reason: reason.trim() } : {}) };
    await download(evidenceRoutes.exportWorkbook, { query }).catch(toasts.failed);
    setBusy(false);
  }
  return (
    <div className={styles.stack}>
      <div className={styles.actions}>
        <DivisionPicker label="导出哪个区划" value={division} within={{ code: viewer.division ?? '', name: viewer.divisionName }} onChange={setDivision} />
        <Button type="primary" loading={busy} disabled={clear && reason.trim() === ''} onClick={() => void exportWorkbook()}>
          导出{division.name}的台账
        </Button>
      </div>
      {mayClear && (
        <label>
          <input type="checkbox" checked={clear} onChange={(event) => setClear(event.target.checked)} /> 导出完整的证件号和电话（不勾选则打码，仍可原样导回）
        </label>
      )}
      {clear && (
        <Field label="导出完整个人信息的理由" htmlFor={id} hint="理由会写入审计记录" required>
          <Input id={id} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
      )}
    </div>
  );
}
