import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useCan } from '#ui/viewer.ts';
import type { Need } from '../contract/need.ts';
import { needRoutes } from '../contract/routes.ts';
import styles from './need.module.css';

/** Who asked: masked, in clear for whoever works on it and says why. */
export function RequesterLine({ need }: { need: Need }) {
  const [isAsking, setAsking] = useState(false);
  const [shown, setShown] = useState<{ name: string | null; phone: string | null; address: string | null } | null>(null);
  const mayReveal = useCan('personal-data.reveal');
  const isHandler = need.abilities.some(({ action }) => HANDLING.includes(action));
  const { name, phone, address } = shown ?? need.requester;
  if (name === null && phone === null && address === null) return <p className={styles.soft}>没有留下姓名和电话。</p>;
  return (
    <p className={styles.soft}>
      居民：{name ?? '没有留姓名'}
      {phone !== null && `　${phone}（手机号${need.requester.phoneVerified ? '已' : '未'}验证）`}
      {address !== null && `　地址：${address}`}
      <br />
      {need.requester.sharesContact ? '同意把联系方式告诉来服务的组织。' : '没有同意把联系方式告诉组织。'}
      {mayReveal && isHandler && !shown && (
        <Button size="small" type="link" onClick={() => setAsking(true)}>
          查看联系方式
        </Button>
      )}
      <ConfirmWithReason
        open={isAsking}
        title="查看居民的姓名、电话和地址"
        confirmText="查看"
        onConfirm={async (reason) => setShown(await call(needRoutes.reveal, { params: { id: need.id }, body: { reason } }))}
        onClose={() => setAsking(false)}
      >
        只用于办理这件需求；查看的人、时间和理由记入审计。
      </ConfirmWithReason>
    </p>
  );
}

const HANDLING: readonly string[] = ['sort', 'assign', 'recall', 'record', 'visit', 'extend'];
