import { Input, InputNumber } from 'antd';
import { ListInput } from '#ui/inputs/list-input.tsx';
import { Choice, withStored } from '#ui/inputs/choice.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import type { RegisterColumn } from '../contract/record.ts';
import { DivisionInput, DivisionListInput } from './division-inputs.tsx';
import type { FormValue } from './form-values.ts';

export interface ColumnInputProps {
  id: string;
  column: RegisterColumn;
  value: FormValue;
  divisionNames: Readonly<Record<string, string>>;
  onChange: (value: FormValue) => void;
}

const LONG_TEXT = 120;

/** The input that fits a column's type. */
export function ColumnInput(props: ColumnInputProps) {
  const { id, column, value, onChange } = props;
  const text = typeof value === 'string' ? value : '';
  if (column.type === 'choice') return <ChoiceInput {...props} choices={column.choices} />;
  if (column.type === 'boolean') return <BooleanInput {...props} />;
  if (column.type === 'date') return <DayPicker id={id} value={text || null} allowClear={!column.required} onChange={onChange} />;
  if (['integer', 'decimal', 'year'].includes(column.type)) return <NumberInput {...props} />;
  if (column.type === 'division') return <DivisionInput {...props} />;
  if (column.type === 'divisionList') return <DivisionListInput {...props} />;
  if (column.type === 'list')
    return <ListInput id={id} label={column.heading} choices={column.choices} value={Array.isArray(value) ? value : []} onChange={onChange} />;
  if ((column.maxLength ?? 0) > LONG_TEXT)
    return <Input.TextArea id={id} value={text} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => onChange(event.target.value)} />;
  return <Input id={id} value={text} maxLength={column.maxLength ?? undefined} onChange={(event) => onChange(event.target.value)} />;
}

function ChoiceInput({ id, column, value, onChange, choices }: ColumnInputProps & { choices: readonly string[] }) {
  const none = { value: '', label: column.required ? '请选择' : '不填' };
  const options = [none, ...choices.map((choice) => ({ value: choice, label: choice }))];
  const text = typeof value === 'string' ? value : '';
  return <Choice id={id} value={text} options={withStored(options, text)} onChange={(choice) => onChange(choice === '' ? null : choice)} />;
}

const YES_NO = [
  { value: '', label: '不填' },
  { value: '是', label: '是' },
  { value: '否', label: '否' },
];

function BooleanInput({ id, value, onChange }: ColumnInputProps) {
  const text = typeof value === 'boolean' ? (value ? '是' : '否') : '';
  return <Choice id={id} value={text} options={YES_NO} onChange={(choice) => onChange(choice === '' ? null : choice === '是')} />;
}

function NumberInput({ id, column, value, onChange }: ColumnInputProps) {
  return (
    <InputNumber
      id={id}
      value={typeof value === 'number' ? value : null}
      min={column.min ?? undefined}
      max={column.max ?? undefined}
      precision={column.type === 'decimal' ? 2 : 0}
      onChange={(number) => onChange(number)}
      style={{ width: '100%' }}
    />
  );
}
