import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { Problem } from '#ui/api/problem.ts';
import { Notice, ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import type { Ability, ActionInput, Application } from '../../contract/application.ts';
import type { Draft } from '../form/use-draft.ts';
import type { Act } from '../use-act.ts';
import { AskedBodies, GivenOpinion } from './consultation-inputs.tsx';
import { askedBy, labelOf } from './decisions.ts';
import styles from './desk.module.css';
import { ItemReplies, SupplementItems } from './supplement-inputs.tsx';

interface ActDialogProps {
  application: Application;
  ability: Ability;
  act: Act;
  /** what was typed and not saved yet goes with the step */
  draft?: Pick<Draft, 'unsaved' | 'giveBack'> | undefined;
  onDone: (next: Application) => void;
  onClose: () => void;
}

/** Says what a step will do and asks for what it needs. A refusal stays in the dialog with everything typed. */
export function ActDialog({ application, ability, act, draft, onDone, onClose }: ActDialogProps) {
  const toasts = useToasts();
  const [input, setInput] = useState<ActionInput>({});
  const [error, setError] = useState<unknown>();
  const asked = askedBy(application, ability.action);
  const label = labelOf(application, ability);
  async function confirm(): Promise<void> {
    setError(undefined);
    const taken = draft?.unsaved();
    try {
      const next = await act.act(ability.action, input, taken);
      toasts.done(doneText(application, label, next));
      onDone(next);
    } catch (problem) {
      draft?.giveBack(taken, problem);
      setError(problem);
    }
  }
  const isReady =
    (asked.reason !== 'needed' || (input.reason ?? '').trim().length >= 2) &&
    (!asked.ground || input.ground !== undefined) &&
    (!asked.items || (input.items ?? []).length > 0);
  return (
    <Modal
      open
      title={`${label}：${application.subjectName}`}
      okText={label}
      cancelText="取消"
      okButtonProps={{ disabled: !isReady, loading: act.busy !== null, danger: ability.action === 'refuse', autoFocus: asksNothing(asked) }}
      onOk={() => void confirm()}
      onCancel={onClose}
      width={asked.items ? 640 : 520}
    >
      <div className={styles.dialog}>
        {ability.outcome.length > 0 && <p>办理后将：{ability.outcome.join('、')}。</p>}
        {ability.reasons.length > 0 && <Notice tone="warning">请留意：{ability.reasons.join('')}</Notice>}
        {asked.items && <SupplementItems application={application} onChange={(items) => setInput({ ...input, items })} />}
        {asked.replies && <ItemReplies application={application} onChange={(replies) => setInput({ ...input, replies })} />}
        {asked.bodies && <AskedBodies onChange={(askedOf) => setInput({ ...input, askedOf })} />}
        {asked.opinion && <GivenOpinion application={application} onChange={(opinion) => setInput({ ...input, opinion })} />}
        {asked.ground && <Ground application={application} input={input} onChange={setInput} />}
        {asked.creditCode && <CreditCode input={input} onChange={setInput} />}
        {asked.reason !== null && <Reason input={input} onChange={setInput} isNeeded={asked.reason === 'needed'} />}
        {error !== undefined && <Refused error={error} />}
      </div>
    </Modal>
  );
}

function asksNothing(asked: ReturnType<typeof askedBy>): boolean {
  return asked.reason === null && !asked.ground && !asked.items && !asked.replies && !asked.creditCode && !asked.bodies && !asked.opinion;
}

function doneText(application: Application, label: string, next: Application): string {
  const fresh = next.notices.slice(application.notices.length).map(({ kindName }) => kindName);
  return `${application.subjectName}：已${label}。${fresh.length > 0 ? `已生成${fresh.join('、')}。` : ''}`;
}

/** A case that somebody changed meanwhile has been read again: pressing once more goes on with what was typed. */
function Refused({ error }: { error: unknown }) {
  const wasChanged = error instanceof Problem && error.code === 'FILING_CHANGED';
  if (!wasChanged) return <ProblemNotice error={error} />;
  return <Notice tone="warning">{error.message.replace('请刷新后在最新内容上继续。', '')}最新内容已经读入，请核对后再按一次。</Notice>;
}

interface PartProps {
  input: ActionInput;
  onChange: (input: ActionInput) => void;
}

function Ground({ application, input, onChange }: PartProps & { application: Application }) {
  const id = useId();
  const options = [{ value: '', label: '请选择' }, ...application.grounds.map(({ ground, label }) => ({ value: ground, label }))];
  const choose = (value: string) => {
    const found = application.grounds.find(({ ground }) => ground === value);
    onChange({ ...input, ground: found?.ground });
  };
  return (
    <Field label="依据" htmlFor={id} required>
      <Choice id={id} value={input.ground ?? ''} options={options} onChange={choose} />
    </Field>
  );
}

function CreditCode({ input, onChange }: PartProps) {
  const id = useId();
  return (
    <Field label="统一社会信用代码" htmlFor={id} hint="登记证书上的 18 位代码" required>
      <Input id={id} maxLength={18} value={input.creditCode ?? ''} onChange={(event) => onChange({ ...input, creditCode: event.target.value.trim() })} />
    </Field>
  );
}

function Reason({ input, onChange, isNeeded }: PartProps & { isNeeded: boolean }) {
  const id = useId();
  return (
    <Field label="理由" htmlFor={id} required={isNeeded} hint="写明事实，申请人会看到">
      <Input.TextArea id={id} rows={3} maxLength={1000} value={input.reason ?? ''} onChange={(event) => onChange({ ...input, reason: event.target.value })} />
    </Field>
  );
}
