import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { refresh } from '#ui/api/use-call.ts';
import { Notice, ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useCan } from '#ui/viewer.ts';
import { readFields, type TypedOccasion, type Wrong } from '../contract/announce-form.ts';
import { occasionRoutes } from '../contract/routes.ts';
import styles from './activities.module.css';
import { AnnounceFields } from './announce-fields.tsx';
import { type Host, HostPicker } from './host-picker.tsx';

const CRUMBS = [
  { key: 'list', label: '活动', to: '/activities' },
  { key: 'here', label: '发布活动' },
];
const NOTHING_WRONG: Wrong = new Map();
const FIELD_OF: Readonly<Record<string, string>> = { startsAt: 'day', endsAt: 'to', signUpUntil: 'signUpDay' };

/** An office announces for an organization of its jurisdiction, by the same form as its leader; a planned activity brings its name and theme along. */
export function AnnounceScreen() {
  const mayWork = useCan('activity.work');
  return (
    <Page
      title="发布活动"
      above={<Breadcrumb label="位置" crumbs={CRUMBS} />}
      lead="替辖区内的组织发布，和负责人在手机上发布的一样：居民马上能看到、能报名，以后还可以修改或取消。"
    >
      {mayWork ? <AnnounceForm /> : <Notice tone="info">您的岗位不能发布活动。组织负责人可以在手机上“我的活动”里发布。</Notice>}
    </Page>
  );
}

function AnnounceForm() {
  const id = useId();
  const [values] = useSearchState();
  const [typed, setTyped] = useState<TypedOccasion>(() => ({ title: values['title'], theme: values['theme'], kind: values['kind'] }));
  const [host, setHost] = useState<Host | null>(null);
  const { announce, busy, wrong, error } = useAnnounce();
  return (
    <Panel title="活动">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void announce(host, typed);
        }}
      >
        <div className={styles.form}>
          <div className={styles.wide}>
            <Field
              label="由哪个组织主办"
              htmlFor={`${id}-host`}
              required
              problem={wrong.get('host')}
              hint="本单位主办的，选承办的组织，在“指导单位”里写本单位。"
            >
              <HostPicker id={`${id}-host`} value={host} onChange={setHost} />
            </Field>
          </div>
          <AnnounceFields typed={typed} wrong={wrong} onChange={(more) => setTyped({ ...typed, ...more })} />
        </div>
        {wrong.size > 0 && <p className={styles.late}>✕ 有 {wrong.size} 项没有填好，见上面的红字。</p>}
        {error !== undefined && <ProblemNotice error={error} />}
        <Button type="primary" htmlType="submit" loading={busy}>
          发布
        </Button>
      </form>
    </Panel>
  );
}

/** What was typed stays when it is refused, by the form or by the server. */
function useAnnounce() {
  const client = useQueryClient();
  const toasts = useToasts();
  const go = useNavigate();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(NOTHING_WRONG);
  const [error, setError] = useState<unknown>();
  async function announce(host: Host | null, typed: TypedOccasion): Promise<void> {
    const read = readFields(typed);
    const found = new Map('wrong' in read ? read.wrong : []);
    if (host === null) found.set('host', '请选择主办的组织。');
    setWrong(found);
    setError(undefined);
    if ('wrong' in read || host === null) return;
    setBusy(true);
    try {
      const { id } = await call(occasionRoutes.announceOccasion, { body: { organizationId: host.id, occasion: read.input } });
      await refresh(client, occasionRoutes.occasions);
      toasts.done('已发布，居民现在可以报名。');
      await go({ to: '/activities/$id', params: { id } });
    } catch (problem) {
      const fields = problem instanceof Problem ? problem.fields : [];
      setWrong(new Map(fields.map(({ path, message }) => [FIELD_OF[path] ?? path, message])));
      if (fields.length === 0) setError(problem);
    } finally {
      setBusy(false);
    }
  }
  return { announce, busy, wrong, error };
}
