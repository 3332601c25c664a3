import { Input, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { Choice } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useViewer } from '#ui/viewer.ts';
import { TARGET_GROUPS, type TargetGroup } from '../contract/vocabulary.ts';
import styles from './need.module.css';
import type { TypedAct } from './use-act.ts';

type Service = NonNullable<TypedAct['service']>;

/** When, how long, by how many, what was done, and whom it reached. */
export function ServiceInputs({ group, onChange }: { group: TargetGroup; onChange: (service: Service) => void }) {
  const { today } = useViewer();
  const id = useId();
  const [service, setService] = useState<Service>({ onDay: today, minutes: 60, servers: 1, content: '', beneficiaries: [{ group, people: 1 }] });
  const set = (patch: Partial<Service>) => {
    const next = { ...service, ...patch };
    setService(next);
    onChange(next);
  };
  const [first] = service.beneficiaries;
  const reach = (patch: Partial<Service['beneficiaries'][number]>) =>
    set({ beneficiaries: [{ group: first?.group ?? group, people: first?.people ?? 1, ...patch }] });
  return (
    <>
      <Field label="哪一天" htmlFor={`${id}-day`}>
        <Input id={`${id}-day`} type="date" max={today} value={service.onDay} onChange={(event) => set({ onDay: event.target.value })} />
      </Field>
      <div className={styles.pair}>
        <Field label="多少分钟" htmlFor={`${id}-minutes`}>
          <InputNumber id={`${id}-minutes`} min={1} max={1440} precision={0} value={service.minutes} onChange={(minutes) => set({ minutes: minutes ?? 1 })} />
        </Field>
        <Field label="几个人去服务" htmlFor={`${id}-servers`}>
          <InputNumber
            id={`${id}-servers`}
            min={1}
            max={1000}
            precision={0}
            value={service.servers ?? 1}
            onChange={(servers) => set({ servers: servers ?? 1 })}
          />
        </Field>
      </div>
      <Field label="做了什么" htmlFor={`${id}-content`}>
        <Input.TextArea id={`${id}-content`} rows={3} maxLength={500} value={service.content} onChange={(event) => set({ content: event.target.value })} />
      </Field>
      <Reached id={id} first={first} group={group} reach={reach} />
    </>
  );
}

interface ReachedProps {
  id: string;
  first: Service['beneficiaries'][number] | undefined;
  group: TargetGroup;
  reach: (patch: Partial<Service['beneficiaries'][number]>) => void;
}

function Reached({ id, first, group, reach }: ReachedProps) {
  return (
    <div className={styles.pair}>
      <Field label="受益人群" htmlFor={`${id}-group`}>
        <Choice
          id={`${id}-group`}
          value={first?.group ?? group}
          options={Object.entries(TARGET_GROUPS).map(([value, label]) => ({ value, label }))}
          onChange={(value) => reach({ group: value as TargetGroup })}
        />
      </Field>
      <Field label="受益人数" htmlFor={`${id}-people`}>
        <InputNumber id={`${id}-people`} min={1} max={100_000} precision={0} value={first?.people ?? 1} onChange={(people) => reach({ people: people ?? 1 })} />
      </Field>
    </div>
  );
}
