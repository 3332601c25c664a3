import { useState } from 'react';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { useViewer } from '#ui/viewer.ts';
import type { ColumnInputProps } from './column-input.tsx';
import styles from './evidence.module.css';

/** One division of the levels that the column accepts. */
export function DivisionInput({ id, column, value, divisionNames, onChange }: ColumnInputProps) {
  const viewer = useViewer();
  const [names, setNames] = useState(divisionNames);
  const code = typeof value === 'string' ? value : null;
  if (viewer.division === null) return null;
  return (
    <DivisionPicker
      id={id}
      label={column.heading}
      value={code === null ? null : { code, name: names[code] ?? code }}
      within={{ code: viewer.division, name: viewer.divisionName }}
      levels={column.levels.length > 0 ? column.levels : undefined}
      onChange={(choice) => {
        setNames({ ...names, [choice.code]: choice.name });
        onChange(choice.code);
      }}
    />
  );
}

/** Several divisions, each removed by a click. */
export function DivisionListInput({ id, column, value, divisionNames, onChange }: ColumnInputProps) {
  const viewer = useViewer();
  const [names, setNames] = useState(divisionNames);
  const codes = Array.isArray(value) ? value : [];
  if (viewer.division === null) return null;
  return (
    <div className={styles.picked}>
      {codes.map((code) => (
        <button
          key={code}
          type="button"
          className={styles.chip}
          aria-label={`去掉${names[code] ?? code}`}
          onClick={() => onChange(codes.filter((one) => one !== code))}
        >
          {names[code] ?? code} ✕
        </button>
      ))}
      <DivisionPicker
        id={id}
        label={column.heading}
        value={null}
        placeholder="加一个"
        within={{ code: viewer.division, name: viewer.divisionName }}
        levels={column.levels.length > 0 ? column.levels : undefined}
        onChange={(choice) => {
          setNames({ ...names, [choice.code]: choice.name });
          onChange([...new Set([...codes, choice.code])]);
        }}
      />
    </div>
  );
}
