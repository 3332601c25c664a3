import { Input, InputNumber } from 'antd';
import { Choice, withStored } from '#ui/inputs/choice.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { CHOICE_WORDS, type FormField, type FormValue } from '../form-fields.ts';

interface FieldInputProps {
  id: string;
  field: FormField;
  value: FormValue;
  onChange: (value: FormValue) => void;
}

const SEPARATORS = /[、；;，,\n]/;

/** The input that fits a field. */
export function FieldInput({ id, field, value, onChange }: FieldInputProps) {
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'choice':
      return <Choice id={id} value={text} options={withStored(choicesOf(field), text)} onChange={(choice) => onChange(choice || undefined)} />;
    case 'boolean':
      return <YesNo id={id} field={field} value={value} onChange={onChange} />;
    case 'day':
      return <DayPicker id={id} value={text || null} allowClear onChange={(day) => onChange(day ?? undefined)} />;
    case 'count':
    case 'money':
      return <NumberInput id={id} field={field} value={value} onChange={onChange} />;
    case 'words':
      return <WordsInput id={id} value={value} onChange={onChange} />;
    case 'long':
      return (
        <Input.TextArea
          id={id}
          value={text}
          maxLength={1000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      );
    default:
      return <Input id={id} value={text} maxLength={100} onChange={(event) => onChange(event.target.value || undefined)} />;
  }
}

type PartProps = FieldInputProps;

function choicesOf({ choices = [] }: FormField) {
  return [{ value: '', label: '请选择' }, ...choices.map((choice) => ({ value: choice, label: CHOICE_WORDS[choice] ?? choice }))];
}

function YesNo({ id, field: { yesNo = ['是', '否'] }, value, onChange }: PartProps) {
  const options = [
    { value: '', label: '请选择' },
    { value: 'yes', label: yesNo[0] },
    { value: 'no', label: yesNo[1] },
  ];
  const chosen = typeof value === 'boolean' ? (value ? 'yes' : 'no') : '';
  return <Choice id={id} value={chosen} options={options} onChange={(choice) => onChange(choice === '' ? undefined : choice === 'yes')} />;
}

/** Money is kept in fen and typed in yuan. */
function NumberInput({ id, field, value, onChange }: PartProps) {
  const isMoney = field.kind === 'money';
  const shown = typeof value === 'number' ? (isMoney ? value / 100 : value) : null;
  return (
    <InputNumber
      id={id}
      value={shown}
      min={0}
      precision={isMoney ? 2 : 0}
      style={{ width: '100%' }}
      onChange={(number) => onChange(number === null ? undefined : isMoney ? Math.round(number * 100) : number)}
    />
  );
}

/** Several words, kept as they are typed until they are complete. */
function WordsInput({ id, value, onChange }: Omit<PartProps, 'field'>) {
  const words = Array.isArray(value) ? (value as readonly string[]) : [];
  return (
    <Input
      id={id}
      defaultValue={words.join('、')}
      placeholder="几个用顿号分开"
      onChange={(event) => {
        const next = event.target.value
          .split(SEPARATORS)
          .map((word) => word.trim())
          .filter(Boolean);
        onChange(next.length > 0 ? next : undefined);
      }}
    />
  );
}
