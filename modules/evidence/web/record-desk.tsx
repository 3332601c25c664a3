import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Answer } from '#ui/api/call.ts';
import { useCall } from '#ui/api/use-call.ts';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { Notice } from '#ui/feedback/notice.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { Register } from '../contract/record.ts';
import { evidenceRoutes } from '../contract/routes.ts';
import styles from './evidence.module.css';
import { pageOfRecord } from './page-of-record.ts';
import { RecordActions } from './record-actions.tsx';
import { RecordForm } from './record-form.tsx';
import { RecordHistory } from './record-history.tsx';
import { NoRegister } from './no-register.tsx';
import { RevealNumbers } from './reveal-numbers.tsx';
import { useRegister } from './use-register.ts';
import { useSaveRecord } from './use-save-record.ts';
import { headingText, valueText } from './value-text.ts';

export type RecordDetail = Answer<typeof evidenceRoutes.get>;

/** One record: what it says, every change it went through, and what may be done with it. */
export function RecordDeskScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { query, register } = useRegister();
  return (
    <LoadedPage title="记录" query={query}>
      {() => (register ? <RecordDesk register={register} id={id} /> : <NoRegister />)}
    </LoadedPage>
  );
}

function RecordDesk({ register, id }: { register: Register; id: string }) {
  const query = useCall(evidenceRoutes.get, { params: { register: register.register, id } });
  return (
    <LoadedPage title="记录" query={query}>
      {(record) => <Desk register={register} record={record} />}
    </LoadedPage>
  );
}

function Desk({ register, record }: { register: Register; record: RecordDetail }) {
  const [editing, setEditing] = useState(false);
  const [revealed, setRevealed] = useState<Record<string, string>>({});
  const title = String(record.values[register.titleField] ?? record.code);
  const crumbs = [
    { key: 'home', label: '登记台账', to: '/evidence' },
    { key: 'register', label: register.name, to: `/evidence/${register.register}` },
    { key: 'here', label: title },
  ];
  const lead = [record.code, record.divisionNames[record.division], record.formerNames.length > 0 ? `曾用名：${record.formerNames.join('、')}` : '']
    .filter(Boolean)
    .join(' · ');
  return (
    <Page
      title={title}
      above={<Breadcrumb label="位置" crumbs={crumbs} />}
      lead={lead}
      actions={
        !editing && (
          <>
            {register.register === 'organizations' && <Link {...pageOfRecord(register, record.id)}>时间线与全部档案</Link>}
            <RevealNumbers register={register} record={record} onReveal={setRevealed} />
            {record.abilities.edit && <RecordActions register={register} record={record} onEdit={() => setEditing(true)} />}
          </>
        )
      }
    >
      {record.demonstration && <Notice tone="info">这是演示记录，不是真实的组织或人员。</Notice>}
      <div className={styles.columns}>
        <Panel title={editing ? '修改' : '内容'}>
          {editing ? (
            <RecordEditor register={register} record={record} onClose={() => setEditing(false)} />
          ) : (
            <Values register={register} record={record} revealed={revealed} />
          )}
        </Panel>
        <Panel title="历次修改">
          <RecordHistory history={record.history} />
        </Panel>
      </div>
    </Page>
  );
}

function Values({ register, record, revealed }: { register: Register; record: RecordDetail; revealed: Readonly<Record<string, string>> }) {
  return (
    <dl className={styles.values}>
      {register.columns.map((column) => (
        <Field
          key={column.field}
          name={headingText(column)}
          text={revealed[column.field] ?? valueText(column, record.values[column.field], record.divisionNames)}
        />
      ))}
    </dl>
  );
}

function Field({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}

function RecordEditor({ register, record, onClose }: { register: Register; record: RecordDetail; onClose: () => void }) {
  const save = useSaveRecord(register, record, onClose);
  return <RecordForm register={register} values={record.values} divisionNames={record.divisionNames} saveText="保存修改" save={save} onCancel={onClose} />;
}
