import { Link } from '@tanstack/react-router';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState, ProblemNotice } from '#ui/feedback/notice.tsx';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { dayInWords } from '#shared/day.ts';
import type { EvidenceRecord } from '../../contract/drill-down.ts';
import { planRoutes } from '../../contract/routes.ts';
import { DivisionPath } from '../cockpit/division-path.tsx';
import { PlaceHead } from '../place-head.tsx';
import { type Place, usePlace } from '../use-place.ts';
import { useTarget } from '../use-target.ts';
import { TargetFigure } from './target-figure.tsx';

const COLUMNS: Column<EvidenceRecord>[] = [
  {
    key: 'name',
    title: '记录',
    cell: (record) => (
      <Link to="/evidence/$register/$id" params={{ register: record.register, id: String(record.id) }}>
        {record.name}
      </Link>
    ),
  },
  { key: 'register', title: '台账', cell: (record) => record.register },
  { key: 'path', title: '所属区划', cell: (record) => record.path },
  { key: 'begins', title: '起', cell: (record) => dayInWords(record.begins) },
  { key: 'ends', title: '止', cell: (record) => (record.ends ? dayInWords(record.ends) : '—') },
  { key: 'quantity', title: '数量', number: true, hidden: true, cell: (record) => formatNumber(record.quantity) },
];

/** The very records behind a figure. */
export function RecordsScreen() {
  const place = usePlace();
  const { id, target, error } = useTarget(place);
  return (
    <Page
      title={target ? `${target.name}：记录` : '记录'}
      above={<DivisionPath place={place} to={`/plans/$plan/targets/${id}/records`} />}
      lead={target && <TargetFigure target={target} asOf={place.asOf} />}
      actions={
        <Link to="/plans/$plan/targets/$target" params={{ plan: place.plan, target: id }} search={place.search}>
          看逐个单位 →
        </Link>
      }
    >
      <PlaceHead place={place} />
      {error ? <ProblemNotice error={error} /> : <Records place={place} id={id} />}
    </Page>
  );
}

function Records({ place, id }: { place: Place; id: string }) {
  const { plan, division } = place;
  const pages = usePages(planRoutes.records, { params: { plan, target: id }, query: place.asked }, division !== null);
  return (
    <Panel title="数字背后的记录" flush>
      <DataTable
        name="records"
        label="数字背后的记录"
        columns={COLUMNS}
        pages={pages}
        rowKey={(record) => `${record.register}-${record.id}`}
        empty={<EmptyState title="这里还没有记录">这个区划在所选日期没有计入这项目标的记录。登记或导入后，数字会随之变化。</EmptyState>}
      />
    </Panel>
  );
}
