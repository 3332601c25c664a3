import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import { Choice, withStored } from '#ui/inputs/choice.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { ListInput } from '#ui/inputs/list-input.tsx';
import { useViewer } from '#ui/viewer.ts';
import type { PartColumn, PartValue } from '../contract/parts.ts';

interface PartInputProps {
  id: string;
  column: PartColumn;
  value: PartValue;
  onChange: (value: PartValue) => void;
}

const LONG_TEXT = 120;
const VERY_LONG_TEXT = 2000;

/** The input that fits a column's type. */
export function PartInput(props: PartInputProps) {
  const { id, column, value, onChange } = props;
  const text = typeof value === 'string' ? value : '';
  if (column.type === 'choice') return <OneOf {...props} choices={column.choices} />;
  if (column.type === 'boolean') return <YesOrNo {...props} />;
  if (column.type === 'date') return <DayPicker id={id} value={text || null} allowClear={!column.required} onChange={onChange} />;
  if (column.type === 'list')
    return <ListInput id={id} label={column.heading} choices={column.choices} value={Array.isArray(value) ? value : []} onChange={onChange} />;
  if (column.type === 'division') return <Place {...props} />;
  if (column.type === 'integer' || column.type === 'decimal')
    return (
      <InputNumber
        id={id}
        value={typeof value === 'number' ? value : null}
        min={0}
        precision={column.type === 'integer' ? 0 : 2}
        onChange={(number) => onChange(number)}
        style={{ width: '100%' }}
      />
    );
  if ((column.maxLength ?? 0) > LONG_TEXT) {
    const size = { minRows: (column.maxLength ?? 0) > VERY_LONG_TEXT ? 8 : 2, maxRows: 18 };
    return <Input.TextArea id={id} value={text} autoSize={size} maxLength={column.maxLength ?? undefined} onChange={(event) => onChange(event.target.value)} />;
  }
  return <Input id={id} value={text} autoComplete="off" maxLength={column.maxLength ?? undefined} onChange={(event) => onChange(event.target.value)} />;
}

function OneOf({ id, column, value, choices, onChange }: PartInputProps & { choices: readonly string[] }) {
  const options = [{ value: '', label: column.required ? '请选择' : '不填' }, ...choices.map((choice) => ({ value: choice, label: choice }))];
  const text = typeof value === 'string' ? value : '';
  return <Choice id={id} value={text} options={withStored(options, text)} onChange={(choice) => onChange(choice === '' ? null : choice)} />;
}

const YES_NO = ['', '是', '否'].map((value) => ({ value, label: value || '不填' }));

function YesOrNo({ id, value, onChange }: PartInputProps) {
  const text = typeof value === 'boolean' ? (value ? '是' : '否') : '';
  return <Choice id={id} value={text} options={YES_NO} onChange={(choice) => onChange(choice === '' ? null : choice === '是')} />;
}

function Place({ id, column, value, onChange }: PartInputProps) {
  const viewer = useViewer();
  const [name, setName] = useState<string | undefined>();
  if (viewer.division === null) return null;
  const code = typeof value === 'string' ? value : null;
  return (
    <DivisionPicker
      id={id}
      label={column.heading.replace(/代码$/, '')}
      value={code === null ? null : { code, name: name ?? code }}
      within={{ code: viewer.division, name: viewer.divisionName }}
      levels={['community', 'township']}
      onChange={(choice) => {
        setName(choice.name);
        onChange(choice.code);
      }}
    />
  );
}
