import { Input } from 'antd';
import { useId } from 'react';
import { Checks } from '#ui/inputs/checks.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { ARTICLE_LIMITS, type FieldValue } from '../../contract/article.ts';
import type { ArticleField } from '../../contract/kinds.ts';
import styles from '../publicity.module.css';

const FEN = 100;
const MOST_YUAN = 1e11;

interface KindFieldProps {
  field: ArticleField;
  value: FieldValue | undefined;
  /** `''` empties it */
  onChange: (value: FieldValue) => void;
}

/** One thing that the kind tells beside the text. */
export function KindField({ field, value, onChange }: KindFieldProps) {
  const id = useId();
  if (field.type === 'choices')
    return (
      <div className={styles.wide}>
        <Checks
          legend={`${field.label}${field.required ? '（必填）' : ''}`}
          options={(field.options ?? []).map((option) => ({ value: option, label: option }))}
          value={Array.isArray(value) ? value : []}
          onChange={onChange}
        />
      </div>
    );
  return (
    <div className={field.type === 'long' ? styles.wide : undefined}>
      <Field label={field.label} htmlFor={id} hint={field.hint} required={field.required === true}>
        <Control id={id} field={field} value={value} onChange={onChange} />
      </Field>
    </div>
  );
}

function Control({ id, field: { type, options = [] }, value, onChange }: KindFieldProps & { id: string }) {
  const text = typeof value === 'string' ? value : '';
  if (type === 'day') return <DayPicker id={id} value={text === '' ? null : text} allowClear onChange={(day) => onChange(day ?? '')} />;
  if (type === 'choice') {
    const choices = [{ value: '', label: '（不填）' }, ...options.map((option) => ({ value: option, label: option }))];
    return <Choice id={id} value={text} options={choices} onChange={onChange} />;
  }
  if (type === 'money') return <Yuan id={id} fen={typeof value === 'number' ? value : null} onChange={onChange} />;
  if (type === 'long')
    return <Input.TextArea id={id} rows={3} maxLength={ARTICLE_LIMITS.field} value={text} onChange={(event) => onChange(event.target.value)} />;
  return <Input id={id} maxLength={200} value={text} onChange={(event) => onChange(event.target.value)} />;
}

/** Typed in yuan, kept in fen. */
function Yuan({ id, fen, onChange }: { id: string; fen: number | null; onChange: (value: FieldValue) => void }) {
  return (
    <Input
      id={id}
      inputMode="decimal"
      defaultValue={fen === null ? '' : String(fen / FEN)}
      suffix="元"
      onChange={(event) => {
        const typed = event.target.value.trim();
        const yuan = Number(typed);
        if (typed === '') onChange('');
        else if (Number.isFinite(yuan) && yuan >= 0 && yuan <= MOST_YUAN) onChange(Math.round(yuan * FEN));
      }}
    />
  );
}
