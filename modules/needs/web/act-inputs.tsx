import { Input, InputNumber } from 'antd';
import { useId } from 'react';
import { Choice, Segments } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useViewer } from '#ui/viewer.ts';
import { type Need, NEED_LIMITS } from '../contract/need.ts';
import { CATEGORIES, TARGET_GROUPS, type TargetGroup, URGENCIES } from '../contract/vocabulary.ts';
import { GROUNDS, MOST_EXTENSION } from '../contract/workflow.ts';
import type { ActField } from './act-fields.ts';
import { Captioned } from './captioned.tsx';
import { Destination } from './destination.tsx';
import styles from './need.module.css';
import { ServiceInputs } from './service-inputs.tsx';
import type { TypedAct } from './use-act.ts';

interface ActInputsProps {
  need: Need;
  /** what the text is called */
  label: string;
  fields: readonly ActField[];
  input: TypedAct;
  onChange: (input: TypedAct) => void;
}

export const optionsOf = (vocabulary: Readonly<Record<string, string>>) => Object.entries(vocabulary).map(([value, label]) => ({ value, label }));

/** What the act asks for, in its order. */
export function ActInputs({ need, label, fields, input, onChange }: ActInputsProps) {
  const set = (patch: TypedAct) => onChange({ ...input, ...patch });
  return (
    <>
      {fields.includes('sorting') && <Sorting need={need} input={input} set={set} />}
      {fields.includes('division') && <Destination need={need} value={input.division ?? ''} onChange={(division) => set({ division })} />}
      {fields.includes('days') && <Days input={input} set={set} />}
      {fields.includes('ground') && <Ground input={input} set={set} />}
      {fields.includes('service') && <ServiceInputs group={need.targetGroup} onChange={(service) => set({ service })} />}
      {fields.includes('visit') && <Visit input={input} set={set} />}
      {(fields.includes('reason') || (fields.includes('visit') && input.isSolved === false)) && <Reason label={label} input={input} set={set} />}
    </>
  );
}

interface PartProps {
  input: TypedAct;
  set: (patch: TypedAct) => void;
}

function Sorting({ need, input, set }: PartProps & { need: Need }) {
  const id = useId();
  return (
    <>
      <Field label="需要什么（居民和组织会看到，请不要写姓名、门牌、电话）" htmlFor={`${id}-title`}>
        <Input id={`${id}-title`} maxLength={NEED_LIMITS.title} value={input.title ?? need.title} onChange={(event) => set({ title: event.target.value })} />
      </Field>
      <Field label="类别" htmlFor={`${id}-category`}>
        <Choice
          id={`${id}-category`}
          value={input.category ?? need.category}
          options={optionsOf(CATEGORIES)}
          onChange={(value) => set({ category: value as Need['category'] })}
        />
      </Field>
      <Field label="涉及人群" htmlFor={`${id}-group`} hint="严重精神障碍、社区矫正、戒毒康复等人群的需求自动保密。">
        <Choice
          id={`${id}-group`}
          value={input.targetGroup ?? need.targetGroup}
          options={optionsOf(TARGET_GROUPS)}
          onChange={(value) => set({ targetGroup: value as TargetGroup })}
        />
      </Field>
      <Captioned text="缓急">
        <Segments
          label="缓急"
          options={optionsOf(URGENCIES)}
          value={input.urgency ?? need.urgency}
          onChange={(value) => set({ urgency: value as Need['urgency'] })}
        />
      </Captioned>
      <label className={styles.tick}>
        <input type="checkbox" checked={input.isSecret ?? need.isSecret} onChange={(event) => set({ isSecret: event.target.checked })} />
        保密：只有本单位能看到，不交给组织
      </label>
    </>
  );
}

function Days({ input, set }: PartProps) {
  const id = useId();
  return (
    <Field label={`延期几个工作日（最多 ${MOST_EXTENSION} 个，只能延一次）`} htmlFor={id}>
      <InputNumber id={id} min={1} max={MOST_EXTENSION} precision={0} value={input.days ?? null} onChange={(days) => set({ days: days ?? undefined })} />
    </Field>
  );
}

function Ground({ input, set }: PartProps) {
  const id = useId();
  return (
    <Field label="关闭的原因" htmlFor={id}>
      <Choice
        id={id}
        value={input.ground ?? ''}
        options={[{ value: '', label: '请选择' }, ...optionsOf(GROUNDS)]}
        onChange={(value) => set({ ground: (value || undefined) as TypedAct['ground'] })}
      />
    </Field>
  );
}

const SOLVED = [
  { value: 'yes', label: '解决了' },
  { value: 'no', label: '没有解决' },
];
const STARS = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: `${value} 分` }));

function Visit({ input, set }: PartProps) {
  const id = useId();
  return (
    <>
      <Captioned text="居民认为">
        <Segments
          label="居民认为"
          options={SOLVED}
          value={input.isSolved === undefined ? '' : input.isSolved ? 'yes' : 'no'}
          onChange={(value) => set({ isSolved: value === 'yes' })}
        />
      </Captioned>
      {input.isSolved === true && (
        <>
          <Captioned text="满意程度">
            <Segments label="满意程度" options={STARS} value={String(input.stars ?? '')} onChange={(value) => set({ stars: Number(value) })} />
          </Captioned>
          <Field label="居民怎么说（可以不填）" htmlFor={id}>
            <Input.TextArea
              id={id}
              rows={2}
              maxLength={NEED_LIMITS.comment}
              value={input.comment ?? ''}
              onChange={(event) => set({ comment: event.target.value })}
            />
          </Field>
        </>
      )}
    </>
  );
}

function Reason({ label, input, set }: PartProps & { label: string }) {
  const { divisionName } = useViewer();
  const id = useId();
  return (
    <Field label={label} htmlFor={id} hint={`由${divisionName}记入经过，请不要写个人信息。`}>
      <Input.TextArea id={id} rows={3} maxLength={NEED_LIMITS.reason} value={input.reason ?? ''} onChange={(event) => set({ reason: event.target.value })} />
    </Field>
  );
}
