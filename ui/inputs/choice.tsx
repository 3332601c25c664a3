import { useId } from 'react';
import styles from './choice.module.css';

export interface Option {
  value: string;
  label: string;
}

interface ChoiceProps {
  id?: string;
  /** said to screen readers where no label stands beside it */
  label?: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
}

/** A stored answer that the rules or the sheet no longer offer: it is shown as such and may stay; a browser's menu would show the first one. */
export function withStored(options: readonly Option[], stored: string): readonly Option[] {
  if (stored === '' || options.some(({ value }) => value === stored)) return options;
  return [...options, { value: stored, label: `${stored}（原来选的，现在没有这一项）` }];
}

/** One of a list, by the browser's own menu: light, and right on every phone and keyboard. */
export function Choice({ id, label, value, options, onChange }: ChoiceProps) {
  return (
    <select id={id} className={styles.choice} aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** One of two or three, all in sight. */
export function Segments({ label, value, options, onChange }: ChoiceProps & { label: string }) {
  const name = useId();
  return (
    <div className={styles.segments} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </div>
  );
}
