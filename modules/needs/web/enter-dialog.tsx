import { useQueryClient } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { z } from 'zod';
import { CONSENT_WAYS, type ConsentWay } from '#shared/assisted-consent.ts';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Choice, Segments } from '#ui/inputs/choice.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useDivision } from '#ui/inputs/use-division.ts';
import { useViewer } from '#ui/viewer.ts';
import { type enteredNeedSchema, NEED_LIMITS } from '../contract/need.ts';
import { needRoutes } from '../contract/routes.ts';
import { CATEGORIES, CHANNELS, STAFF_CHANNELS, TARGET_GROUPS, URGENCIES } from '../contract/vocabulary.ts';
import { optionsOf } from './act-inputs.tsx';
import { Captioned } from './captioned.tsx';
import styles from './need.module.css';

type Typed = z.input<typeof enteredNeedSchema>;

/** What a visit, a reception or a survey brought up, written down in one window. What was typed stays when it is refused. */
export function EnterDialog({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const client = useQueryClient();
  const { division } = useViewer();
  const [typed, setTyped] = useState<Typed>({ division: division ?? '', channel: 'homeVisit', title: '', category: 'elderCare' });
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const set = (patch: Partial<Typed>) => setTyped((now) => ({ ...now, ...patch }));
  async function enter(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      const { id } = await call(needRoutes.enter, { body: typed });
      void refresh(client, needRoutes.list, needRoutes.counts);
      onDone(id);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title="登记需求"
      okText="登记"
      cancelText="取消"
      okButtonProps={{ loading: isBusy, disabled: typed.title.trim().length < NEED_LIMITS.leastTitle }}
      onOk={() => void enter()}
      onCancel={onClose}
      width={600}
    >
      <div className={styles.dialog}>
        <What typed={typed} set={set} />
        <Who typed={typed} set={set} />
        {error !== undefined && <ProblemNotice error={error} />}
      </div>
    </Modal>
  );
}

interface PartProps {
  typed: Typed;
  set: (patch: Partial<Typed>) => void;
}

function What({ typed, set }: PartProps) {
  const id = useId();
  return (
    <>
      <Place typed={typed} set={set} />
      <Field label="怎么了解到的" htmlFor={`${id}-channel`}>
        <Choice
          id={`${id}-channel`}
          options={STAFF_CHANNELS.map((value) => ({ value, label: CHANNELS[value] }))}
          value={typed.channel}
          onChange={(value) => set({ channel: value as Typed['channel'] })}
        />
      </Field>
      <Field label="需要什么" htmlFor={`${id}-title`} required hint="一句话；不要写姓名、门牌、电话，组织会看到。">
        <Input id={`${id}-title`} maxLength={NEED_LIMITS.title} value={typed.title} onChange={(event) => set({ title: event.target.value })} />
      </Field>
      <Field label="补充说明（加密保存，可以不填）" htmlFor={`${id}-details`}>
        <Input.TextArea
          id={`${id}-details`}
          rows={2}
          maxLength={NEED_LIMITS.details}
          value={typed.details ?? ''}
          onChange={(event) => set({ details: event.target.value })}
        />
      </Field>
      <Kinds id={id} typed={typed} set={set} />
    </>
  );
}

function Kinds({ id, typed, set }: PartProps & { id: string }) {
  return (
    <>
      <div className={styles.pair}>
        <Field label="类别" htmlFor={`${id}-category`}>
          <Choice
            id={`${id}-category`}
            value={typed.category}
            options={optionsOf(CATEGORIES)}
            onChange={(value) => set({ category: value as Typed['category'] })}
          />
        </Field>
        <Field label="涉及人群" htmlFor={`${id}-group`}>
          <Choice
            id={`${id}-group`}
            value={typed.targetGroup ?? 'everyone'}
            options={optionsOf(TARGET_GROUPS)}
            onChange={(value) => set({ targetGroup: value as NonNullable<Typed['targetGroup']> })}
          />
        </Field>
      </div>
      <Captioned text="缓急">
        <Segments
          label="缓急"
          options={optionsOf(URGENCIES)}
          value={typed.urgency ?? 'ordinary'}
          onChange={(value) => set({ urgency: value as NonNullable<Typed['urgency']> })}
        />
      </Captioned>
      <label className={styles.tick}>
        <input type="checkbox" checked={typed.isSecret ?? false} onChange={(event) => set({ isSecret: event.target.checked })} />
        保密：只有本单位能看到，不交给组织
      </label>
    </>
  );
}

/** A street says which community; a community is the place itself. */
function Place({ typed, set }: PartProps) {
  const { division, divisionName, level } = useViewer();
  const chosen = useDivision(typed.division === '' ? null : typed.division);
  if (level === 'community' || division === null) return null;
  return (
    <Captioned text="哪个社区（村）">
      <DivisionPicker
        label="哪个社区（村）"
        value={chosen.data ?? null}
        within={{ code: division, name: divisionName }}
        levels={['community', 'township']}
        onChange={({ code }) => set({ division: code })}
      />
    </Captioned>
  );
}

function Who({ typed, set }: PartProps) {
  const id = useId();
  const line = (field: 'name' | 'phone' | 'address', label: string, most: number) => (
    <Field label={label} htmlFor={`${id}-${field}`}>
      <Input
        id={`${id}-${field}`}
        maxLength={most}
        autoComplete="off"
        value={typed[field] ?? ''}
        onChange={(event) => set({ [field]: event.target.value || undefined })}
      />
    </Field>
  );
  return (
    <>
      <div className={styles.pair}>
        {line('name', '居民姓名（可以不填）', NEED_LIMITS.name)}
        {line('phone', '手机号（可以不填）', 20)}
      </div>
      {line('address', '地址（可以不填）', NEED_LIMITS.address)}
      <Agreed typed={typed} set={set} />
      <label className={styles.tick}>
        <input type="checkbox" checked={typed.sharesContact ?? false} onChange={(event) => set({ sharesContact: event.target.checked })} />
        居民同意把联系方式告诉来服务的组织
      </label>
    </>
  );
}

/** Asked as soon as something of the person is written down. */
function Agreed({ typed, set }: PartProps) {
  const id = useId();
  if (![typed.name, typed.phone, typed.address].some((part) => part?.trim())) return null;
  const { way, note } = typed.consent ?? {};
  return (
    <>
      <p className={styles.soft}>留下姓名、电话、地址要居民同意。请选择是怎样同意的（必选）：</p>
      <Segments
        label="居民怎样同意留下这些信息"
        options={Object.entries(CONSENT_WAYS).map(([value, label]) => ({ value, label }))}
        value={way ?? ''}
        onChange={(value) => set({ consent: { way: value as ConsentWay, ...(note && { note }) } })}
      />
      {way && (
        <Field label="补充（可以不填）" htmlFor={`${id}-note`} hint="例如由谁代为同意、签字的纸张放在哪里。">
          <Input id={`${id}-note`} maxLength={100} value={note ?? ''} onChange={(event) => set({ consent: { way, note: event.target.value } })} />
        </Field>
      )}
    </>
  );
}
