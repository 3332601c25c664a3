import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useViewer } from '#ui/viewer.ts';
import { serviceRoutes, teamRoutes, volunteerRoutes } from '../contract/routes.ts';
import { type EditTeam, MEMBER_ACTIONS, type MemberAction, type Team, type TeamMember } from '../contract/team.ts';
import { MEMBERSHIP_STATES, TEAM_ROLES } from '../contract/words.ts';
import { durationText } from './duration.ts';
import { type Owner, OwnerPicker } from './owner-picker.tsx';
import styles from './volunteers.module.css';

/** One team: its facts, members, minutes of the year. */
export function TeamDetailScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useCall(teamRoutes.getTeam, { params: { id } });
  const crumbs = [
    { key: 'teams', label: '志愿服务队', to: '/volunteer-teams' },
    { key: 'here', label: query.data?.name ?? '队伍' },
  ];
  return (
    <Page title={query.data?.name ?? '志愿服务队'} above={<Breadcrumb label="位置" crumbs={crumbs} />} lead={query.data?.about || undefined}>
      <Loaded query={query}>
        {(team) => (
          <>
            <FactsPanel team={team} />
            <MembersPanel team={team} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function FactsPanel({ team }: { team: Team }) {
  const { today } = useViewer();
  const [isEditing, setEditing] = useState(false);
  const totals = useCall(serviceRoutes.serviceTotals, { query: { team: team.id, year: today.slice(0, 4) } });
  const facts: [string, string][] = [
    ['属于', team.organizationName ?? team.divisionName],
    ['成立', dayInWords(team.foundedOn)],
    ['志愿服务标识', team.markedOn === null ? '没有' : `${dayInWords(team.markedOn)}起`],
    ['团体会员', team.associationName === null ? '没有加入' : `${team.associationName}，${dayInWords(team.associationSince ?? '')}起`],
    ['国际志愿者服务队', team.isInternational ? '是' : '不是'],
    ['入队码', team.joinCode ?? '没有开通'],
  ];
  return (
    <Panel title="队伍" actions={team.mayKeep ? <Button onClick={() => setEditing(true)}>修改</Button> : undefined}>
      <dl className={styles.facts}>
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Loaded query={totals} lines={1}>
        {({ persons, services, minutes }) => (
          <p>
            今年 {persons} 人参加，{services} 人次，共 {durationText(minutes)}。{' '}
            <Link to="/volunteer-services" search={{ team: team.id }}>
              看服务记录
            </Link>
          </p>
        )}
      </Loaded>
      {isEditing && <EditDialog team={team} onClose={() => setEditing(false)} />}
    </Panel>
  );
}

function EditDialog({ team, onClose }: { team: Team; onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const { today } = useViewer();
  const [edit, setEdit] = useState({ name: team.name, about: team.about, markedOn: team.markedOn, isInternational: team.isInternational });
  const [association, setAssociation] = useState<Owner | null>(
    team.associationId === null ? null : { id: team.associationId, name: team.associationName ?? '' },
  );
  const [since, setSince] = useState(team.associationSince);
  const [joinCode, setCode] = useState<EditTeam['joinCode']>('keep');
  const [isClosing, setClosing] = useState(false);
  async function save(): Promise<void> {
    const { version } = team;
    const membership = { associationId: association?.id ?? null, associationSince: association ? (since ?? today) : null };
    await call(teamRoutes.editTeam, {
      params: { id: team.id },
      body: { ...edit, ...membership, version, joinCode, closedOn: isClosing ? today : null },
    });
    await refresh(client, teamRoutes.getTeam, teamRoutes.listTeams, teamRoutes.listMembers);
    toasts.done(isClosing ? '队伍已解散。' : '已保存。');
  }
  return (
    <Confirm
      open
      title={`修改${team.name}`}
      confirmText={isClosing ? '解散队伍' : '保存'}
      disabled={edit.name.trim().length < 2}
      onConfirm={save}
      onClose={onClose}
    >
      <div className={styles.form}>
        <Field label="队伍名称" htmlFor={`${id}-name`}>
          <Input id={`${id}-name`} maxLength={60} value={edit.name} onChange={({ target }) => setEdit({ ...edit, name: target.value })} />
        </Field>
        <Field label="做什么" htmlFor={`${id}-about`}>
          <Input id={`${id}-about`} maxLength={200} value={edit.about} onChange={({ target }) => setEdit({ ...edit, about: target.value })} />
        </Field>
        <Field label="志愿服务标识从哪天起" htmlFor={`${id}-mark`} hint="没有标识的不填">
          <DayPicker id={`${id}-mark`} value={edit.markedOn} latest={today} allowClear onChange={(markedOn) => setEdit({ ...edit, markedOn })} />
        </Field>
        <MembershipFields association={association} since={since} onChoose={setAssociation} onSince={setSince} />
        <Tick text="国际志愿者服务队" isOn={edit.isInternational} onChange={(isInternational) => setEdit({ ...edit, isInternational })} />
        <Tick text="换一个新的入队码" isOn={joinCode === 'new'} onChange={(isOn) => setCode(isOn ? 'new' : 'keep')} />
        <Tick text="停用入队码" isOn={joinCode === 'none'} onChange={(isOn) => setCode(isOn ? 'none' : 'keep')} />
        <Tick text="解散队伍，所有队员退出" isOn={isClosing} onChange={setClosing} />
      </div>
    </Confirm>
  );
}

interface MembershipProps {
  association: Owner | null;
  since: string | null;
  onChoose: (association: Owner | null) => void;
  onSince: (since: string | null) => void;
}

/** Of which association it is a group member, and since when (GZ-D21). */
function MembershipFields({ association, since, onChoose, onSince }: MembershipProps) {
  const id = useId();
  const { today } = useViewer();
  return (
    <>
      <Field label="是哪个协会的团体会员" htmlFor={`${id}-association`} hint="例如社会工作与志愿服务协会；没有加入的不填">
        <OwnerPicker id={`${id}-association`} use="association" value={association} onChange={onChoose} />
      </Field>
      {association && (
        <Field label="从哪天起是团体会员" htmlFor={`${id}-since`}>
          <DayPicker id={`${id}-since`} value={since ?? today} latest={today} onChange={onSince} />
        </Field>
      )}
    </>
  );
}

function Tick({ text, isOn, onChange }: { text: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={({ target }) => onChange(target.checked)} /> {text}
    </label>
  );
}

function MembersPanel({ team }: { team: Team }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const pages = usePages(teamRoutes.listMembers, { params: { id: team.id }, query: {} });
  async function change(volunteerId: string, action: MemberAction): Promise<void> {
    try {
      const { name } = await call(teamRoutes.changeMember, { params: { id: team.id }, body: { volunteerId, action } });
      await refresh(client, teamRoutes.listMembers, teamRoutes.getTeam);
      toasts.done(`${name}：${MEMBER_ACTIONS[action]}。`);
    } catch (problem) {
      toasts.failed(problem);
    }
  }
  return (
    <Panel
      title={`队员（${team.memberCount} 人，${team.askedCount} 人等待同意）`}
      flush
      actions={team.mayKeep ? <AddMember onAdd={(one) => change(one, 'add')} /> : undefined}
    >
      <DataTable
        name="team-members"
        label="队员"
        columns={columnsOf(team.mayKeep ? change : null)}
        pages={pages}
        rowKey={({ volunteerId }) => volunteerId}
        counted="人"
        empty={<EmptyState title="还没有队员">用编号把志愿者加进来，或者开通入队码，让大家自己加入。</EmptyState>}
      />
    </Panel>
  );
}

function actionsFor({ state, role }: TeamMember): MemberAction[] {
  if (state === 'asked') return ['accept', 'refuse'];
  return [role === 'leader' ? 'unlead' : 'lead', 'end'];
}

function columnsOf(change: ((volunteerId: string, action: MemberAction) => Promise<void>) | null): Column<TeamMember>[] {
  return [
    {
      key: 'name',
      title: '姓名',
      cell: ({ volunteerId, name }) => (
        <Link to="/volunteers/$id" params={{ id: volunteerId }}>
          {name}
        </Link>
      ),
    },
    { key: 'number', title: '编号', cell: ({ number }) => number },
    { key: 'state', title: '情况', cell: ({ state, role }) => (state === 'member' ? TEAM_ROLES[role] : MEMBERSHIP_STATES[state]) },
    { key: 'phone', title: '手机号', cell: ({ phone }) => phone ?? '—' },
    ...(change
      ? [
          {
            key: 'act',
            title: '办理',
            cell: (member: TeamMember) => (
              <span className={styles.row}>
                {actionsFor(member).map((action) => (
                  <Button key={action} size="small" danger={action === 'end'} onClick={() => void change(member.volunteerId, action)}>
                    {MEMBER_ACTIONS[action]}
                  </Button>
                ))}
              </span>
            ),
          },
        ]
      : []),
  ];
}

/** By the number of a volunteer, or a whole telephone: both name one person. */
function AddMember({ onAdd }: { onAdd: (volunteerId: string) => Promise<void> }) {
  const toasts = useToasts();
  const [text, setText] = useState('');
  async function add(): Promise<void> {
    const typed = text.trim();
    try {
      const found = /^W\d{6}-\d{9}$/i.test(typed)
        ? (await call(volunteerRoutes.listVolunteers, { query: { q: typed } })).items
        : (await call(volunteerRoutes.findVolunteer, { body: { number: typed } })).items;
      const [one] = found;
      if (!one) throw new Error('没有找到这名志愿者。请填写志愿者编号或完整的手机号。');
      await onAdd(one.id);
      setText('');
    } catch (problem) {
      toasts.failed(problem);
    }
  }
  return (
    <Input.Search
      aria-label="志愿者编号或手机号"
      placeholder="志愿者编号或手机号"
      value={text}
      enterButton="加入队员"
      onChange={({ target }) => setText(target.value)}
      onSearch={() => void add()}
      style={{ maxWidth: 340 }}
    />
  );
}
