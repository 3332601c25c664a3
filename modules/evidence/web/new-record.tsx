import { useNavigate } from '@tanstack/react-router';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { Register } from '../contract/record.ts';
import type { FormValues } from './form-values.ts';
import { keepApart, LikelyOrganizations, useLikelyOrganizations } from './likely-organizations.tsx';
import { RecordForm } from './record-form.tsx';
import { NoRegister } from './no-register.tsx';
import { useRegister } from './use-register.ts';
import { useCreateRecord } from './use-save-record.ts';

/** A new record of a register. */
export function NewRecordScreen() {
  const { query, register } = useRegister();
  return (
    <LoadedPage title="新增记录" query={query}>
      {() => (register ? <NewRecord register={register} /> : <NoRegister />)}
    </LoadedPage>
  );
}

function NewRecord({ register }: { register: Register }) {
  const navigate = useNavigate();
  const create = useCreateRecord(register);
  const { likely, ask, forget } = useLikelyOrganizations(register);
  async function save(values: FormValues): Promise<void> {
    if (!(await ask(values))) await create(values);
  }
  async function createAnyway({ values, found }: NonNullable<typeof likely>): Promise<void> {
    await create(values, (id) => keepApart(id, found));
  }
  const to = `/evidence/${register.register}`;
  const crumbs = [
    { key: 'home', label: '登记台账', to: '/evidence' },
    { key: 'register', label: register.name, to },
    { key: 'here', label: '新增' },
  ];
  return (
    <Page title={`新增${register.name}`} above={<Breadcrumb label="位置" crumbs={crumbs} />} lead={register.note}>
      {likely && <LikelyOrganizations found={likely.found} onAnyway={() => createAnyway(likely)} onClose={forget} />}
      <Panel title="内容">
        <RecordForm register={register} values={{}} divisionNames={{}} saveText="新增" save={save} onCancel={() => void navigate({ to })} />
      </Panel>
    </Page>
  );
}
