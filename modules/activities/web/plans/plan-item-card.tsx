import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { useCan } from '#ui/viewer.ts';
import { type ActivityPlan, activityPlanRoutes, type HeldActivity, type PlanItem } from '../../contract/activity-plan.ts';
import styles from '../activities.module.css';

interface PlanItemCardProps {
  plan: ActivityPlan;
  item: PlanItem;
  onEdit: () => void;
  onLink: () => void;
  onRemove: () => Promise<void>;
}

/** One planned activity, and what was held for it. */
export function PlanItemCard({ plan, item, onEdit, onLink, onRemove }: PlanItemCardProps) {
  const [isRemoving, setRemoving] = useState(false);
  const navigate = useNavigate();
  const mayAnnounce = useCan('activity.work');
  const { month, name, theme, kind, organizer, expectedPeople, isGap } = item;
  return (
    <article className={styles.card}>
      <h3>
        {month} 月　{name}
      </h3>
      <p className={styles.soft}>
        {kind === null ? theme : `${theme} · ${kind}`}
        {organizer && ` · ${organizer}`}
        {expectedPeople !== null && ` · 预计 ${expectedPeople} 人`}
        {isGap && <span className={styles.late}> ▲ 过了月份还没有办</span>}
      </p>
      <HeldFor plan={plan} item={item} />
      {plan.mayEdit && (
        <div className={styles.row}>
          {mayAnnounce && (
            <Button
              onClick={() => void navigate({ to: '/activities/new', search: { title: name, theme, ...(kind === null ? {} : { kind }) } })}
              aria-label={`发布活动：${name}`}
            >
              发布活动
            </Button>
          )}
          <Button onClick={onLink} aria-label={`对上已办的活动：${name}`}>
            对上已办的活动
          </Button>
          <Button onClick={onEdit} aria-label={`修改：${name}`}>
            修改
          </Button>
          <Button type="text" danger onClick={() => setRemoving(true)} aria-label={`删除：${name}`}>
            删除
          </Button>
        </div>
      )}
      <Confirm open={isRemoving} title={`从计划中删除“${name}”`} confirmText="删除" onConfirm={onRemove} onClose={() => setRemoving(false)}>
        台账里的活动不受影响，只是不再对上这一项。
      </Confirm>
    </article>
  );
}

/** What was held for it, from the register. */
function HeldFor({ plan, item }: Pick<PlanItemCardProps, 'plan' | 'item'>) {
  const client = useQueryClient();
  async function unlink({ id }: HeldActivity): Promise<void> {
    await call(activityPlanRoutes.unlinkActivity, { params: { id: plan.id, item: item.id }, body: { activityId: id } });
    await refresh(client, activityPlanRoutes.activityPlan, activityPlanRoutes.activityPlans);
  }
  return item.held.map((activity) => (
    <div key={activity.id} className={styles.row}>
      <span>
        ✓ {dayInWords(activity.startedOn)}{' '}
        <Link to="/evidence/$register/$id" params={{ register: 'activities', id: activity.id }}>
          {activity.name}
        </Link>
        （{activity.organizationName}，{activity.participants} 人次）
      </span>
      {plan.mayEdit && (
        <Button type="text" onClick={() => void unlink(activity)} aria-label={`不算这次：${activity.name}`}>
          不算这次
        </Button>
      )}
    </div>
  ));
}
