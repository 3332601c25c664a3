import { Input } from 'antd';
import { useId } from 'react';
import { DATA_CLASS_NAMES, DATA_CLASSES, type DataClass } from '#shared/data-class.ts';
import { Checks } from '#ui/inputs/checks.tsx';
import type { Option } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { PERMISSION_NAMES, PERMISSIONS, type Permission } from '../contract/permissions.ts';

/** Part of a post's rights, and why it is lent. */
export interface Lent {
  verbs: Permission[];
  classes: DataClass[];
  reason: string;
}

export const NOTHING_LENT: Lent = { verbs: [], classes: ['general'], reason: '' };

export function isComplete({ verbs, classes, reason }: Lent): boolean {
  return verbs.length > 0 && classes.length > 0 && reason.trim().length >= 2;
}

/** Verbs by name, in the order of the catalogue. */
export function verbOptions(verbs: { has(verb: string): boolean }): Option[] {
  return PERMISSION_NAMES.filter((verb) => verbs.has(verb)).map((verb) => ({ value: verb, label: PERMISSIONS[verb] }));
}

const CLASSES = DATA_CLASSES.map((name) => ({ value: name, label: DATA_CLASS_NAMES[name] }));

interface LendFieldsProps {
  options: readonly Option[];
  lent: Lent;
  onChange: (lent: Lent) => void;
  /** what the classes are limited by, in words */
  classHint: string;
}

export function LendFields({ options, lent, onChange, classHint }: LendFieldsProps) {
  const id = useId();
  return (
    <>
      <Checks legend="权限" options={options} value={lent.verbs} onChange={(verbs) => onChange({ ...lent, verbs: verbs as Permission[] })} />
      <Checks
        legend="信息范围"
        hint={classHint}
        options={CLASSES}
        value={lent.classes}
        onChange={(classes) => onChange({ ...lent, classes: classes as DataClass[] })}
      />
      <Field label="理由" htmlFor={`${id}-reason`} hint="至少两个字，将写入记录并通知对方。" required>
        <Input.TextArea
          id={`${id}-reason`}
          value={lent.reason}
          rows={2}
          maxLength={200}
          onChange={(event) => onChange({ ...lent, reason: event.target.value })}
        />
      </Field>
    </>
  );
}
