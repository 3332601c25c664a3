import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { Day } from '#shared/day.ts';

interface DayPickerProps {
  id?: string;
  label?: string;
  value: Day | null;
  onChange: (day: Day | null) => void;
  /** the latest day that can be chosen */
  latest?: Day;
  allowClear?: boolean;
}

/** A calendar day, written 2023年6月3日; typing 2023-6-3 works too. */
export function DayPicker({ id, label, value, onChange, latest, allowClear = false }: DayPickerProps) {
  return (
    <DatePicker
      id={id}
      aria-label={label}
      placeholder={label ?? '选择日期'}
      format={['YYYY年M月D日', 'YYYY-MM-DD', 'YYYY-M-D', 'YYYY/M/D', 'YYYY.M.D', 'YYYYMMDD']}
      value={value ? dayjs(value) : null}
      allowClear={allowClear}
      maxDate={latest ? dayjs(latest) : undefined}
      style={{ width: 168 }}
      onChange={(moment) => onChange(moment ? moment.format('YYYY-MM-DD') : null)}
    />
  );
}
