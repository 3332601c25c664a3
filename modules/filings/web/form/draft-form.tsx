import { Input } from 'antd';
import { useId } from 'react';
import { Field } from '#ui/inputs/field.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import styles from '../filings.module.css';
import { type FormField, valueAt } from '../form-fields.ts';
import { FieldInput } from './field-input.tsx';
import type { Draft } from './use-draft.ts';

interface DraftFormProps {
  draft: Draft;
  fields: readonly FormField[];
  asksNumbers: boolean;
  hints: Readonly<Record<string, string>>;
}

/** The fields that the rules of the place ask for, section by section. */
export function DraftForm({ draft, fields, asksNumbers, hints }: DraftFormProps) {
  const sections = [...Map.groupBy(fields, ({ section }) => section)];
  const numbersAt = sections.find(([section]) => section === '负责人' || section === '变更内容')?.[0];
  return sections.map(([section, own]) => (
    <Panel key={section} title={section}>
      <div className={styles.form}>
        {own.map((field) => (
          <DraftField key={field.path} draft={draft} field={field} hint={hints[field.path] ?? field.hint} />
        ))}
        {asksNumbers && section === numbersAt && <LeaderNumbers draft={draft} />}
      </div>
    </Panel>
  ));
}

function DraftField({ draft, field, hint }: { draft: Draft; field: FormField; hint: string | undefined }) {
  const id = useId();
  return (
    <div className={field.kind === 'long' ? styles.wide : undefined}>
      <Field label={field.label} htmlFor={id} hint={hint}>
        <FieldInput id={id} field={field} value={valueAt(draft.form, field.path)} onChange={(value) => draft.set(field.path, value)} />
      </Field>
    </div>
  );
}

function LeaderNumbers({ draft }: { draft: Draft }) {
  const ids = { idNumber: useId(), phone: useId() };
  return (
    <>
      <Field label="负责人身份证号" htmlFor={ids.idNumber} hint="加密保存，显示时遮住中间几位">
        <Input
          id={ids.idNumber}
          value={draft.numbers.leaderIdNumber}
          maxLength={18}
          onChange={(event) => draft.setNumber('leaderIdNumber', event.target.value)}
        />
      </Field>
      <Field label="负责人手机号" htmlFor={ids.phone}>
        <Input
          id={ids.phone}
          value={draft.numbers.leaderPhone}
          maxLength={20}
          inputMode="tel"
          onChange={(event) => draft.setNumber('leaderPhone', event.target.value)}
        />
      </Field>
    </>
  );
}
