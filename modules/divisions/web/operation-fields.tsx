import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { Choice } from '#ui/inputs/choice.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useViewer } from '#ui/viewer.ts';
import type { DivisionDetail } from '../contract/division.ts';
import type { OperationKind } from '../contract/operations.ts';
import styles from './divisions.module.css';
import type { OperationDraft } from './operation-draft.ts';
import { SplitFields } from './split-fields.tsx';

export interface OperationFieldsProps {
  kind: OperationKind;
  division: DivisionDetail;
  draft: OperationDraft;
  onChange: (draft: OperationDraft) => void;
  assigned: Record<string, number>;
  onAssign: (assigned: Record<string, number>) => void;
}

const EXPLANATIONS: Record<OperationKind, string> = {
  rename: '代码不变，旧名称留在沿革里，按旧名称仍能找到。',
  move: '划到另一个上级之下。记录随之归到新的上级。',
  merge: '并入另一个区划，或与新设的区划合并；记录由承接的区划接收。',
  split: '分成几个部分。写明每个下级去哪一部分，没有写明的留在原处。',
  create: '在它之下新设一个区划。',
  close: '撤销后不再计入。名下还有下级或登记数据时不能直接撤销。',
  reclassify: '修改社区类型，或是否计入统计。',
};

const COMMITTEES = [
  { value: '', label: '不修改' },
  { value: '居', label: '居委会（城市社区）' },
  { value: '村', label: '村委会（农村社区）' },
  { value: '类居', label: '类似居委会' },
  { value: '类村', label: '类似村委会' },
];

/** The questions of one kind of operation. */
export function OperationFields(props: OperationFieldsProps) {
  const { kind, draft, onChange } = props;
  const id = useId();
  const { today } = useViewer();
  const change = (patch: Partial<OperationDraft>) => onChange({ ...draft, ...patch });
  return (
    <div className={styles.form}>
      <p>{EXPLANATIONS[kind]}</p>
      <KindFields {...props} change={change} />
      <Field label="生效日期" htmlFor={`${id}-day`} required>
        <DayPicker id={`${id}-day`} value={draft.onDay} latest={today} onChange={(day) => change({ onDay: day ?? today })} />
      </Field>
      <Field label="依据" htmlFor={`${id}-reason`} hint="如批复文号，至少两个字" required>
        <Input id={`${id}-reason`} value={draft.reason} maxLength={500} onChange={(event) => change({ reason: event.target.value })} />
      </Field>
    </div>
  );
}

type KindProps = OperationFieldsProps & { change: (patch: Partial<OperationDraft>) => void };

function KindFields(props: KindProps): ReactNode {
  const { kind } = props;
  if (kind === 'rename') return <NameField {...props} label="新名称" />;
  if (kind === 'move') return <OtherField {...props} label="划到哪个上级之下" />;
  if (kind === 'merge')
    return (
      <>
        <OtherField {...props} label="并入已有的区划" />
        {!props.draft.other && <NameField {...props} label="或合并成新的区划，名称" />}
      </>
    );
  if (kind === 'split') return <SplitFields {...props} />;
  if (kind === 'create')
    return (
      <>
        <NameField {...props} label="新区划的名称" />
        <KindChoice {...props} />
      </>
    );
  if (kind === 'reclassify') return <KindChoice {...props} />;
  return null;
}

function NameField({ draft, change, label }: KindProps & { label: string }) {
  const id = useId();
  return (
    <>
      <Field label={label} htmlFor={`${id}-name`}>
        <Input id={`${id}-name`} value={draft.name} maxLength={60} onChange={(event) => change({ name: event.target.value })} />
      </Field>
    </>
  );
}

function OtherField({ draft, change, label }: KindProps & { label: string }) {
  const id = useId();
  const viewer = useViewer();
  if (viewer.division === null) return null;
  return (
    <Field label={label} htmlFor={id}>
      <DivisionPicker
        id={id}
        label={label}
        value={draft.other}
        within={{ code: viewer.division, name: viewer.divisionName }}
        onChange={({ code, name }) => change({ other: { code, name } })}
      />
    </Field>
  );
}

function KindChoice({ draft, change }: KindProps) {
  const id = useId();
  return (
    <>
      <Field label="社区类型" htmlFor={`${id}-kind`} hint="只对社区（村）有意义">
        <Choice id={`${id}-kind`} value={draft.committeeKind} options={COMMITTEES} onChange={(committeeKind) => change({ committeeKind })} />
      </Field>
      <label>
        <input type="checkbox" checked={draft.counted} onChange={(event) => change({ counted: event.target.checked })} /> 计入统计（各项目标的分母）
      </label>
    </>
  );
}
