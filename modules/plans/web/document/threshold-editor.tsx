import { useQueryClient } from '@tanstack/react-query';
import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { isShare } from '#ui/figures/format-figure.ts';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import type { Target } from '../../contract/plan-target.ts';
import { planRoutes } from '../../contract/routes.ts';
import type { PlanAnswer } from './plan-page.tsx';

interface ThresholdEditorProps {
  answer: PlanAnswer;
  target: Target;
  deadline: string;
  onClose: () => void;
}

/** Changes a threshold as a new version of the plan, with its reason; reports already made keep the old one. */
export function ThresholdEditor({ answer, target, deadline, onClose }: ThresholdEditorProps) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const share = isShare(target.kind);
  const scale = share ? 100 : 1;
  const [number, setNumber] = useState((target.threshold ?? 0) * scale);
  const [day, setDay] = useState(deadline);
  async function save(reason: string): Promise<void> {
    const body = { target: target.id, threshold: number / scale, deadline: day, reason, baseVersion: answer.version };
    const { version } = await call(planRoutes.changeThreshold, { params: { plan: answer.plan.id }, body });
    await refresh(client, planRoutes.get, planRoutes.progress, planRoutes.children, planRoutes.units, planRoutes.gaps);
    toasts.done(`已形成方案第 ${version} 版。此前的报告仍按旧版计算。`);
  }
  return (
    <ConfirmWithReason open title={`调整目标值：${target.name}`} confirmText="形成新版本" reasonLabel="调整理由" onConfirm={save} onClose={onClose}>
      <p>
        现为第 {answer.version} 版。调整后形成第 {answer.version + 1} 版，今后的进展按新版判断；已经报送的报告不变。
      </p>
      <Field label={share ? '新的目标值（%）' : `新的目标值（${target.unit}）`} htmlFor={`${id}-number`}>
        <InputNumber
          id={`${id}-number`}
          value={number}
          min={0}
          max={share ? 100 : undefined}
          onChange={(value) => setNumber(value ?? 0)}
          style={{ width: 180 }}
        />
      </Field>
      <Field label="截止日期" htmlFor={`${id}-day`}>
        <DayPicker id={`${id}-day`} value={day} onChange={(value) => setDay(value ?? deadline)} />
      </Field>
    </ConfirmWithReason>
  );
}
