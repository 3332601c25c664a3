import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { useCall } from '#ui/api/use-call.ts';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { type ActivityPlan, activityPlanRoutes, type PlanItem } from '../../contract/activity-plan.ts';
import styles from '../activities.module.css';
import { ItemDialog } from './item-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { PlanItemCard } from './plan-item-card.tsx';
import { useSavePlan } from './use-save-plan.ts';

type Open = { kind: 'item'; item: PlanItem | null } | { kind: 'link'; item: PlanItem };

/** A year's plan by month, with what was carried out and what is lacking. */
export function PlanScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useCall(activityPlanRoutes.activityPlan, { params: { id } });
  return (
    <LoadedPage title="年度活动计划" query={query}>
      {(plan) => <PlanPage plan={plan} />}
    </LoadedPage>
  );
}

function PlanPage({ plan }: { plan: ActivityPlan }) {
  const [open, setOpen] = useState<Open | null>(null);
  const save = useSavePlan(plan);
  const title = `${plan.divisionName} ${plan.year} 年活动计划`;
  const close = () => setOpen(null);
  return (
    <Page
      title={title}
      above={
        <Breadcrumb
          label="位置"
          crumbs={[
            { key: 'list', label: '年度活动计划', to: '/activity-plans' },
            { key: 'here', label: title },
          ]}
        />
      }
      lead={leadOf(plan)}
      actions={plan.mayEdit ? <Button onClick={() => setOpen({ kind: 'item', item: null })}>添加一项活动</Button> : undefined}
    >
      <ThemePanel plan={plan} />
      <Panel title="按月份的安排" flush>
        {plan.items.length === 0 && (
          <EmptyState title="还没有安排">{plan.mayEdit ? '点“添加一项活动”，写下哪个月、什么主题、办什么。' : '这个单位还没有写。'}</EmptyState>
        )}
        {plan.items.map((item) => (
          <PlanItemCard
            key={item.id}
            plan={plan}
            item={item}
            onEdit={() => setOpen({ kind: 'item', item })}
            onLink={() => setOpen({ kind: 'link', item })}
            onRemove={() => save(plan.items.filter((one) => one.id !== item.id))}
          />
        ))}
      </Panel>
      {open?.kind === 'item' && <ItemDialog plan={plan} item={open.item} onClose={close} />}
      {open?.kind === 'link' && <LinkDialog plan={plan} item={open.item} onClose={close} />}
    </Page>
  );
}

function leadOf({ items, carriedOut, gaps, activities, participants, missingThemes }: ActivityPlan): string {
  const done = `计划 ${items.length} 项，已办 ${carriedOut} 项（${activities} 次活动，${formatNumber(participants)} 人次，同一次活动只算一次）`;
  const lacking = gaps > 0 ? `，${gaps} 项过了月份还没有办` : '';
  return `${done}${lacking}。${missingThemes.length > 0 ? `四个主题中还没有安排：${missingThemes.join('、')}。` : '四个主题都有安排。'}`;
}

function ThemePanel({ plan }: { plan: ActivityPlan }) {
  const shown = plan.themes.filter(({ planned, held }) => planned > 0 || held > 0);
  if (shown.length === 0) return null;
  return (
    <Panel title="各主题：计划的和台账里全部的">
      <dl className={styles.facts}>
        {shown.map(({ theme, planned, held, participants }) => [
          <dt key={`${theme}-name`}>{theme}</dt>,
          <dd key={theme}>
            计划 {planned} 项；台账里 {formatNumber(held)} 次、{formatNumber(participants)} 人次
          </dd>,
        ])}
      </dl>
    </Panel>
  );
}
