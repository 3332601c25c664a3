import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { z } from 'zod';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useViewer } from '#ui/viewer.ts';
import { accountRoutes } from '../contract/routes.ts';
import { OFFICE_KIND_NAMES, type officeKindSchema } from '../contract/schemas.ts';
import styles from './accounts.module.css';

const KINDS = Object.entries(OFFICE_KIND_NAMES).map(([value, label]) => ({ value, label }));

/** Opens an office in a division. */
export function NewOffice({ onClose }: { onClose: () => void }) {
  const id = useId();
  const viewer = useViewer();
  const client = useQueryClient();
  const toasts = useToasts();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<z.infer<typeof officeKindSchema>>('civilAffairs');
  const [division, setDivision] = useState({ code: viewer.division ?? '', name: viewer.divisionName });
  const [bureau, setBureau] = useState('');
  const parentId = kind === 'section' && bureau !== '' ? Number(bureau) : undefined;
  const create = useMutation({
    mutationFn: () => call(accountRoutes.createOffice, { body: { name, kind, division: division.code, parentId } }),
    onSuccess: async (office) => {
      await refresh(client, accountRoutes.listOffices);
      toasts.done(`单位“${office.name}”已设立，可以为其中的人开设账号。`);
      onClose();
    },
  });
  const problem = create.error instanceof Problem ? create.error.fields.find(({ path }) => path === 'name')?.message : undefined;
  return (
    <Modal open title="新设单位" okText="新设单位" cancelText="取消" confirmLoading={create.isPending} onOk={() => create.mutate()} onCancel={onClose}>
      <div className={styles.form}>
        {create.error && <ProblemNotice error={create.error} />}
        <Field label="单位名称" htmlFor={`${id}-name`} problem={problem} required>
          <Input id={`${id}-name`} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="类型" htmlFor={`${id}-kind`}>
          <Choice id={`${id}-kind`} value={kind} options={KINDS} onChange={(value) => setKind(value as typeof kind)} />
        </Field>
        <Field label="所属区划" htmlFor={`${id}-division`} required>
          <DivisionPicker
            id={`${id}-division`}
            label="所属区划"
            value={division}
            within={{ code: viewer.division ?? '', name: viewer.divisionName }}
            onChange={(choice) => {
              setDivision(choice);
              setBureau('');
            }}
          />
        </Field>
        {kind === 'section' && <BureauChoice division={division.code} value={bureau} onChange={setBureau} />}
      </div>
    </Modal>
  );
}

/** The office at the same division that a section belongs to. */
function BureauChoice({ division, value, onChange }: { division: string; value: string; onChange: (id: string) => void }) {
  const id = useId();
  const offices = useCall(accountRoutes.listOffices, { query: { division, limit: '200' } });
  const here = (offices.data?.items ?? []).filter((office) => office.division === division && office.parentId === null);
  const options = [{ value: '', label: '请选择' }, ...here.map((office) => ({ value: String(office.id), label: office.name }))];
  const none = offices.data && here.length === 0 ? '这个区划还没有单位。请先设单位，再设科室。' : undefined;
  return (
    <Field label="属于哪个单位" htmlFor={id} problem={none} required>
      <Choice id={id} value={value} options={options} onChange={onChange} />
    </Field>
  );
}
