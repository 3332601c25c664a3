import { Input } from 'antd';
import { useId } from 'react';
import { Checks } from '#ui/inputs/checks.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useViewer } from '#ui/viewer.ts';
import type { VolunteerInput } from '../contract/volunteer.ts';
import { AVAILABILITIES, FOREIGN_KINDS, ID_KINDS, type IdKind, SERVICE_KINDS, SEXES } from '../contract/words.ts';
import styles from './volunteers.module.css';

export const BLANK: VolunteerInput = {
  name: '',
  sex: '女',
  bornOn: '',
  idKind: 'residentId',
  idNumber: '',
  nationality: null,
  phone: null,
  serviceKinds: [],
  skills: [],
  languages: [],
  availability: [],
  insuredUntil: null,
  guardianName: null,
  guardianPhone: null,
  guardianAgreedOn: null,
};

interface FieldsProps {
  value: VolunteerInput;
  onChange: (value: VolunteerInput) => void;
  /** what is wrong, by field */
  problems: ReadonlyMap<string, string>;
}

const asOptions = (words: readonly string[]) => words.map((value) => ({ value, label: value }));
const listOf = (text: string) => text.split(/[、，,;；\s]+/).filter((word) => word !== '');

/** Everything that is known of a volunteer. A masked number that is left alone stays as it is stored. */
export function VolunteerFields({ value, onChange, problems }: FieldsProps) {
  const id = useId();
  const { today } = useViewer();
  const set = (more: Partial<VolunteerInput>) => onChange({ ...value, ...more });
  const line = (name: LineName, label: string, most: number) => (
    <LineField id={`${id}-${name}`} name={name} label={label} most={most} value={value} set={set} problems={problems} />
  );
  const words = (name: 'skills' | 'languages', label: string) => (
    <Field label={label} htmlFor={`${id}-${name}`} hint="用顿号分开">
      <Input id={`${id}-${name}`} maxLength={200} defaultValue={value[name].join('、')} onChange={({ target }) => set({ [name]: listOf(target.value) })} />
    </Field>
  );
  return (
    <div className={styles.form}>
      {line('name', '姓名', 50)}
      <Field label="性别" htmlFor={`${id}-sex`} problem={problems.get('sex')}>
        <Choice id={`${id}-sex`} options={asOptions(SEXES)} value={value.sex} onChange={(sex) => set({ sex: sex === '男' ? '男' : '女' })} />
      </Field>
      <Field label="出生日期" htmlFor={`${id}-born`} problem={problems.get('bornOn')} required>
        <DayPicker id={`${id}-born`} value={value.bornOn || null} latest={today} onChange={(day) => set({ bornOn: day ?? '' })} />
      </Field>
      <Field label="证件" htmlFor={`${id}-kind`}>
        <Choice
          id={`${id}-kind`}
          options={Object.entries(ID_KINDS).map(([kind, label]) => ({ value: kind, label }))}
          value={value.idKind}
          onChange={(kind) => set({ idKind: kind as IdKind, nationality: null })}
        />
      </Field>
      {line('idNumber', '证件号码', 40)}
      {FOREIGN_KINDS.includes(value.idKind) && line('nationality', '国籍', 30)}
      {line('phone', '手机号', 20)}
      <Field label="保险到哪天" htmlFor={`${id}-insured`} hint="没有保险的不填">
        <DayPicker id={`${id}-insured`} value={value.insuredUntil} allowClear onChange={(insuredUntil) => set({ insuredUntil })} />
      </Field>
      {words('skills', '特长')}
      {words('languages', '语言')}
      <Wishes value={value} set={set} />
      {line('guardianName', '监护人姓名（未满 18 周岁填）', 50)}
      {line('guardianPhone', '监护人手机号', 20)}
      <Field label="监护人哪天同意的" htmlFor={`${id}-agreed`} problem={problems.get('guardianAgreedOn')}>
        <DayPicker id={`${id}-agreed`} value={value.guardianAgreedOn} latest={today} allowClear onChange={(guardianAgreedOn) => set({ guardianAgreedOn })} />
      </Field>
    </div>
  );
}

type LineName = 'name' | 'idNumber' | 'nationality' | 'phone' | 'guardianName' | 'guardianPhone';
const NEVER_ABSENT: readonly LineName[] = ['name', 'idNumber'];

interface PartProps {
  value: VolunteerInput;
  set: (more: Partial<VolunteerInput>) => void;
}

interface LineFieldProps extends PartProps {
  id: string;
  name: LineName;
  label: string;
  most: number;
  problems: FieldsProps['problems'];
}

/** One line of text; a blank one that may be absent is absent. */
function LineField({ id, name, label, most, value, set, problems }: LineFieldProps) {
  const read = (text: string) => (text === '' && !NEVER_ABSENT.includes(name) ? null : text);
  return (
    <Field label={label} htmlFor={id} problem={problems.get(name)} required={NEVER_ABSENT.includes(name)}>
      <Input id={id} maxLength={most} value={value[name] ?? ''} onChange={({ target }) => set({ [name]: read(target.value) })} />
    </Field>
  );
}

function Wishes({ value, set }: PartProps) {
  return (
    <div className={styles.wide}>
      <Checks
        legend="想做什么"
        options={asOptions(SERVICE_KINDS)}
        value={value.serviceKinds}
        onChange={(kinds) => set({ serviceKinds: SERVICE_KINDS.filter((kind) => kinds.includes(kind)) })}
      />
      <Checks
        legend="什么时候有空"
        options={asOptions(AVAILABILITIES)}
        value={value.availability}
        onChange={(times) => set({ availability: AVAILABILITIES.filter((time) => times.includes(time)) })}
      />
    </div>
  );
}
