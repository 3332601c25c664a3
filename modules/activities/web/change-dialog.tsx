import { useQueryClient } from '@tanstack/react-query';
import { Input, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { dayInChina } from '#shared/day.ts';
import { type Occasion, OCCASION_LIMITS, type OccasionInput } from '../contract/occasion.ts';
import { occasionRoutes } from '../contract/routes.ts';
import styles from './activities.module.css';
import { clockText } from './span-text.ts';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Changes what was announced; once it has begun, what people came for stays. */
export function ChangeDialog({ occasion, onClose }: { occasion: Occasion; onClose: () => void }) {
  const [titleId, venueId, aboutId, capacityId] = [useId(), useId(), useId(), useId()];
  const client = useQueryClient();
  const toasts = useToasts();
  const [typed, setTyped] = useState(() => typedOf(occasion));
  const set = (more: Partial<Typed>) => setTyped({ ...typed, ...more });
  const { hasBegun } = occasion;
  async function save(): Promise<void> {
    await call(occasionRoutes.changeOccasion, { params: { id: occasion.id }, body: { version: occasion.version, occasion: inputOf(occasion, typed) } });
    await refresh(client, occasionRoutes.occasion, occasionRoutes.occasions);
    toasts.done('已修改。');
  }
  const isReady = typed.title.trim() !== '' && typed.venue.trim() !== '' && TIME.test(typed.from) && TIME.test(typed.to);
  return (
    <Confirm open title="修改活动" confirmText="保存修改" disabled={!isReady} onConfirm={save} onClose={onClose}>
      <div className={styles.stack}>
        <p className={styles.soft}>{hasBegun ? '活动已经开始，名称和开始的时间不能再改。' : '改了时间或地点，已经报名的人在“我的”里会看到原来的和现在的。'}</p>
        <Field label="活动名称" htmlFor={titleId} required>
          <Input
            id={titleId}
            disabled={hasBegun}
            maxLength={OCCASION_LIMITS.title}
            value={typed.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        </Field>
        <Moment label="开始" isFixed={hasBegun} day={typed.day} time={typed.from} onChange={(day, from) => set({ day, from })} />
        <Moment label="结束" day={typed.lastDay} time={typed.to} onChange={(lastDay, to) => set({ lastDay, to })} />
        <Field label="地点" htmlFor={venueId} required>
          <Input id={venueId} maxLength={OCCASION_LIMITS.venue} value={typed.venue} onChange={(event) => set({ venue: event.target.value })} />
        </Field>
        <Field label="名额" htmlFor={capacityId} hint="不限就留空；不能少于已经报上名的人数">
          <InputNumber id={capacityId} min={1} precision={0} value={typed.capacity} onChange={(capacity) => set({ capacity })} />
        </Field>
        <Field label="做什么" htmlFor={aboutId} required>
          <Input.TextArea
            id={aboutId}
            rows={4}
            maxLength={OCCASION_LIMITS.about}
            value={typed.about}
            onChange={(event) => set({ about: event.target.value })}
          />
        </Field>
      </div>
    </Confirm>
  );
}

interface MomentProps {
  label: string;
  day: string;
  time: string;
  isFixed?: boolean;
  onChange: (day: string, time: string) => void;
}

function Moment({ label, day, time, isFixed = false, onChange }: MomentProps) {
  const timeId = useId();
  return (
    <Field label={`${label}的时间`} htmlFor={timeId} hint="几点写成 09:30 这样">
      <div className={styles.row}>
        {isFixed ? <span>{day}</span> : <DayPicker label={`哪一天${label}`} value={day} onChange={(next) => next && onChange(next, time)} />}
        <Input id={timeId} disabled={isFixed} value={time} maxLength={5} onChange={(event) => onChange(day, event.target.value.replace('：', ':'))} />
      </div>
    </Field>
  );
}

interface Typed {
  title: string;
  day: string;
  from: string;
  lastDay: string;
  to: string;
  venue: string;
  capacity: number | null;
  about: string;
}

function typedOf({ title, startsAt, endsAt, venue, capacity, about }: Occasion): Typed {
  const [from, to] = [new Date(startsAt), new Date(endsAt)];
  return { title, day: dayInChina(from), from: clockText(startsAt), lastDay: dayInChina(to), to: clockText(endsAt), venue, capacity, about };
}

/** What the dialog does not ask for stays. */
function inputOf(occasion: Occasion, typed: Typed): OccasionInput {
  const { theme, kind, guidedBy, coHosts, isMajor, startsAt, signUpUntil } = occasion;
  const { title, venue, capacity, about } = typed;
  const untilItBegins = Date.parse(signUpUntil) === Date.parse(startsAt);
  const at = (day: string, time: string) => `${day}T${time}:00+08:00`;
  const times = { startsAt: at(typed.day, typed.from), endsAt: at(typed.lastDay, typed.to), signUpUntil: untilItBegins ? null : signUpUntil };
  return { title, venue, capacity, about, theme, kind, guidedBy, coHosts, isMajor, ...times };
}
