import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { refresh } from '#ui/api/use-call.ts';
import { EmptyState, ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useViewer } from '#ui/viewer.ts';
import { volunteerRoutes } from '../contract/routes.ts';
import { BLANK, VolunteerFields } from './volunteer-fields.tsx';
import styles from './volunteers.module.css';

const CRUMBS = [
  { key: 'volunteers', label: '志愿者', to: '/volunteers' },
  { key: 'here', label: '登记志愿者' },
];

export const problemsOf = (error: unknown): ReadonlyMap<string, string> =>
  new Map(error instanceof Problem ? error.fields.map(({ path, message }) => [path, message]) : []);

/** Assisted entry: the office types for somebody who agreed; what was typed stays when it is refused. */
export function NewVolunteerScreen() {
  const { division, divisionName, level } = useViewer();
  const own = division !== null && (level === 'community' || level === 'township') ? { code: division, name: divisionName } : null;
  return (
    <Page title="登记志愿者" above={<Breadcrumb label="位置" crumbs={CRUMBS} />} lead="替到场的居民登记。姓名、性别、出生日期要和证件一致。">
      {division === null ? (
        <EmptyState title="没有岗位">有社区、街道或区县的岗位才能登记。</EmptyState>
      ) : (
        <NewVolunteer own={own} within={{ code: division, name: divisionName }} />
      )}
    </Page>
  );
}

function NewVolunteer({ own, within }: { own: { code: string; name: string } | null; within: { code: string; name: string } }) {
  const id = useId();
  const go = useNavigate();
  const client = useQueryClient();
  const toasts = useToasts();
  const [value, setValue] = useState(BLANK);
  const [place, setPlace] = useState(own);
  const [consentNote, setNote] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  async function save(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      const made = await call(volunteerRoutes.registerVolunteer, { body: { ...value, division: place?.code ?? '', consentNote } });
      await refresh(client, volunteerRoutes.listVolunteers);
      toasts.done(`已登记${made.name}，编号 ${made.number}。`);
      await go({ to: '/volunteers/$id', params: { id: made.id } });
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Panel title="登记信息">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={styles.form}>
          <Field label="住在哪个社区" htmlFor={`${id}-place`} required>
            <DivisionPicker id={`${id}-place`} label="住在哪个社区" value={place} within={within} levels={['community', 'township']} onChange={setPlace} />
          </Field>
          <Field label="本人怎样同意登记的" htmlFor={`${id}-note`} hint="例如：本人到社区当面同意" required>
            <Input id={`${id}-note`} maxLength={200} value={consentNote} onChange={({ target }) => setNote(target.value)} />
          </Field>
        </div>
        <VolunteerFields value={value} onChange={setValue} problems={problemsOf(error)} />
        {error !== undefined && <ProblemNotice error={error} />}
        <Button type="primary" htmlType="submit" loading={busy} disabled={place === null}>
          登记
        </Button>
      </form>
    </Panel>
  );
}
