import { Button } from 'antd';
import type { Option } from './choice.tsx';
import styles from './checks.module.css';

interface ChecksProps {
  legend: string;
  hint?: string;
  options: readonly Option[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Several of a list, all in sight; a long list can be ticked at once. */
export function Checks({ legend, hint, options, value, onChange }: ChecksProps) {
  const isFull = value.length === options.length;
  const toggle = (one: string) => onChange(value.includes(one) ? value.filter((other) => other !== one) : [...value, one]);
  return (
    <fieldset className={styles.checks}>
      <legend>{legend}</legend>
      {hint && <p>{hint}</p>}
      {options.length > 4 && (
        <Button size="small" onClick={() => onChange(isFull ? [] : options.map((option) => option.value))}>
          {isFull ? '全不选' : '全选'}
        </Button>
      )}
      <div>
        {options.map((option) => (
          <label key={option.value}>
            <input type="checkbox" checked={value.includes(option.value)} onChange={() => toggle(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
