import { Input } from 'antd';
import { useId, useState } from 'react';
import { Choice, Segments } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import type { ActionInput, Application } from '../../contract/application.ts';

type AskedOf = NonNullable<ActionInput['askedOf']>;
type Opinion = NonNullable<ActionInput['opinion']>;

const SEPARATORS = /[、；;，,\n]/;

/** Of whom opinions are asked. */
export function AskedBodies({ onChange }: { onChange: (askedOf: AskedOf) => void }) {
  const [names, setNames] = useState({ department: '', expert: '' });
  const ids = { department: useId(), expert: useId() };
  const set = (kind: keyof typeof names, text: string) => {
    const next = { ...names, [kind]: text };
    setNames(next);
    onChange((['department', 'expert'] as const).flatMap((one) => split(next[one]).map((name) => ({ kind: one, name }))));
  };
  return (
    <>
      <Field label="部门" htmlFor={ids.department} hint="几个用顿号分开">
        <Input id={ids.department} value={names.department} onChange={(event) => set('department', event.target.value)} />
      </Field>
      <Field label="专家" htmlFor={ids.expert} hint="几位用顿号分开">
        <Input id={ids.expert} value={names.expert} onChange={(event) => set('expert', event.target.value)} />
      </Field>
    </>
  );
}

function split(text: string): string[] {
  return text
    .split(SEPARATORS)
    .map((name) => name.trim())
    .filter(Boolean);
}

const VERDICTS = [
  { value: 'agree', label: '同意' },
  { value: 'disagree', label: '不同意' },
  { value: 'none', label: '没有意见' },
];

/** An answer that came in. */
export function GivenOpinion({ application, onChange }: { application: Application; onChange: (opinion: Opinion) => void }) {
  const open = application.opinions.filter(({ verdict }) => verdict === null);
  const [opinion, setOpinion] = useState<Partial<Opinion>>({});
  const ids = { of: useId(), content: useId() };
  const set = (patch: Partial<Opinion>) => {
    const next = { ...opinion, ...patch };
    setOpinion(next);
    const { number, verdict, content } = next;
    if (number !== undefined && verdict !== undefined) onChange({ number, verdict, ...(content && { content }) });
  };
  const options = [{ value: '', label: '请选择' }, ...open.map(({ number, askedOf }) => ({ value: String(number), label: askedOf }))];
  return (
    <>
      <Field label="谁的意见" htmlFor={ids.of} required>
        <Choice id={ids.of} value={String(opinion.number ?? '')} options={options} onChange={(number) => set({ number: Number(number) })} />
      </Field>
      <Segments label="意见" value={opinion.verdict ?? ''} options={VERDICTS} onChange={(verdict) => set({ verdict: verdict as Opinion['verdict'] })} />
      <Field label="内容" htmlFor={ids.content}>
        <Input.TextArea id={ids.content} rows={3} value={opinion.content ?? ''} onChange={(event) => set({ content: event.target.value })} />
      </Field>
    </>
  );
}
