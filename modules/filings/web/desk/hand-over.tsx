import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import type { ApplicationSummary } from '../../contract/application.ts';
import { filingRoutes } from '../../contract/routes.ts';
import styles from './desk.module.css';

interface HandOverProps {
  items: readonly ApplicationSummary[];
  chosen: readonly ApplicationSummary[];
}

const NOBODY = '';

/** When somebody leaves, the open cases go to a colleague: all of a person's, or those ticked. */
export function HandOver({ items, chosen }: HandOverProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        移交
      </Button>
      {open && <HandOverDialog items={items} chosen={chosen} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Whose cases may go: those of the list, by name; of nobody only ticked ones. */
function leaversOf(items: readonly ApplicationSummary[], chosen: readonly ApplicationSummary[]) {
  const names = new Map(items.flatMap(({ handlerId, handlerName }) => (handlerId === null ? [] : [[handlerId, handlerName ?? handlerId] as const])));
  const ofNobody = chosen.filter(({ handlerId }) => handlerId === null).length;
  return [
    ...[...names].map(([value, label]) => ({ value, label: `${label}手上的` })),
    ...(ofNobody > 0 ? [{ value: NOBODY, label: `选中的、还没有人经办的 ${ofNobody} 件` }] : []),
  ];
}

/** What is filled in, and the handing over itself. */
function useHandOver(first: string, chosen: readonly ApplicationSummary[], onDone: () => void) {
  const toasts = useToasts();
  const client = useQueryClient();
  const [values, setValues] = useState({ from: first, to: '', reason: '' });
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const only = chosen.filter(({ handlerId }) => (handlerId ?? NOBODY) === values.from).map(({ id }) => id);
  async function handOver(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      const from = values.from === NOBODY ? null : values.from;
      const body = { to: values.to.trim(), from, reason: values.reason.trim(), ...(only.length > 0 && { ids: only }) };
      const { count } = await call(filingRoutes.handOver, { body });
      await refresh(client, filingRoutes.list, filingRoutes.get);
      toasts.done(`已移交 ${count} 件。`);
      onDone();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }
  return { values, set: (patch: Partial<typeof values>) => setValues({ ...values, ...patch }), error, busy, only, handOver };
}

/** Colleagues of whoever hands over that may take cases. */
function Taker({ id, from, value, onChange }: { id: string; from: string; value: string; onChange: (account: string) => void }) {
  const { data, error } = useCall(filingRoutes.takers, { query: from === NOBODY ? {} : { from } });
  const items = data?.items ?? [];
  const options = [{ value: '', label: '请选择' }, ...items.map(({ account, name, office }) => ({ value: account, label: `${name}（${office}）` }))];
  const hint = data && items.length === 0 ? '本单位还没有别的能办理的账号。请先由系统管理员开设，或者恢复停用的账号。' : '本单位能办理申请的同事';
  return (
    <Field label="交给谁" htmlFor={id} hint={hint} required>
      {error ? <ProblemNotice error={error} /> : <Choice id={id} value={value} options={options} onChange={onChange} />}
    </Field>
  );
}

function HandOverDialog({ items, chosen, onClose }: HandOverProps & { onClose: () => void }) {
  const ids = { from: useId(), to: useId(), reason: useId() };
  const leavers = leaversOf(items, chosen);
  const { values, set, error, busy, only, handOver } = useHandOver(leavers[0]?.value ?? NOBODY, chosen, onClose);
  const isReady = leavers.length > 0 && values.to.trim() !== '' && values.reason.trim().length >= 2;
  const buttons = { disabled: !isReady, loading: busy };
  return (
    <Modal open title="移交未办结的申请" okText="移交" cancelText="取消" okButtonProps={buttons} onOk={() => void handOver()} onCancel={onClose}>
      <div className={styles.dialog}>
        {leavers.length === 0 ? (
          <p>列表里还没有人经办的申请，也没有选中要移交的。先勾选，再移交。</p>
        ) : (
          <Field label="移交谁的" htmlFor={ids.from} hint={only.length > 0 ? `只移交选中的 ${only.length} 件` : '移交该同事全部未办结的申请'}>
            <Choice id={ids.from} value={values.from} options={leavers} onChange={(from) => set({ from, to: '' })} />
          </Field>
        )}
        <Taker id={ids.to} from={values.from} value={values.to} onChange={(to) => set({ to })} />
        <Field label="原因" htmlFor={ids.reason} required>
          <Input id={ids.reason} value={values.reason} maxLength={500} placeholder="例如：调离" onChange={(event) => set({ reason: event.target.value })} />
        </Field>
        {error !== undefined && <ProblemNotice error={error} />}
      </div>
    </Modal>
  );
}
