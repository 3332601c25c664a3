import { Button, Modal } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Panel } from '#ui/layout/panel.tsx';
import type { IssuedClaimCode, LeaderAccount } from '../contract/claim.ts';
import { claimRoutes } from '../contract/routes.ts';
import styles from './filings.module.css';

/** Who does this organization's business on the telephone, and the code with which a leader comes to it. */
export function LeaderAccountPanel({ id }: { id: string }) {
  const query = useCall(claimRoutes.getLeader, { params: { id } });
  return (
    <Panel title="负责人手机账号">
      <Loaded query={query} lines={2}>
        {(leader) => <Standing id={id} leader={leader} />}
      </Loaded>
    </Panel>
  );
}

function Standing({ id, leader }: { id: string; leader: LeaderAccount }) {
  const [issued, setIssued] = useState<IssuedClaimCode>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [isEnding, setIsEnding] = useState(false);
  const client = useQueryClient();
  const toasts = useToasts();
  const { claim, openCode, mayIssue, version } = leader;
  async function issue(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      setIssued(await call(claimRoutes.issueClaimCode, { params: { id }, body: { version } }));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
      await refresh(client, claimRoutes.getLeader);
    }
  }
  async function end(reason: string): Promise<void> {
    await call(claimRoutes.endClaim, { params: { id }, body: { version, reason } });
    toasts.done('负责人账号和未用的认领码已收回。');
    await refresh(client, claimRoutes.getLeader);
  }
  return (
    <div className={styles.stack}>
      <p>{claim ? `${claim.claimantName}，${momentText(claim.claimedAt)} 认领。` : '还没有人认领。负责人认领后，可以用手机申请、补正、变更和查看进度。'}</p>
      {openCode && (
        <p className={styles.faint}>
          {openCode.issuedByName}已发放认领码，还没有使用，{momentText(openCode.expiresAt)} 前有效。
        </p>
      )}
      {error !== undefined && <ProblemNotice error={error} />}
      {mayIssue && (
        <div className={styles.row}>
          <Button loading={busy} onClick={() => void issue()}>
            {openCode ? '重新发放认领码' : '发放认领码'}
          </Button>
          {(claim || openCode) && <Button onClick={() => setIsEnding(true)}>收回</Button>}
        </div>
      )}
      {issued && <CodeDialog issued={issued} onClose={() => setIssued(undefined)} />}
      <ConfirmWithReason open={isEnding} title="收回负责人账号" confirmText="收回" onConfirm={end} onClose={() => setIsEnding(false)}>
        <p>{claim ? `${claim.claimantName}不能再为这个组织办事；已经提交的申请仍由其跟进。` : ''}未用的认领码作废。</p>
      </ConfirmWithReason>
    </div>
  );
}

/** The code, shown once. */
function CodeDialog({ issued, onClose }: { issued: IssuedClaimCode; onClose: () => void }) {
  return (
    <Modal open title="把认领码交给负责人本人" onCancel={onClose} footer={<Button onClick={onClose}>我已交付</Button>}>
      <div className={styles.stack}>
        <p>{issued.organizationName}的认领码，只显示这一次：</p>
        <p style={{ fontSize: 28, fontVariantNumeric: 'tabular-nums', letterSpacing: 2, textAlign: 'center' }}>{issued.code}</p>
        <p>请负责人用手机打开平台，点“用认领码认领组织”填写。{momentText(issued.expiresAt)} 前有效，只能用一次；认领后，原来的账号不能再办。</p>
      </div>
    </Modal>
  );
}
