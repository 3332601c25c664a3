import { clauseText } from '#modules/organizations/contract/clause-text.ts';
import { Button, Input, InputNumber } from 'antd';
import { useId } from 'react';
import { Choice } from '#ui/inputs/choice.tsx';
import { ListInput } from '#ui/inputs/list-input.tsx';
import type { RuleSetFile, Setting } from '../../contract/rule-set-file.ts';
import { SETTINGS, type SettingId, wordsOf } from '../../contract/workflow.ts';
import type { PresentedSetting } from './presented.ts';
import styles from './rules.module.css';
import { choiceText, SETTING_CHOICES } from './setting-choices.ts';
import { BASIS_WORDS, settingText } from './setting-text.ts';

interface SettingEditorProps {
  content: RuleSetFile;
  /** what would hold without this set; null where there is none above */
  above: readonly PresentedSetting[] | null;
  onChange: (content: RuleSetFile) => void;
}

/** Each number: inherited, or one's own with its basis and clause. */
export function SettingEditor({ content, above, onChange }: SettingEditorProps) {
  const set = (id: SettingId, setting: Setting | undefined) => {
    const { [id]: _old, ...others } = content.settings;
    onChange({ ...content, settings: setting === undefined ? others : { ...others, [id]: setting } });
  };
  return (
    <ul className={styles.settings}>
      {wordsOf(SETTINGS).map((id) => (
        <SettingRow
          key={id}
          id={id}
          own={content.settings[id]}
          isTop={above === null}
          known={above?.find(({ setting }) => setting === id)}
          onChange={(setting) => set(id, setting)}
        />
      ))}
    </ul>
  );
}

interface SettingRowProps {
  id: SettingId;
  own: Setting | undefined;
  /** nothing is inherited */
  isTop: boolean;
  known: PresentedSetting | undefined;
  onChange: (setting: Setting | undefined) => void;
}

function SettingRow({ id, own, isTop, known, onChange }: SettingRowProps) {
  const label = SETTINGS[id];
  if (!own)
    return (
      <li className={styles.setting}>
        <span>{label}</span>
        <span>{known ? settingText(id, known.value) : '没有规定'}</span>
        <small>{isTop ? '' : '按上级规定'}</small>
        <Button size="small" onClick={() => onChange({ value: known?.value ?? null, basis: 'setting', clause: 'GK' })}>
          {isTop ? '规定' : '本级另行规定'}
        </Button>
      </li>
    );
  const bases = Object.entries(BASIS_WORDS).map(([value, text]) => ({ value, label: text }));
  return (
    <li className={styles.setting}>
      <span>
        {label}
        <small>
          {own.note && `${own.note}；`}出处：{clauseText(own.clause)}
        </small>
      </span>
      <ValueInput id={id} label={label} value={own.value} onChange={(value) => onChange({ ...own, value })} />
      <span className={styles.term}>
        <Choice label={`${label}的性质`} value={own.basis} options={bases} onChange={(basis) => onChange({ ...own, basis: basis as Setting['basis'] })} />
        <Input aria-label={`${label}的出处`} value={own.clause} maxLength={300} onChange={(event) => onChange({ ...own, clause: event.target.value })} />
      </span>
      <Button size="small" onClick={() => onChange(undefined)}>
        {isTop ? '不作规定' : '改回上级规定'}
      </Button>
    </li>
  );
}

const YES_NO = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
];
const UNITS = [
  { value: 'workingDays', label: '个工作日' },
  { value: 'days', label: '日' },
];

interface ValueInputProps {
  id: SettingId;
  label: string;
  value: Setting['value'];
  onChange: (value: Setting['value']) => void;
}

/** The input that fits what the value is now; an emptied number judges nothing. */
function ValueInput({ id, label, value, onChange }: ValueInputProps) {
  const field = useId();
  const choices = SETTING_CHOICES[id];
  if (typeof value === 'boolean') return <Choice label={label} value={value ? 'yes' : 'no'} options={YES_NO} onChange={(next) => onChange(next === 'yes')} />;
  if (typeof value === 'number' || value === null)
    return <InputNumber aria-label={label} value={value} min={0} precision={0} onChange={onChange} placeholder="没有规定" />;
  if (typeof value === 'string' && choices) return <Choice label={label} value={value} options={choices} onChange={onChange} />;
  if (typeof value === 'string')
    return (
      <span>
        <Input aria-label={label} value={value} maxLength={100} onChange={(event) => onChange(event.target.value)} />
        {id.endsWith('NumberFormat') && <small>{'{authority} 是机关代字，{year} 是年份，{number} 是序号'}</small>}
      </span>
    );
  if (Array.isArray(value))
    return (
      <ListInput
        id={field}
        label={label}
        choices={choices?.map((choice) => choice.label) ?? []}
        value={value.map((one) => choiceText(id, one))}
        onChange={(words) => onChange(words.map((word) => choices?.find((choice) => choice.label === word)?.value ?? word))}
      />
    );
  return (
    <span className={styles.term}>
      <InputNumber aria-label={label} value={value.count} min={0} max={400} precision={0} onChange={(count) => onChange({ ...value, count: count ?? 0 })} />
      <Choice label={`${label}的单位`} value={value.unit} options={UNITS} onChange={(unit) => onChange({ ...value, unit: unit as 'days' | 'workingDays' })} />
    </span>
  );
}
