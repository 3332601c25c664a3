import { useId } from 'react';
import type { Day } from '#shared/day.ts';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import styles from './accounts.module.css';

export interface LentDays {
  first: Day;
  /** the last day on which it holds */
  last: Day | null;
}

/** From which day to which, both included. */
export function LendDays({ days, onChange, hint }: { days: LentDays; onChange: (days: LentDays) => void; hint: string }) {
  const id = useId();
  return (
    <div className={styles.days}>
      <Field label="从哪天起" htmlFor={`${id}-first`}>
        <DayPicker id={`${id}-first`} value={days.first} onChange={(first) => first && onChange({ ...days, first })} />
      </Field>
      <Field label="到哪天止（含当天）" htmlFor={`${id}-last`} hint={hint} required>
        <DayPicker id={`${id}-last`} value={days.last} onChange={(last) => onChange({ ...days, last })} />
      </Field>
    </div>
  );
}
