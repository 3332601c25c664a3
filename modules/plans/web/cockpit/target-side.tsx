import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { RankingBars, type RankedUnit } from '#ui/charts/ranking-bars.tsx';
import { TileGrid } from '#ui/charts/tile-grid.tsx';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { isShare } from '#ui/figures/format-figure.ts';
import { Segments } from '#ui/inputs/choice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { TargetProgress } from '../../contract/progress.ts';
import { planRoutes } from '../../contract/routes.ts';
import { byValue, hasFigure, rankedUnit, thresholdOfChildren } from '../figure.ts';
import type { Place } from '../use-place.ts';
import styles from './cockpit.module.css';
import { TargetChanges } from './target-changes.tsx';
import { TargetTrend } from './target-trend.tsx';
import { TargetWords } from './target-words.tsx';

const VIEWS = [
  { value: 'tiles', label: '分布图' },
  { value: 'bars', label: '排名' },
];

/** The chosen target, unit by unit, over time, and where it comes from. */
export function TargetSide({ place, target }: { place: Place; target: TargetProgress }) {
  return (
    <div className={styles.side}>
      {hasFigure(target) && <TargetUnits place={place} target={target} />}
      {hasFigure(target) && <TargetChanges place={place} target={target} />}
      {hasFigure(target) && <TargetTrend place={place} target={target} />}
      <TargetWords place={place} target={target} />
    </div>
  );
}

function TargetUnits({ place, target }: { place: Place; target: TargetProgress }) {
  const { plan, search } = place;
  const query = useCall(planRoutes.children, { params: { plan, target: target.id }, query: place.asked }, { keep: true });
  const view = place.values['view'] === 'bars' ? 'bars' : 'tiles';
  const link = (code: string) => ({ to: `/plans/${plan}`, search: { ...search, target: target.id, view: place.values['view'], division: code } });
  return (
    <Panel
      title={target.name}
      actions={<Segments label="怎样显示" value={view} options={VIEWS} onChange={(value) => place.set({ view: value === 'bars' ? 'bars' : undefined })} />}
    >
      <Loaded query={query} lines={6}>
        {({ children }) => {
          const units = children
            .map((child) => ({ ...rankedUnit(target, child), ...link(child.code) }))
            .sort((one, other) => one.code.localeCompare(other.code));
          if (units.length === 0) return <LowestLevel place={place} target={target} />;
          return view === 'tiles' ? (
            <TileGrid place={place.division ?? ''} units={units} label={`${target.name}，按下级区划`} />
          ) : (
            <Ranking target={target} units={units} />
          );
        }}
      </Loaded>
    </Panel>
  );
}

const SHOWN_AT_FIRST = 14;

function Ranking({ target, units }: { target: TargetProgress; units: RankedUnit[] }) {
  const [all, setAll] = useState(false);
  const sorted = [...units].sort(byValue);
  return (
    <>
      <RankingBars
        units={all ? sorted : sorted.slice(0, SHOWN_AT_FIRST)}
        threshold={thresholdOfChildren(target)}
        max={isShare(target.kind) ? 1 : undefined}
        label={`${target.name}，从高到低`}
      />
      {sorted.length > SHOWN_AT_FIRST && (
        <button type="button" className={styles.plainButton} onClick={() => setAll(!all)}>
          {all ? '收起' : `显示全部 ${sorted.length} 个`}
        </button>
      )}
    </>
  );
}

function LowestLevel({ place, target }: { place: Place; target: TargetProgress }) {
  return (
    <EmptyState
      title="已到最末一级"
      action={
        <Link to="/plans/$plan/targets/$target/records" params={{ plan: place.plan, target: target.id }} search={place.search}>
          查看这里的记录 →
        </Link>
      }
    >
      没有更下级的区划，可以直接看数字背后的记录。
    </EmptyState>
  );
}
