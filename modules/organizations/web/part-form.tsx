import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { partRoutes } from '../contract/part-routes.ts';
import type { Part, PartColumn, PartRecord, PartValue } from '../contract/parts.ts';
import { organizationRoutes } from '../contract/routes.ts';
import { CharterEditor } from './charter-editor.tsx';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';
import { PartInput } from './part-input.tsx';

type Values = Record<string, PartValue>;

interface PartFormProps {
  organization: ShownOrganization;
  part: Part;
  /** absent: a new one */
  item?: PartRecord;
  onClose: () => void;
}

function changedValues(stored: Values, edited: Values): Values {
  const entries = Object.entries(edited).filter(([field, value]) => JSON.stringify(stored[field] ?? null) !== JSON.stringify(value ?? null));
  return Object.fromEntries(entries.map(([field, value]) => [field, value === '' ? null : value]));
}

/** Adds a record to a part or changes one. A refusal keeps everything typed and stands at the fields it concerns. */
export function PartForm({ organization, part, item, onClose }: PartFormProps) {
  const stored: Values = item?.values ?? {};
  const [edited, setEdited] = useState<Values>(stored);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const save = useSavePart(organization, part, item);
  const isCharter = part.part === 'documents' && edited['kind'] === '章程';
  async function submit(): Promise<void> {
    setBusy(true);
    setError(undefined);
    await save(changedValues(stored, edited)).then(onClose).catch(setError);
    setBusy(false);
  }
  return (
    <Modal
      open
      width={860}
      title={`${item ? '修改' : '新增'}${part.name}`}
      okText="保存"
      cancelText="取消"
      confirmLoading={isBusy}
      onOk={() => void submit()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {error !== undefined && <ProblemNotice error={error} />}
      <div className={styles.form}>
        {part.columns
          .filter(({ field }) => !(isCharter && field === 'content'))
          .map((column) => (
            <PartField key={column.field} column={column} edited={edited} error={error} onChange={setEdited} />
          ))}
      </div>
      {isCharter && <CharterEditor organization={organization} edited={edited} onChange={setEdited} />}
    </Modal>
  );
}

function useSavePart(organization: ShownOrganization, part: Part, item: PartRecord | undefined): (values: Values) => Promise<void> {
  const client = useQueryClient();
  const toasts = useToasts();
  return async (values) => {
    const params = { id: organization.id, part: part.part };
    const { notices } = item
      ? await call(partRoutes.changePart, { params: { ...params, record: item.id }, body: { version: item.version, values } })
      : await call(partRoutes.addPart, { params, body: { values } });
    await refresh(client, partRoutes.part, organizationRoutes.happenings, organizationRoutes.page, organizationRoutes.related);
    toasts.done(notices.length === 0 ? '已保存。' : `已保存。请留意：${notices.map(({ message }) => message).join('')}`);
  };
}

interface PartFieldProps {
  column: PartColumn;
  edited: Values;
  error: unknown;
  onChange: (values: Values) => void;
}

function PartField({ column, edited, error, onChange }: PartFieldProps) {
  const id = useId();
  const problem = error instanceof Problem ? error.fields.find(({ path }) => path === `values.${column.field}`)?.message : undefined;
  const isWide = (column.maxLength ?? 0) > 300 || column.choices.length > 12 || (column.type === 'list' && column.choices.length > 4);
  return (
    <div className={isWide ? styles.wide : undefined}>
      <Field label={column.heading.replace(/区划代码$/, '区划')} htmlFor={id} hint={column.hint} required={column.required} problem={problem}>
        <PartInput id={id} column={column} value={edited[column.field] ?? null} onChange={(value) => onChange({ ...edited, [column.field]: value })} />
      </Field>
    </div>
  );
}
