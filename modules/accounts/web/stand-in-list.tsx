import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { DATA_CLASS_NAMES, type DataClass } from '#shared/data-class.ts';
import { addDays, dayInWords } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Lines } from '#ui/layout/lines.tsx';
import { borrowedRoutes } from '../contract/borrowed-routes.ts';
import type { StandInView } from '../contract/borrowed-schemas.ts';
import styles from './accounts.module.css';

const STATES: Record<StandInView['state'], string> = { coming: '还没开始', inForce: '进行中', over: '已结束', revoked: '已收回' };

/** `查看台账、填写台账；一般信息、个人信息` */
export function lentText(verbs: readonly string[], classes: readonly DataClass[]): string {
  return `${verbs.join('、')}；${classes.map((name) => DATA_CLASS_NAMES[name]).join('、')}`;
}

/** Who acts in whose place, with what, until when; whoever may ends it. */
export function StandInList({ items, mayEnd }: { items: readonly StandInView[]; mayEnd: boolean }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const revoke = useMutation({
    mutationFn: ({ id }: StandInView) => call(borrowedRoutes.revokeStandIn, { params: { id } }),
    onSuccess: async () => {
      await refresh(client, borrowedRoutes.listStandIns, borrowedRoutes.listAccountStandIns);
      toasts.done('已收回，立即生效。');
    },
    onError: toasts.failed,
  });
  return (
    <Lines>
      {items.map((one) => (
        <li key={one.id}>
          <span>
            {one.deputy.name} 代 {one.holder.name}（{one.kind === 'acting' ? '指定代理' : '本人委托'}）
            <small>
              {one.divisionName} · {one.roleName}：{lentText(one.verbs, one.classes)}
            </small>
            <small>
              {dayInWords(one.beginsOn)}至{dayInWords(addDays(one.endsOn, -1))}。理由：{one.reason}
            </small>
          </span>
          <span className={styles.row}>
            <span className={styles.state} data-open={one.state === 'inForce'}>
              {STATES[one.state]}
            </span>
            {mayEnd && (one.state === 'inForce' || one.state === 'coming') && (
              <Button size="small" danger loading={revoke.isPending && revoke.variables.id === one.id} onClick={() => revoke.mutate(one)}>
                收回
              </Button>
            )}
          </span>
        </li>
      ))}
    </Lines>
  );
}
