import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { numberRoutes } from '../../contract/routes.ts';
import styles from './documents.module.css';

const FIELDS = [
  { field: 'organ', label: '文书中的单位全称' },
  { field: 'code', label: '机关代字' },
  { field: 'filingFormat', label: '备案编号格式' },
  { field: 'noticeFormat', label: '文号格式' },
] as const;
type Field = (typeof FIELDS)[number]['field'];

/** What the own office is called in documents, and the patterns of its numbers. */
export function AuthorityPanel() {
  const query = useCall(numberRoutes.authority, {});
  const [isEditing, setEditing] = useState(false);
  const { data } = query;
  return (
    <Panel title="本单位的名称和编号格式" actions={data?.mayEdit ? <Button onClick={() => setEditing(true)}>修改</Button> : undefined}>
      {query.error && <ProblemNotice error={query.error} retry={query.refetch} />}
      {data && (
        <dl className={styles.facts}>
          {FIELDS.map(({ field, label }) => (
            <div key={field}>
              <dt>{label}</dt>
              <dd>
                {data[field]}
                {data.own[field] === null && <span className={styles.whose}>（默认）</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {data && isEditing && <AuthorityDialog own={data.own} shown={data} version={data.version} onClose={() => setEditing(false)} />}
    </Panel>
  );
}

type Values = Record<Field, string | null>;

function AuthorityDialog({ own, shown, version, onClose }: { own: Values; shown: Record<Field, string>; version: number; onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const [values, setValues] = useState(own);
  const save = useMutation({
    mutationFn: () => call(numberRoutes.setAuthority, { body: { version, ...values } }),
    onSuccess: async () => {
      await refresh(client, numberRoutes.authority, numberRoutes.numbers);
      toasts.done('已保存，以后发出的文书和编号照此办理。');
      onClose();
    },
  });
  return (
    <Modal
      open
      title="本单位的名称和编号格式"
      okText="保存"
      cancelText="取消"
      okButtonProps={{ loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className={styles.dialog}>
        <p>
          留空的用默认。格式里可写 {'{authority}'}（机关代字）、{'{year}'}（年份）、{'{number}'}（序号）；后两项必须有。
        </p>
        {FIELDS.map(({ field, label }) => (
          <div key={field}>
            <label htmlFor={`${id}-${field}`}>{label}</label>
            <Input
              id={`${id}-${field}`}
              value={values[field] ?? ''}
              placeholder={shown[field]}
              maxLength={60}
              onChange={(event) => setValues({ ...values, [field]: event.target.value === '' ? null : event.target.value })}
            />
          </div>
        ))}
        {save.error && <ProblemNotice error={save.error} />}
      </div>
    </Modal>
  );
}
