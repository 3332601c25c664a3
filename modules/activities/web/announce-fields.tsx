import { Checkbox } from 'antd';
import { FIELD_HINTS, type TypedOccasion } from '../contract/announce-form.ts';
import { ACTIVITY_KINDS, fitsTheme } from '../contract/kinds.ts';
import { ACTIVITY_THEMES, type ActivityTheme } from '../contract/themes.ts';
import styles from './activities.module.css';
import { AnnounceControl, type Filling } from './announce-control.tsx';

const THEMES = [{ value: '', label: '请选择' }, ...ACTIVITY_THEMES.map((value) => ({ value, label: value }))];

/** The fields of the leader's form, as the console shows them. */
export function AnnounceFields(filling: Filling) {
  const { typed, onChange } = filling;
  const kinds = [...new Set(ACTIVITY_KINDS.filter(({ theme }) => theme === typed.theme).map(({ kind }) => kind))];
  // a kind belongs below its theme
  const changeTheme = (more: TypedOccasion) => onChange({ ...more, ...(fitsTheme(typed.kind ?? '', (more.theme ?? '') as ActivityTheme) ? {} : { kind: '' }) });
  return (
    <>
      <AnnounceControl filling={filling} name="title" as="line" isWide />
      <AnnounceControl filling={filling} name="about" as="text" isWide />
      <AnnounceControl filling={filling} name="venue" as="line" isWide />
      <AnnounceControl filling={filling} name="day" as="day" />
      <AnnounceControl filling={filling} name="from" as="line" />
      <AnnounceControl filling={filling} name="to" as="line" />
      <AnnounceControl filling={filling} name="lastDay" as="day" />
      <AnnounceControl filling={filling} name="signUpDay" as="day" />
      <AnnounceControl filling={filling} name="capacity" as="line" />
      <AnnounceControl filling={{ ...filling, onChange: changeTheme }} name="theme" as="choice" options={THEMES} />
      <AnnounceControl
        filling={filling}
        name="kind"
        as="choice"
        options={[{ value: '', label: '不分类' }, ...kinds.map((value) => ({ value, label: value }))]}
      />
      <AnnounceControl filling={filling} name="guidedBy" as="line" />
      <AnnounceControl filling={filling} name="coHosts" as="text" isWide />
      <div className={styles.wide}>
        <Checkbox checked={typed.isMajor === 'yes'} onChange={({ target }) => onChange({ isMajor: target.checked ? 'yes' : '' })}>
          {FIELD_HINTS.isMajor}
        </Checkbox>
      </div>
    </>
  );
}
