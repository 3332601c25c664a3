import { Link } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { addDays, dayInWords, type Day } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';

import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useCan, useViewer } from '#ui/viewer.ts';
import type { Gap } from '../../contract/drill-down.ts';
import { TASK_STATES } from '../../contract/gap-task.ts';
import { planRoutes } from '../../contract/routes.ts';
import type { Place } from '../use-place.ts';

/** Days that an office usually has; anybody may choose others. */
const USUAL_DAYS = 30;

/** Who has the gap already, or the button that gives it to the responsible office. */
export function GapAssignment({ gap, place }: { gap: Gap; place: Place }) {
  const viewer = useViewer();
  const mayAssign = useCan('plan.assign');
  const [open, setOpen] = useState(false);
  if (gap.task)
    return (
      <Link to="/gap-tasks" search={{ side: 'given' }}>
        {TASK_STATES[gap.task.state]}，{dayInWords(gap.task.dueOn)}前
      </Link>
    );
  // its own office cannot be given anything by itself, and past boundaries are for looking only
  const isOwn = viewer.division === `${gap.code.slice(0, 9)}000`;
  if (!mayAssign || isOwn || place.boundaries === 'then') return '—';
  return (
    <>
      <Button size="small" aria-label={`分派${gap.name}的差距：${gap.targetName}`} onClick={() => setOpen(true)}>
        分派
      </Button>
      {open && <AssignDialog gap={gap} plan={place.plan} today={viewer.today} onClose={() => setOpen(false)} />}
    </>
  );
}

function AssignDialog({ gap, plan, today, onClose }: { gap: Gap; plan: string; today: Day; onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const [dueOn, setDueOn] = useState<Day>(addDays(today, USUAL_DAYS));
  const [note, setNote] = useState('');
  async function assign(): Promise<void> {
    const body = { target: gap.targetId, division: gap.code, record: gap.recordId, dueOn, note: note.trim() || undefined };
    const task = await call(planRoutes.assignGap, { params: { plan }, body });
    await refresh(client, planRoutes.gaps, planRoutes.gapTasks);
    toasts.done(`已分派给${task.responsible}，${dayInWords(task.dueOn)}前完成。`);
  }
  return (
    <Confirm open title={`分派给${gap.responsible}`} confirmText="分派" onConfirm={assign} onClose={onClose}>
      <div style={{ display: 'grid', gap: 12 }}>
        <p>
          {gap.name}“{gap.targetName}”：{gap.lacking}。
        </p>
        <Field label="完成期限" htmlFor={`${id}-day`} required>
          <DayPicker id={`${id}-day`} value={dueOn} onChange={(day) => day && setDueOn(day)} />
        </Field>
        <Field label="要求" htmlFor={`${id}-note`} hint="对方会看到；不要写身份证号和电话">
          <Input.TextArea id={`${id}-note`} value={note} rows={3} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Confirm>
  );
}
