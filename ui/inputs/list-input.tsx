import { Input } from 'antd';
import styles from './list-input.module.css';

interface ListInputProps {
  id: string;
  label: string;
  /** none: free words */
  choices: readonly string[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

const SEPARATORS = /[、；;，,\n]/;

/** A list of values: given choices to tick, or free words separated as in the workbook. */
export function ListInput({ id, label, choices, value: chosen, onChange }: ListInputProps) {
  if (choices.length === 0)
    return (
      <Input
        id={id}
        defaultValue={chosen.join('、')}
        placeholder="用顿号分开"
        onChange={(event) => {
          const words = event.target.value.split(SEPARATORS).map((word) => word.trim());
          onChange(words.filter(Boolean));
        }}
      />
    );
  return (
    <div id={id} className={styles.checks} role="group" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice}>
          <input
            type="checkbox"
            checked={chosen.includes(choice)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, choice] : chosen.filter((one) => one !== choice))}
          />{' '}
          {choice}
        </label>
      ))}
    </div>
  );
}
