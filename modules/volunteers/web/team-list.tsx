import { useQueryClient } from '@tanstack/react-query';
import { dayInWords } from '#shared/day.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useCan, useViewer } from '#ui/viewer.ts';
import { teamRoutes } from '../contract/routes.ts';
import type { TeamSummary } from '../contract/team.ts';
import { type Owner, OwnerPicker } from './owner-picker.tsx';
import styles from './volunteers.module.css';

const COLUMNS: Column<TeamSummary>[] = [
  {
    key: 'name',
    title: '队伍',
    cell: ({ id, name, isInternational, demonstration }) => (
      <>
        <Link to="/volunteer-teams/$id" params={{ id }}>
          {name}
        </Link>
        {[...(isInternational ? ['国际'] : []), ...(demonstration ? ['演示'] : [])].map((word) => `（${word}）`).join('')}
      </>
    ),
  },
  { key: 'owner', title: '属于', cell: ({ organizationName, divisionName }) => organizationName ?? divisionName.split(' ').slice(-1)[0] },
  { key: 'members', title: '队员', number: true, cell: ({ memberCount }) => memberCount },
  { key: 'asked', title: '待同意', number: true, cell: ({ askedCount }) => askedCount },
  { key: 'mark', title: '标识', cell: ({ markedOn }) => (markedOn === null ? '—' : `${dayInWords(markedOn)}起`) },
  { key: 'association', title: '团体会员', cell: ({ associationName }) => associationName ?? '—' },
  { key: 'place', title: '所在地', cell: ({ divisionName }) => divisionName.split(' ').slice(-2).join(' ') },
];

/** Teams of the jurisdiction. */
export function TeamListScreen() {
  const [values, set] = useSearchState();
  const go = useNavigate();
  const mayKeep = useCan('volunteer.keep');
  const [isNew, setNew] = useState(false);
  const pages = usePages(teamRoutes.listTeams, { query: { q: values['q'] || undefined } });
  return (
    <Page
      title="志愿服务队"
      lead="属于一个社区社会组织，或者社区自己的队伍。队长在手机上同意入队、记录和确认时长。"
      actions={
        mayKeep ? (
          <Button type="primary" onClick={() => setNew(true)}>
            新建队伍
          </Button>
        ) : undefined
      }
    >
      <Panel
        title={pages.total === null ? '队伍' : `队伍（${pages.total} 支）`}
        flush
        actions={<SearchBox label="队伍名称" value={values['q'] ?? ''} onChange={(q) => set({ q: q || undefined })} />}
      >
        <DataTable
          name="volunteer-teams"
          label="志愿服务队"
          columns={COLUMNS}
          pages={pages}
          rowKey={({ id }) => id}
          onOpen={({ id }) => void go({ to: '/volunteer-teams/$id', params: { id } })}
          counted="支"
          empty={<EmptyState title="还没有志愿服务队">点“新建队伍”，再把志愿者加进来，指定一名队长。</EmptyState>}
        />
      </Panel>
      {isNew && <NewTeam onClose={() => setNew(false)} />}
    </Page>
  );
}

function NewTeam({ onClose }: { onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const go = useNavigate();
  const { division, divisionName, level, today } = useViewer();
  const within = { code: division ?? '', name: divisionName };
  const [place, setPlace] = useState(level === 'community' || level === 'township' ? within : null);
  const [name, setName] = useState('');
  const [about, setAbout] = useState('');
  const [owner, setOwner] = useState<Owner | null>(null);
  const [isInternational, setInternational] = useState(false);
  async function save(): Promise<void> {
    const blank = { markedOn: null, associationId: null, associationSince: null };
    const organizationId = owner?.id ?? null;
    const team = await call(teamRoutes.createTeam, {
      body: { ...blank, organizationId, isInternational, name, about, division: place?.code ?? '', foundedOn: today },
    });
    await refresh(client, teamRoutes.listTeams);
    await go({ to: '/volunteer-teams/$id', params: { id: team.id } });
  }
  return (
    <Confirm open title="新建志愿服务队" confirmText="新建" disabled={name.trim().length < 2 || place === null} onConfirm={save} onClose={onClose}>
      <div className={styles.form}>
        <Field label="队伍名称" htmlFor={`${id}-name`} required>
          <Input id={`${id}-name`} maxLength={60} value={name} onChange={({ target }) => setName(target.value)} />
        </Field>
        <Field label="所在社区" htmlFor={`${id}-place`} required>
          <DivisionPicker id={`${id}-place`} label="所在社区" value={place} within={within} levels={['community', 'township']} onChange={setPlace} />
        </Field>
        <Field label="属于哪个组织" htmlFor={`${id}-owner`} hint="社区自己的队伍不填">
          <OwnerPicker id={`${id}-owner`} use="organization" value={owner} onChange={setOwner} />
        </Field>
        <label>
          <input type="checkbox" checked={isInternational} onChange={({ target }) => setInternational(target.checked)} /> 国际志愿者服务队
        </label>
        <Field label="做什么" htmlFor={`${id}-about`}>
          <Input id={`${id}-about`} maxLength={200} value={about} onChange={({ target }) => setAbout(target.value)} />
        </Field>
      </div>
    </Confirm>
  );
}
