import { Input } from 'antd';
import { useId } from 'react';
import { Notice } from '#ui/feedback/notice.tsx';
import { Checks } from '#ui/inputs/checks.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { isWithin, keyOf } from '#shared/division-code.ts';
import { useViewer } from '#ui/viewer.ts';
import type { Choices } from '../contract/agreement.ts';
import { PersonalColumns } from './personal-columns.tsx';

export interface OfferDraft {
  name: string;
  partner: string;
  place: { code: string; name: string } | null;
  registers: string[];
  plans: string[];
  /** `register/field` */
  personal: string[];
}

interface OfferFieldsProps {
  choices: Choices;
  draft: OfferDraft;
  onChange: (draft: OfferDraft) => void;
}

const LEVELS = ['province', 'city', 'county', 'township', 'community'];

export function OfferFields({ choices, draft, onChange }: OfferFieldsProps) {
  const id = useId();
  const viewer = useViewer();
  const set = (change: Partial<OfferDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <Field label="本平台叫什么" htmlFor={`${id}-name`} hint="对方会看到这个名称。" required>
        <Input id={`${id}-name`} value={draft.name} maxLength={200} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label="由谁报送" htmlFor={`${id}-partner`} hint="例如“新华区民政局平台”。" required>
        <Input id={`${id}-partner`} value={draft.partner} maxLength={200} onChange={(event) => set({ partner: event.target.value })} />
      </Field>
      <Field label="报送哪个地方的数据" htmlFor={`${id}-place`} required>
        <DivisionPicker
          id={`${id}-place`}
          label="报送哪个地方的数据"
          value={draft.place}
          within={{ code: viewer.division ?? '', name: viewer.divisionName }}
          levels={LEVELS}
          onChange={(place) => set({ place, plans: plansAt(choices, place, draft.plans) })}
        />
      </Field>
      <WhatFields choices={choices} draft={draft} set={set} />
      <Notice tone="warning">生成配对码之后，这个地方的这些台账只能由对方录入，本平台不能再录入或修改，以免重复统计。证件号和电话从不报送。</Notice>
    </>
  );
}

/** Plans that have figures of a place; before one is chosen, none. @param among of these only */
function plansAt(choices: Choices, place: OfferDraft['place'], among?: readonly string[]): string[] {
  const key = keyOf(place?.code ?? '');
  return choices.plans.filter((one) => key !== undefined && isWithin(key, one) && (among?.includes(one.id) ?? true)).map(({ id }) => id);
}

function WhatFields({ choices, draft, set }: Omit<OfferFieldsProps, 'onChange'> & { set: (change: Partial<OfferDraft>) => void }) {
  const chosen = choices.registers.filter(({ register }) => draft.registers.includes(register));
  const registers = choices.registers.map((one) => ({ value: one.register, label: one.name }));
  const here = plansAt(choices, draft.place);
  const plans = choices.plans.filter(({ id }) => here.includes(id)).map((one) => ({ value: one.id, label: one.name }));
  return (
    <>
      <Checks legend="台账" options={registers} value={draft.registers} onChange={(value) => set({ registers: value })} />
      <PersonalColumns registers={chosen} value={draft.personal} onChange={(personal) => set({ personal })} />
      <Checks
        legend="方案数字"
        hint={draft.place ? '只用来与本平台统计的数字对照，不会加进来。' : '选好地方以后，这里列出包括它的方案。'}
        options={plans}
        value={draft.plans}
        onChange={(value) => set({ plans: value })}
      />
    </>
  );
}
