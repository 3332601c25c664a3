import { Input } from 'antd';
import { useEffect, useRef } from 'react';

const PAUSE = 350;

/** A search field that asks when the typing pauses, or at once on Enter. */
export function SearchBox({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  function ask(text: string, wait: number): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(text.trim()), wait);
  }
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={label}
      defaultValue={value}
      allowClear
      onChange={(event) => ask(event.target.value, PAUSE)}
      onPressEnter={(event) => ask(event.currentTarget.value, 0)}
      style={{ width: 240 }}
    />
  );
}
