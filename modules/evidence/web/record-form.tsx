import { Button } from 'antd';
import { useId, useState } from 'react';
import { Problem } from '#ui/api/problem.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import type { Register, RegisterColumn } from '../contract/record.ts';
import { ColumnInput } from './column-input.tsx';
import styles from './evidence.module.css';
import { changedValues, type FormValues } from './form-values.ts';
import { headingText } from './value-text.ts';
import type { Save } from './use-save-record.ts';

interface RecordFormProps {
  register: Register;
  values: FormValues;
  divisionNames: Readonly<Record<string, string>>;
  saveText: string;
  save: Save;
  onCancel: () => void;
}

/** The form of a register, drawn from its columns. A refusal keeps everything typed and stands at the fields it concerns. */
export function RecordForm({ register, values, divisionNames, saveText, save, onCancel }: RecordFormProps) {
  const [edited, setEdited] = useState<FormValues>(values);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  // not a form's submit: Enter in a field of a long form settles the field, only the button saves
  async function submit(): Promise<void> {
    setBusy(true);
    setError(undefined);
    await save(changedValues(values, edited)).catch(setError);
    setBusy(false);
  }
  const columns = register.columns.filter(({ type }) => type !== 'recordCode');
  return (
    <div className={styles.form}>
      {error !== undefined && (
        <div className={styles.wide}>
          <ProblemNotice error={error} />
        </div>
      )}
      {columns.map((column) => (
        <FormField
          key={column.field}
          column={column}
          edited={edited}
          onChange={setEdited}
          divisionNames={divisionNames}
          problem={problemAt(error, column.field)}
        />
      ))}
      <div className={`${styles.wide} ${styles.filters}`}>
        <Button type="primary" loading={busy} onClick={() => void submit()}>
          {saveText}
        </Button>
        <Button onClick={onCancel}>取消</Button>
      </div>
    </div>
  );
}

function problemAt(error: unknown, field: string): string | undefined {
  return error instanceof Problem ? error.fields.find(({ path }) => path === field || path === `values.${field}`)?.message : undefined;
}

interface FormFieldProps {
  column: RegisterColumn;
  edited: FormValues;
  onChange: (values: FormValues) => void;
  divisionNames: Readonly<Record<string, string>>;
  problem: string | undefined;
}

function FormField({ column, edited, onChange, divisionNames, problem }: FormFieldProps) {
  const id = useId();
  return (
    <Field label={headingText(column)} htmlFor={id} hint={column.hint} required={column.required} problem={problem}>
      <ColumnInput
        id={id}
        column={column}
        value={edited[column.field] ?? null}
        divisionNames={divisionNames}
        onChange={(value) => onChange({ ...edited, [column.field]: value })}
      />
    </Field>
  );
}
