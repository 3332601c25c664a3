import { Input, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import type { ActivityPlan, PlanItem } from '../../contract/activity-plan.ts';
import { ACTIVITY_KINDS } from '../../contract/kinds.ts';
import { ACTIVITY_THEMES, type ActivityTheme } from '../../contract/themes.ts';
import styles from '../activities.module.css';
import { useSavePlan } from './use-save-plan.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: `${index + 1} 月` }));
const THEMES = ACTIVITY_THEMES.map((value) => ({ value, label: value }));
const NEW: Omit<PlanItem, 'id' | 'held' | 'isGap'> = { month: 1, theme: '邻里守望', kind: null, name: '', organizer: null, expectedPeople: null };

/** A planned activity: which month, what theme, what. */
export function ItemDialog({ plan, item, onClose }: { plan: ActivityPlan; item: PlanItem | null; onClose: () => void }) {
  const [monthId, themeId, kindId, nameId, organizerId, peopleId] = [useId(), useId(), useId(), useId(), useId(), useId()];
  const save = useSavePlan(plan);
  const [typed, setTyped] = useState(item ?? NEW);
  const set = (more: Partial<typeof NEW>) => setTyped({ ...typed, ...more });
  const kinds = [...new Set(ACTIVITY_KINDS.filter(({ theme }) => theme === typed.theme).map(({ kind }) => kind))];
  const all = item ? plan.items.map((one) => (one.id === item.id ? { ...one, ...typed } : one)) : [...plan.items, typed];
  return (
    <Confirm
      open
      title={item ? '修改一项活动' : '添加一项活动'}
      confirmText="保存"
      disabled={typed.name.trim() === ''}
      onConfirm={() => save(all)}
      onClose={onClose}
    >
      <div className={styles.stack}>
        <Field label="活动名称" htmlFor={nameId} required>
          <Input id={nameId} value={typed.name} maxLength={100} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <Field label="月份" htmlFor={monthId}>
          <Choice id={monthId} value={String(typed.month)} options={MONTHS} onChange={(next) => set({ month: Number(next) })} />
        </Field>
        <Field label="主题" htmlFor={themeId}>
          <Choice id={themeId} value={typed.theme} options={THEMES} onChange={(next) => set({ theme: next as ActivityTheme, kind: null })} />
        </Field>
        <Field label="类型" htmlFor={kindId}>
          <Choice
            id={kindId}
            value={typed.kind ?? ''}
            options={[{ value: '', label: '不分类' }, ...kinds.map((value) => ({ value, label: value }))]}
            onChange={(next) => set({ kind: next === '' ? null : next })}
          />
        </Field>
        <Field label="由谁组织" htmlFor={organizerId}>
          <Input id={organizerId} value={typed.organizer ?? ''} maxLength={100} onChange={(event) => set({ organizer: event.target.value || null })} />
        </Field>
        <Field label="预计人数" htmlFor={peopleId}>
          <InputNumber id={peopleId} min={0} precision={0} value={typed.expectedPeople} onChange={(next) => set({ expectedPeople: next })} />
        </Field>
      </div>
    </Confirm>
  );
}
