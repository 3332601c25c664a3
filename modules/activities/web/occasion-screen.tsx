import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useCan } from '#ui/viewer.ts';
import { type Occasion, PARTICIPANT_KINDS, type ParticipantKind } from '../contract/occasion.ts';
import { occasionRoutes } from '../contract/routes.ts';
import styles from './activities.module.css';
import { DoorCodePanel } from './door-code-panel.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { PhotoPanel } from './photo-panel.tsx';
import { SignUpPanel } from './sign-up-panel.tsx';
import { spanText } from './span-text.ts';
import { SummaryDialog } from './summary-dialog.tsx';

/** One activity: what it is, who comes, and what can be done with it. */
export function OccasionScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useCall(occasionRoutes.occasion, { params: { id } });
  return (
    <LoadedPage title="活动" query={query}>
      {(occasion) => (
        <Page
          title={occasion.title}
          above={
            <Breadcrumb
              label="位置"
              crumbs={[
                { key: 'list', label: '活动', to: '/activities' },
                { key: 'here', label: occasion.title },
              ]}
            />
          }
          lead={`${occasion.organizationName} · ${spanText(occasion)} · ${occasion.stateName}${occasion.demonstration ? ' · 演示数据' : ''}`}
          actions={<Acts occasion={occasion} />}
        >
          <Panel title="活动内容">
            <Facts occasion={occasion} />
          </Panel>
          {occasion.state === 'open' && <DoorCodePanel id={occasion.id} />}
          <PhotoPanel occasion={occasion} />
          <SignUpPanel occasion={occasion} />
        </Page>
      )}
    </LoadedPage>
  );
}

function Facts({ occasion }: { occasion: Occasion }) {
  const {
    venue,
    theme,
    kind,
    coHosts,
    guidedBy,
    about,
    counts,
    capacity,
    cancelReason,
    movedFrom,
    summary,
    participants,
    volunteers,
    beneficiaries,
    recordId,
  } = occasion;
  const rows: [string, string | null][] = [
    ['地点', venue],
    ['改过', movedFrom === null ? null : `原来是 ${movedFrom}`],
    ['主题', kind === null ? theme : `${theme} · ${kind}`],
    ['联合主办', coHosts.join('、') || null],
    ['指导单位', guidedBy],
    ['名额', capacity === null ? '不限' : `${capacity} 个`],
    ['报名', `${counts.confirmed} 人，候补 ${counts.waiting} 人`],
    ['签到', counts.checkedIn === 0 ? '还没有人签到' : `${counts.checkedIn} 人：${kindsText(counts.kinds)}`],
    ['取消原因', cancelReason],
    ['参加人数', participants === null ? null : `${participants} 人，其中志愿者 ${volunteers ?? 0} 人`],
    ['服务对象', beneficiaries?.map(({ group, count }) => `${group} ${count} 人`).join('、') || null],
    ['小结', summary],
    ['做什么', about],
  ];
  return (
    <>
      <dl className={styles.facts}>{rows.map(([name, value]) => value !== null && [<dt key={`${name}-name`}>{name}</dt>, <dd key={name}>{value}</dd>])}</dl>
      {recordId !== null && (
        <p>
          <Link to="/evidence/$register/$id" params={{ register: 'activities', id: recordId }}>
            活动台账里的这一条
          </Link>
        </p>
      )}
    </>
  );
}

function kindsText(kinds: Occasion['counts']['kinds']): string {
  const names = Object.entries(PARTICIPANT_KINDS) as [ParticipantKind, string][];
  return names.flatMap(([kind, name]) => (kinds[kind] > 0 ? [`${name} ${kinds[kind]} 人`] : [])).join('、');
}

function Acts({ occasion }: { occasion: Occasion }) {
  const client = useQueryClient();
  const mayWork = useCan('activity.work');
  const [dialog, setDialog] = useState<'cancel' | 'change' | 'summary' | null>(null);
  if (!mayWork || occasion.state !== 'open') return null;
  const { id, version, title, counts, isOver, hasBegun } = occasion;
  async function cancel(reason: string): Promise<void> {
    await call(occasionRoutes.cancelOccasion, { params: { id }, body: { version, reason } });
    await refresh(client, occasionRoutes.occasion, occasionRoutes.occasions);
  }
  return (
    <>
      {hasBegun && <Button onClick={() => setDialog('summary')}>写活动小结</Button>}
      {!isOver && <Button onClick={() => setDialog('change')}>修改活动</Button>}
      {counts.checkedIn === 0 && (
        <Button danger onClick={() => setDialog('cancel')}>
          取消活动
        </Button>
      )}
      <ConfirmWithReason
        open={dialog === 'cancel'}
        title={`取消“${title}”`}
        confirmText="取消活动"
        reasonLabel="为什么取消（报名的人会看到）"
        danger
        onConfirm={cancel}
        onClose={() => setDialog(null)}
      >
        已有 {counts.confirmed} 人报名、{counts.waiting} 人候补。取消以后不能恢复。
      </ConfirmWithReason>
      {dialog === 'change' && <ChangeDialog occasion={occasion} onClose={() => setDialog(null)} />}
      {dialog === 'summary' && <SummaryDialog occasion={occasion} onClose={() => setDialog(null)} />}
    </>
  );
}
