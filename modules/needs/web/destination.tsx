import { useId } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import type { Need } from '../contract/need.ts';
import { needRoutes } from '../contract/routes.ts';

/** Where a need may be passed on to, though it lies outside the own jurisdiction. */
export function Destination({ need, value, onChange }: { need: Need; value: string; onChange: (division: string | undefined) => void }) {
  const id = useId();
  const query = useCall(needRoutes.destinations, { params: { id: need.id } });
  if (query.error) return <ProblemNotice error={query.error} retry={query.refetch} />;
  const options = (query.data?.destinations ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Field label="转到哪里" htmlFor={id} hint="同一街道（乡镇）的社区（村），或者本区县的其他街道（乡镇）。">
      <Choice id={id} value={value} options={[{ value: '', label: '请选择' }, ...options]} onChange={(code) => onChange(code || undefined)} />
    </Field>
  );
}
