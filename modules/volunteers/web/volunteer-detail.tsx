import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useCan, useViewer } from '#ui/viewer.ts';
import { serviceRoutes, volunteerRoutes } from '../contract/routes.ts';
import type { Volunteer } from '../contract/volunteer.ts';
import { CONSENTS, ID_KINDS, MEMBERSHIP_STATES, TEAM_ROLES } from '../contract/words.ts';
import { CertificatePanel } from './certificate-panel.tsx';
import { durationText } from './duration.ts';
import { EditVolunteer } from './edit-volunteer.tsx';
import styles from './volunteers.module.css';

/** One volunteer: record, teams, minutes of the year, certificates. */
export function VolunteerDetailScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useCall(volunteerRoutes.getVolunteer, { params: { id } });
  const crumbs = [
    { key: 'volunteers', label: '志愿者', to: '/volunteers' },
    { key: 'here', label: query.data?.name ?? '志愿者' },
  ];
  return (
    <Page
      title={query.data?.name ?? '志愿者'}
      above={<Breadcrumb label="位置" crumbs={crumbs} />}
      lead={query.data && `编号 ${query.data.number}，${query.data.divisionName}`}
    >
      <Loaded query={query}>{(volunteer) => <Detail volunteer={volunteer} />}</Loaded>
    </Page>
  );
}

function Detail({ volunteer }: { volunteer: Volunteer }) {
  return (
    <>
      <RecordPanel volunteer={volunteer} />
      <TeamsPanel volunteer={volunteer} />
      <CertificatePanel volunteer={volunteer} />
    </>
  );
}

type Dialog = 'edit' | 'reveal' | 'withdraw' | null;

function RecordPanel({ volunteer }: { volunteer: Volunteer }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const mayReveal = useCan('personal-data.reveal');
  const [dialog, setDialog] = useState<Dialog>(null);
  const [clear, setClear] = useState<{ idNumber: string; phone: string | null; guardianPhone: string | null } | null>(null);
  const { id, version, mayKeep } = volunteer;
  async function withdraw(reason: string): Promise<void> {
    await call(volunteerRoutes.withdrawVolunteer, { params: { id }, body: { version, reason } });
    await refresh(client, volunteerRoutes.getVolunteer, volunteerRoutes.listVolunteers);
    toasts.done(`${volunteer.name}已注销登记。`);
  }
  const facts = factsOf(volunteer, clear ?? volunteer);
  return (
    <Panel title="登记信息" actions={<RecordActions mayReveal={mayReveal && clear === null} mayKeep={mayKeep} onChoose={setDialog} />}>
      <dl className={styles.facts}>
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {dialog === 'edit' && <EditVolunteer volunteer={volunteer} onClose={() => setDialog(null)} />}
      <ConfirmWithReason
        open={dialog === 'reveal'}
        title="查看完整的证件号和手机号"
        confirmText="查看"
        onConfirm={async (reason) => setClear(await call(volunteerRoutes.revealVolunteer, { params: { id }, body: { reason } }))}
        onClose={() => setDialog(null)}
      >
        只用于核实和联系；查看的人、时间和理由记入审计。
      </ConfirmWithReason>
      <ConfirmWithReason
        open={dialog === 'withdraw'}
        title={`注销${volunteer.name}的登记`}
        confirmText="注销"
        danger
        onConfirm={withdraw}
        onClose={() => setDialog(null)}
      >
        同时退出所有队伍；服务记录和证明保留，以后可以重新登记。
      </ConfirmWithReason>
    </Panel>
  );
}

function RecordActions({ mayReveal, mayKeep, onChoose }: { mayReveal: boolean; mayKeep: boolean; onChoose: (dialog: Dialog) => void }) {
  return (
    <span className={styles.row}>
      {mayReveal && <Button onClick={() => onChoose('reveal')}>查看完整号码</Button>}
      {mayKeep && <Button onClick={() => onChoose('edit')}>修改</Button>}
      {mayKeep && (
        <Button danger onClick={() => onChoose('withdraw')}>
          注销登记
        </Button>
      )}
    </span>
  );
}

/** What the record says; numbers as far as they are shown. */
function factsOf(volunteer: Volunteer, shown: Pick<Volunteer, 'idNumber' | 'phone' | 'guardianPhone'>): [string, string][] {
  return [
    ['性别、年龄', `${volunteer.sex}，${volunteer.age} 岁（${dayInWords(volunteer.bornOn)}出生）`],
    ['证件', `${ID_KINDS[volunteer.idKind]} ${shown.idNumber}`],
    ...(volunteer.nationality === null ? [] : ([['国籍', volunteer.nationality]] satisfies [string, string][])),
    ['手机号', shown.phone ?? '—'],
    ...(volunteer.guardianName === null ? [] : ([['监护人', `${volunteer.guardianName} ${shown.guardianPhone ?? ''}`]] satisfies [string, string][])),
    ['想做什么', volunteer.serviceKinds.join('、') || '—'],
    ['什么时候有空', volunteer.availability.join('、') || '—'],
    ['特长、语言', [...volunteer.skills, ...volunteer.languages].join('、') || '—'],
    ['保险', volunteer.isInsured ? `到 ${dayInWords(volunteer.insuredUntil ?? '')}` : '没有，安排有风险的服务前要先办'],
    ['登记', `${dayInWords(volunteer.registeredOn)}，${CONSENTS[volunteer.consent]}${volunteer.consentNote === null ? '' : `（${volunteer.consentNote}）`}`],
    ...(volunteer.withdrawnOn === null ? [] : ([['注销', `${dayInWords(volunteer.withdrawnOn)}：${volunteer.withdrawReason}`]] satisfies [string, string][])),
  ];
}

function TeamsPanel({ volunteer }: { volunteer: Volunteer }) {
  const { today } = useViewer();
  const totals = useCall(serviceRoutes.serviceTotals, { query: { volunteer: volunteer.id, year: today.slice(0, 4) } });
  return (
    <Panel title="队伍和服务">
      <Loaded query={totals} lines={1}>
        {({ services, minutes, waiting }) => (
          <p>
            今年已确认 {services} 次，共 {durationText(minutes)}；待确认 {waiting} 次。{' '}
            <Link to="/volunteer-services" search={{ volunteer: volunteer.id }}>
              看服务记录
            </Link>
          </p>
        )}
      </Loaded>
      {volunteer.memberships.length === 0 && <p className={styles.faint}>还没有参加队伍，可以在队伍页面里加入。</p>}
      <ul className={styles.list}>
        {volunteer.memberships.map(({ id, teamId, teamName, role, state, askedOn }) => (
          <li key={id}>
            <Link to="/volunteer-teams/$id" params={{ id: teamId }}>
              {teamName}
            </Link>{' '}
            {state === 'member' ? TEAM_ROLES[role] : MEMBERSHIP_STATES[state]} <span className={styles.faint}>{dayInWords(askedOn)}起</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
