import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Segments } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useCan } from '#ui/viewer.ts';
import { majorReportRoutes, type ReportRule } from '../../contract/major-report.ts';
import styles from '../activities.module.css';

const UNITS = [
  { value: 'workingDays', label: '工作日' },
  { value: 'days', label: '天' },
];
const unitText = (unit: ReportRule['leadUnit']) => (unit === 'days' ? '天' : '个工作日');

/** How early reports are due here, whose rule it is, and what it rests on. */
export function RulePanel() {
  const query = useCall(majorReportRoutes.reportRule, {});
  const mayEdit = useCan('activity.answer');
  const [isEditing, setEditing] = useState(false);
  return (
    <Panel title="报告规则" actions={mayEdit ? <Button onClick={() => setEditing(true)}>规定本辖区的天数</Button> : undefined}>
      <Loaded query={query}>
        {(rule) => (
          <>
            <dl className={styles.facts}>
              <dt>提前</dt>
              <dd>{rule.leadDays === null ? '活动开始前（没有规定天数）' : `${rule.leadDays} ${unitText(rule.leadUnit)}`}</dd>
              <dt>报结果</dt>
              <dd>{rule.resultDays === null ? '活动后（没有规定天数）' : `结束后 ${rule.resultDays} 个工作日内`}</dd>
              <dt>依据</dt>
              <dd>{rule.basis}</dd>
              <dt>谁的规定</dt>
              <dd>{rule.divisionName ?? '平台默认'}</dd>
            </dl>
            {isEditing && <RuleDialog rule={rule} onClose={() => setEditing(false)} />}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function RuleDialog({ rule, onClose }: { rule: ReportRule; onClose: () => void }) {
  const [leadId, resultId, basisId] = [useId(), useId(), useId()];
  const client = useQueryClient();
  const toasts = useToasts();
  const [leadDays, setLeadDays] = useState(rule.leadDays);
  const [leadUnit, setLeadUnit] = useState(rule.leadUnit);
  const [resultDays, setResultDays] = useState(rule.resultDays);
  const [basis, setBasis] = useState(rule.version === 0 ? '' : rule.basis);
  async function save(): Promise<void> {
    await call(majorReportRoutes.setReportRule, { body: { version: rule.version, leadDays, leadUnit, resultDays, basis } });
    await refresh(client, majorReportRoutes.reportRule, majorReportRoutes.missingReports);
    toasts.done('已规定，以后的报告照此计算。');
  }
  return (
    <Confirm open title="本辖区重大活动的报告规则" confirmText="保存" disabled={basis.trim() === ''} onConfirm={save} onClose={onClose}>
      <div className={styles.stack}>
        <Field label="提前几天报告" htmlFor={leadId} hint="不规定天数就留空：活动开始前都可以报告">
          <div className={styles.row}>
            <InputNumber id={leadId} min={1} max={60} precision={0} value={leadDays} onChange={setLeadDays} />
            <Segments label="单位" options={UNITS} value={leadUnit} onChange={(next) => setLeadUnit(next === 'days' ? 'days' : 'workingDays')} />
          </div>
        </Field>
        <Field label="结束后几个工作日内报结果" htmlFor={resultId} hint="不规定就留空">
          <InputNumber id={resultId} min={1} max={90} precision={0} value={resultDays} onChange={setResultDays} />
        </Field>
        <Field label="依据" htmlFor={basisId} hint="例如本街道的通知和文号" required>
          <Input.TextArea id={basisId} rows={3} maxLength={300} value={basis} onChange={(event) => setBasis(event.target.value)} />
        </Field>
      </div>
    </Confirm>
  );
}
