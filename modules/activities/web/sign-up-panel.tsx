import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { EmptyState, ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useCan } from '#ui/viewer.ts';
import type { Occasion, SignUp } from '../contract/occasion.ts';
import { occasionRoutes } from '../contract/routes.ts';
import styles from './activities.module.css';
import { GuestDialog } from './guest-dialog.tsx';
import { clockText } from './span-text.ts';

type Act = 'checkIn' | 'checkOut' | 'withdrawSignUp';

/** Everybody on the list, with checking in and out. */
export function SignUpPanel({ occasion }: { occasion: Occasion }) {
  const pages = usePages(occasionRoutes.signUps, { params: { id: occasion.id } });
  const client = useQueryClient();
  const mayWork = useCan('activity.work') && occasion.state === 'open';
  const mayReveal = useCan('personal-data.reveal');
  const [error, setError] = useState<unknown>();
  const [isAdding, setAdding] = useState(false);
  const [revealing, setRevealing] = useState<SignUp | null>(null);
  async function act(what: Act, entry: SignUp): Promise<void> {
    setError(undefined);
    try {
      await call(occasionRoutes[what], { params: { id: occasion.id, entry: entry.id } });
    } catch (problem) {
      setError(problem);
    }
    await refresh(client, occasionRoutes.signUps, occasionRoutes.occasion, occasionRoutes.occasions);
  }
  return (
    <Panel title="报名和签到名单" flush actions={mayWork ? <Button onClick={() => setAdding(true)}>替人报名</Button> : undefined}>
      {error !== undefined && <ProblemNotice error={error} />}
      <DataTable
        name="sign-ups"
        label="名单"
        columns={columnsOf(mayWork ? act : null, mayReveal ? setRevealing : null)}
        pages={pages}
        rowKey={({ id }) => id}
        counted="人"
        empty={<EmptyState title="还没有人报名">居民在公开页面报名；来电话或当面报名的，可以替他们加到名单里。</EmptyState>}
      />
      {isAdding && <GuestDialog id={occasion.id} onClose={() => setAdding(false)} />}
      {revealing && <RevealDialog id={occasion.id} entry={revealing} onClose={() => setRevealing(null)} />}
    </Panel>
  );
}

function columnsOf(act: ((what: Act, entry: SignUp) => Promise<void>) | null, reveal: ((entry: SignUp) => void) | null): Column<SignUp>[] {
  const time = (instant: string | null) => (instant === null ? '—' : clockText(instant));
  return [
    { key: 'name', title: '姓名', cell: ({ name }) => name },
    { key: 'phone', title: '电话', cell: ({ phone }) => phone ?? '没有留' },
    { key: 'kind', title: '身份', cell: ({ kindName }) => kindName },
    { key: 'state', title: '报名', cell: ({ stateName }) => stateName },
    { key: 'in', title: '签到', cell: ({ checkedInAt }) => time(checkedInAt) },
    { key: 'out', title: '签退', cell: ({ checkedOutAt }) => time(checkedOutAt) },
    ...(act || reveal
      ? [
          {
            key: 'acts',
            title: '办理',
            cell: (entry: SignUp) => (
              <div className={styles.row}>
                {act && entry.state !== 'cancelled' && entry.checkedInAt === null && (
                  <>
                    <Button onClick={() => void act('checkIn', entry)}>签到</Button>
                    <Button onClick={() => void act('withdrawSignUp', entry)}>取消报名</Button>
                  </>
                )}
                {act && entry.checkedInAt !== null && entry.checkedOutAt === null && <Button onClick={() => void act('checkOut', entry)}>签退</Button>}
                {reveal && entry.state !== 'cancelled' && (
                  <Button type="text" onClick={() => reveal(entry)}>
                    查看姓名电话
                  </Button>
                )}
              </div>
            ),
          },
        ]
      : []),
  ];
}

function RevealDialog({ id, entry, onClose }: { id: string; entry: SignUp; onClose: () => void }) {
  const toasts = useToasts();
  async function reveal(reason: string): Promise<void> {
    const { name, phone } = await call(occasionRoutes.revealSignUp, { params: { id, entry: entry.id }, body: { reason } });
    toasts.done(`${name}，${phone ?? '没有留电话'}`);
  }
  return (
    <ConfirmWithReason open title={`查看${entry.name}的姓名和电话`} confirmText="查看" onConfirm={reveal} onClose={onClose}>
      查看会记入审计，并写明理由。
    </ConfirmWithReason>
  );
}
