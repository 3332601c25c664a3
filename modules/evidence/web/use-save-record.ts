import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import type { Register } from '../contract/record.ts';
import { evidenceRoutes } from '../contract/routes.ts';
import { pageOfRecord } from './page-of-record.ts';
import type { FormValues } from './form-values.ts';
import type { RecordDetail } from './record-desk.tsx';

export type Save = (changed: FormValues) => Promise<void>;

function noticeText(notices: readonly { message: string }[]): string {
  return notices.length === 0 ? '' : `请留意：${notices.map(({ message }) => message).join('')}`;
}

/** Saves the changed fields of a record. The server's refusal is thrown on and shown in the form. */
export function useSaveRecord(register: Register, record: RecordDetail, onSaved: () => void): Save {
  const client = useQueryClient();
  const toasts = useToasts();
  return async (changed) => {
    const params = { register: register.register, id: record.id };
    const { notices } = await call(evidenceRoutes.update, { params, body: { version: record.version, values: changed } });
    await refresh(client, evidenceRoutes.get, evidenceRoutes.list);
    toasts.done(`已保存。${noticeText(notices)}`);
    onSaved();
  };
}

/** Creates a record and opens it. @param onCreated what else is to be noted of it first */
export function useCreateRecord(register: Register): (values: FormValues, onCreated?: (id: string) => Promise<unknown>) => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toasts = useToasts();
  return async (values, onCreated) => {
    const { id, notices } = await call(evidenceRoutes.create, { params: { register: register.register }, body: { values } });
    await onCreated?.(id);
    await refresh(client, evidenceRoutes.list);
    toasts.done(`已新增。${noticeText(notices)}`);
    await navigate({ ...pageOfRecord(register, id), replace: true });
  };
}
