import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { download } from '#ui/api/call.ts';
import { useCall } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { Choice } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import type { Gap } from '../../contract/drill-down.ts';
import { planRoutes } from '../../contract/routes.ts';
import { DivisionPath } from '../cockpit/division-path.tsx';
import { hasFigure } from '../figure.ts';
import { PlaceHead } from '../place-head.tsx';
import { type Place, usePlace } from '../use-place.ts';
import { GapAssignment } from './gap-assignment.tsx';

/** Which units lack what and how many, and who is to see to it; the same list goes to Excel. */
export function GapsScreen() {
  const place = usePlace();
  return (
    <Page
      title="差距清单"
      above={<DivisionPath place={place} to="/plans/$plan/gaps" />}
      lead="哪些单位还差什么、差多少、由谁负责。可以限期分派给责任单位，也可以导出为 Excel 工作台账。"
      actions={<ExportGaps place={place} />}
    >
      <PlaceHead place={place} />
      <GapList place={place} />
    </Page>
  );
}

function ExportGaps({ place }: { place: Place }) {
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const { plan, values } = place;
  async function exportWorkbook(): Promise<void> {
    setBusy(true);
    await download(planRoutes.gapsWorkbook, { params: { plan }, query: { ...place.asked, target: values['target'] } }).catch(toasts.failed);
    setBusy(false);
  }
  return (
    <Button type="primary" loading={busy} onClick={() => void exportWorkbook()}>
      导出 Excel
    </Button>
  );
}

function GapList({ place }: { place: Place }) {
  const { plan, division, values } = place;
  const target = values['target'];
  const pages = usePages(planRoutes.gaps, { params: { plan }, query: { ...place.asked, target } }, division !== null);
  return (
    <Panel title="还差的单位" flush actions={<TargetChoice place={place} />}>
      <DataTable
        name="gaps"
        label="还差的单位"
        columns={gapColumns(place)}
        pages={pages}
        rowKey={(gap) => `${gap.targetId}-${gap.code}-${gap.lacking}`}
        empty={<EmptyState title="没有差距">所选区划在这一天没有落下的单位。</EmptyState>}
      />
    </Panel>
  );
}

function TargetChoice({ place }: { place: Place }) {
  const { plan, division } = place;
  const query = useCall(planRoutes.progress, { params: { plan }, query: place.asked }, { enabled: division !== null });
  const targets = query.data?.targets.filter(hasFigure) ?? [];
  const options = [{ value: '', label: '全部目标' }, ...targets.map(({ id, name }) => ({ value: id, label: name }))];
  return <Choice label="看哪项目标" value={place.values['target'] ?? ''} options={options} onChange={(value) => place.set({ target: value || undefined })} />;
}

function gapColumns(place: Place): Column<Gap>[] {
  return [
    {
      key: 'name',
      title: '单位',
      cell: (gap) => (
        <Link to="/plans/$plan/targets/$target/records" params={{ plan: place.plan, target: gap.targetId }} search={{ ...place.search, division: gap.code }}>
          {gap.name}
        </Link>
      ),
    },
    { key: 'target', title: '目标', sentences: true, cell: (gap) => gap.targetName },
    { key: 'lacking', title: '还差什么', sentences: true, cell: (gap) => gap.lacking },
    { key: 'missing', title: '差多少', number: true, cell: (gap) => (gap.missing === null ? '—' : formatNumber(gap.missing)) },
    { key: 'responsible', title: '责任单位', cell: (gap) => gap.responsible },
    { key: 'task', title: '分派', cell: (gap) => <GapAssignment gap={gap} place={place} /> },
    { key: 'help', title: '可借力', sentences: true, cell: (gap) => gap.help ?? '—' },
    { key: 'path', title: '所属区划', hidden: true, cell: (gap) => gap.path },
    { key: 'code', title: '区划代码', hidden: true, cell: (gap) => gap.code },
  ];
}
