import { Link } from '@tanstack/react-router';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState, ProblemNotice } from '#ui/feedback/notice.tsx';
import { Segments } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { DataTable } from '#ui/table/data-table.tsx';
import { planRoutes } from '../../contract/routes.ts';
import { DivisionPath } from '../cockpit/division-path.tsx';
import { TrendSinceStart } from '../cockpit/target-trend.tsx';
import { PlaceHead } from '../place-head.tsx';
import { type Place, usePlace } from '../use-place.ts';
import { useTarget } from '../use-target.ts';
import { TargetFigure } from './target-figure.tsx';
import { unitColumns } from './unit-columns.tsx';

const FILTERS = [
  { value: 'all', label: '全部' },
  { value: 'failing', label: '还没有达到' },
  { value: 'fulfilled', label: '已经达到' },
] as const;
type Filter = (typeof FILTERS)[number]['value'];

/** Every unit behind a target's figure: who has it, who has not, and what is missing. */
export function UnitsScreen() {
  const place = usePlace();
  const { id, target, error } = useTarget(place);
  return (
    <Page
      title={target?.name ?? '各单位情况'}
      above={<DivisionPath place={place} to={`/plans/$plan/targets/${id}`} />}
      lead={target && <TargetFigure target={target} asOf={place.asOf} />}
      actions={
        <Link to="/plans/$plan" params={{ plan: place.plan }} search={{ ...place.search, target: id }}>
          ← 回驾驶舱
        </Link>
      }
    >
      <PlaceHead place={place} />
      {error ? <ProblemNotice error={error} /> : <Units place={place} id={id} />}
      {target && (
        <Panel title="走势">
          <TrendSinceStart place={place} target={target} />
        </Panel>
      )}
    </Page>
  );
}

function Units({ place, id }: { place: Place; id: string }) {
  const { plan, division } = place;
  const filter: Filter = FILTERS.find(({ value }) => value === place.values['filter'])?.value ?? 'all';
  const query = { ...place.asked, filter };
  const pages = usePages(planRoutes.units, { params: { plan, target: id }, query }, division !== null);
  return (
    <Panel
      title="逐个单位"
      flush
      actions={
        <Segments label="看哪些单位" value={filter} options={FILTERS} onChange={(value) => place.set({ filter: value === 'all' ? undefined : value })} />
      }
    >
      <DataTable
        name="units"
        label="逐个单位的情况"
        columns={unitColumns(place, id)}
        pages={pages}
        rowKey={(unit) => `${unit.code}-${unit.record?.id ?? ''}`}
        counted="个"
        empty={
          <EmptyState title={filter === 'failing' ? '没有落下的单位' : '没有单位'}>
            {filter === 'failing' ? '这里的单位都已达到条件。' : '这项目标在所选区划没有需要判断的单位。可以换一个区划或日期。'}
          </EmptyState>
        }
      />
    </Panel>
  );
}
