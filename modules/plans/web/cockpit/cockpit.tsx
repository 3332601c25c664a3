import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { queryOf } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState, ProblemNotice } from '#ui/feedback/notice.tsx';
import { useDivision } from '#ui/inputs/use-division.ts';
import { Page } from '#ui/layout/page.tsx';
import { useViewer } from '#ui/viewer.ts';
import type { Progress } from '../../contract/progress.ts';
import { planRoutes } from '../../contract/routes.ts';
import { concerns } from '../choose-plan.ts';
import { hasFigure, planHeading } from '../figure.ts';
import { type Place, usePlace } from '../use-place.ts';
import { CockpitHead } from './cockpit-head.tsx';
import styles from './cockpit.module.css';
import { DivisionPath } from './division-path.tsx';
import { StatusSummary } from './status-summary.tsx';
import { TargetList } from './target-list.tsx';
import { TargetSide } from './target-side.tsx';

/** The daily page of leaders: where every target of a plan stands, and one click to what is behind each number. */
export function CockpitScreen() {
  const place = usePlace();
  const { plan, summary, division } = place;
  const viewer = useViewer();
  const isOwn = summary === null || concerns(summary, viewer.division);
  const here = useDivision(isOwn ? division : null);
  const progress = useQuery({
    ...queryOf(planRoutes.progress, { params: { plan }, query: place.asked }),
    enabled: division !== null && isOwn,
    placeholderData: keepPreviousData,
  });
  if (place.error) return <CockpitMissing problem={<ProblemNotice error={place.error} />} />;
  if (!summary && place.plans.length > 0) return <CockpitMissing problem={<EmptyState title="没有这个方案">请从左边的菜单重新进入。</EmptyState>} />;
  if (summary && !isOwn) return <ElsewherePlan place={place} name={summary.name} />;
  const name = summary?.shortName ?? '方案进展';
  return (
    <Page title={`${name} 驾驶舱`} heading={planHeading(here.data?.name, summary?.name)} above={<DivisionPath place={place} />}>
      <CockpitHead place={place} />
      <Loaded query={progress} lines={12}>
        {(data) => <CockpitBody place={place} progress={data} />}
      </Loaded>
    </Page>
  );
}

/** A plan of another place can be read, but its figures are not one's own to see. */
function ElsewherePlan({ place, name }: { place: Place; name: string }) {
  return (
    <Page title={name}>
      <CockpitHead place={place} />
      <EmptyState
        title="这个方案不在您的管辖范围内实施，看不到它的数字。"
        action={
          <Link to="/plans/$plan/document" params={{ plan: place.plan }}>
            看文件与任务 →
          </Link>
        }
      >
        可以在上面换成本地的方案，或阅读这个方案的原文。
      </EmptyState>
    </Page>
  );
}

function CockpitMissing({ problem }: { problem: ReactNode }) {
  return <Page title="方案进展">{problem}</Page>;
}

function CockpitBody({ place, progress }: { place: Place; progress: Progress }) {
  const chosen = progress.targets.find((target) => target.id === place.values['target']) ?? progress.targets.find(hasFigure);
  return (
    <>
      <StatusSummary place={place} targets={progress.targets} />
      <div className={styles.columns}>
        <TargetList place={place} targets={progress.targets} chosen={chosen?.id} />
        {chosen && <TargetSide key={chosen.id} place={place} target={chosen} />}
      </div>
    </>
  );
}
