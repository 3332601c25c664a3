import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { isDay } from '#shared/day.ts';
import { Choice, type Option } from '#ui/inputs/choice.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { FIELD_HINTS, FIELD_LABELS, type FieldName, MOST_TYPED, OPTIONAL_FIELDS, type TypedOccasion, type Wrong } from '../contract/announce-form.ts';
import styles from './activities.module.css';

export interface Filling {
  typed: TypedOccasion;
  wrong: Wrong;
  onChange: (more: TypedOccasion) => void;
}

interface AnnounceControlProps {
  filling: Filling;
  name: FieldName;
  as: 'line' | 'text' | 'day' | 'choice';
  options?: readonly Option[];
  isWide?: boolean;
}

const ROWS = 3;
const MOST_LINE = 200;

/** One field of the form that announces an activity, with its label, hint and problem. */
export function AnnounceControl({ filling: { typed, wrong, onChange }, name, as, options = [], isWide = false }: AnnounceControlProps) {
  const id = useId();
  const value = typed[name] ?? '';
  const set = (next: string) => onChange({ [name]: next });
  const common = { id, value, maxLength: MOST_TYPED[name] ?? MOST_LINE };
  const controls: Record<AnnounceControlProps['as'], () => ReactNode> = {
    line: () => <Input {...common} onChange={({ target }) => set(target.value)} />,
    text: () => <Input.TextArea {...common} rows={ROWS} onChange={({ target }) => set(target.value)} />,
    day: () => <DayPicker id={id} allowClear={OPTIONAL_FIELDS.includes(name)} value={isDay(value) ? value : null} onChange={(next) => set(next ?? '')} />,
    choice: () => <Choice id={id} value={value} options={options} onChange={set} />,
  };
  const isRequired = !OPTIONAL_FIELDS.includes(name) && name !== 'kind';
  return (
    <div className={isWide ? styles.wide : undefined}>
      <Field label={FIELD_LABELS[name]} htmlFor={id} hint={FIELD_HINTS[name]} problem={wrong.get(name)} required={isRequired}>
        {controls[as]()}
      </Field>
    </div>
  );
}
