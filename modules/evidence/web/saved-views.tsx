import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { call, download } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Segments } from '#ui/inputs/choice.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useCan } from '#ui/viewer.ts';
import type { Register } from '../contract/record.ts';
import { evidenceRoutes } from '../contract/routes.ts';
import styles from './evidence.module.css';
import { listQueryOf, searchOfView, searchText } from './list-query.ts';

const WAYS = [
  { value: 'list', label: '列表' },
  { value: 'place', label: '按地区' },
];

/** Kept filters as chips, the way to look at the list, and the list as Excel. */
export function ListTools({ register }: { register: Register }) {
  const [values, setValues] = useSearchState();
  const toasts = useToasts();
  const mayExport = useCan('evidence.export');
  const params = { register: register.register };
  return (
    <div className={styles.tools}>
      <SavedViews register={register} />
      <Segments
        label="怎样看"
        value={values['by'] === 'place' ? 'place' : 'list'}
        options={WAYS}
        onChange={(way) => setValues({ by: way === 'place' ? 'place' : undefined })}
      />
      {mayExport && (
        <Button onClick={() => void download(evidenceRoutes.exportList, { params, query: listQueryOf(values) }).catch(toasts.failed)}>导出这个列表</Button>
      )}
    </div>
  );
}

function SavedViews({ register: { register } }: { register: Register }) {
  const [values, setValues] = useSearchState();
  const [isSaving, setSaving] = useState(false);
  const client = useQueryClient();
  const toasts = useToasts();
  const { data } = useCall(evidenceRoutes.views, { params: { register } });
  const present = searchText(values);
  async function remove(id: string): Promise<void> {
    await call(evidenceRoutes.removeView, { params: { register, id } })
      .then(() => refresh(client, evidenceRoutes.views))
      .catch(toasts.failed);
  }
  return (
    <>
      {data?.views.map(({ id, name, search, isOwn, isShared, ownerName }) => (
        <span key={id} className={styles.view} data-chosen={search === present}>
          <button
            type="button"
            aria-pressed={search === present}
            title={isOwn ? (isShared ? '已共享给本单位' : '只有自己可见') : `${ownerName}共享`}
            onClick={() => setValues(searchOfView(search), { push: true })}
          >
            {name}
          </button>
          {isOwn && (
            <button type="button" aria-label={`删除常用筛选“${name}”`} onClick={() => void remove(id)}>
              ✕
            </button>
          )}
        </span>
      ))}
      {present !== '' && !data?.views.some(({ search }) => search === present) && <Button onClick={() => setSaving(true)}>保存为常用筛选</Button>}
      {isSaving && <SaveView register={register} search={present} onClose={() => setSaving(false)} />}
    </>
  );
}

function SaveView({ register, search, onClose }: { register: string; search: string; onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const [error, setError] = useState<unknown>();
  async function save(): Promise<void> {
    await call(evidenceRoutes.saveView, { params: { register }, body: { name, search, isShared } })
      .then(() => refresh(client, evidenceRoutes.views))
      .then(onClose)
      .catch(setError);
  }
  return (
    <Modal
      open
      title="保存为常用筛选"
      okText="保存"
      cancelText="取消"
      okButtonProps={{ disabled: name.trim() === '' }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div style={{ display: 'grid', gap: 12 }}>
        <label htmlFor={id}>名称</label>
        <Input id={id} value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
        <label>
          <input type="checkbox" checked={isShared} onChange={(event) => setShared(event.target.checked)} /> 本单位的同事也能使用
        </label>
        {error !== undefined && <ProblemNotice error={error} />}
      </div>
    </Modal>
  );
}
