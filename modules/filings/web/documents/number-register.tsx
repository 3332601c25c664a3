import { useState } from 'react';
import { Button } from 'antd';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Choice, Segments } from '#ui/inputs/choice.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useCan, useViewer } from '#ui/viewer.ts';
import { type GivenNumber, NUMBER_SERIES, type NumberSeries } from '../../contract/number-routes.ts';
import { numberRoutes } from '../../contract/routes.ts';
import { AuthorityPanel } from './authority-panel.tsx';
import { SkipDialog } from './skip-dialog.tsx';
import { VoidNumber } from './void-number.tsx';

const CRUMBS = [
  { key: 'documents', label: '文书与公告', to: '/documents' },
  { key: 'here', label: '编号' },
];
const SERIES = Object.entries(NUMBER_SERIES).map(([value, label]) => ({ value, label }));
const YEARS_BACK = 5;

/** What became of a number: to whom, or why not. */
function storyOf({ state, subjectName, voidReason, voidedOn, voidedBy }: GivenNumber): string {
  if (state === 'unrecorded') return '平台登记编号以前发出';
  if (state === 'given') return subjectName ?? '';
  return `${subjectName === null ? '未发出' : `${subjectName}，已作废`}：${voidReason ?? ''}（${voidedOn ?? ''}${voidedBy === null ? '' : `，${voidedBy}`}）`;
}

function yearsUntil(last: number): { value: string; label: string }[] {
  return Array.from({ length: YEARS_BACK }, (_, index) => String(last - index)).map((value) => ({ value, label: `${value}年` }));
}

/** Every number of a year in turn, with what became of it. */
export function NumberRegisterScreen() {
  const [values, set] = useSearchState();
  const { today } = useViewer();
  const mayManage = useCan('notice.manage');
  const [isSkipping, setSkipping] = useState(false);
  const series: NumberSeries = values['series'] === 'notice' ? 'notice' : 'filing';
  const thisYear = Number(today.slice(0, 4));
  const year = Number(values['year'] ?? thisYear);
  const pages = usePages(numberRoutes.numbers, { query: { series, year } });
  const [head] = pages.answers;
  const columns: Column<GivenNumber>[] = [
    { key: 'number', title: '编号', cell: ({ number }) => number },
    { key: 'story', title: '给谁，或为什么空缺', cell: storyOf },
    { key: 'givenOn', title: '发出日期', cell: ({ givenOn }) => givenOn ?? '—' },
    ...(mayManage
      ? [{ key: 'void', title: '办理', cell: (row: GivenNumber) => (row.state === 'given' ? <VoidNumber row={row} series={series} year={year} /> : null) }]
      : []),
  ];
  return (
    <Page
      title="编号"
      above={<Breadcrumb label="位置" crumbs={CRUMBS} />}
      lead="每个单位每年从 1 号连续编号，不重号；空缺的号逐个写明原因。"
      actions={mayManage ? <Button onClick={() => setSkipping(true)}>跳过几个号</Button> : undefined}
    >
      <AuthorityPanel />
      <Panel
        title={head ? `${head.organ}${year}年：编到 ${head.last} 号，空缺或作废 ${head.voided} 个` : `${year}年`}
        flush
        actions={
          <span style={{ display: 'inline-flex', gap: 12, flexWrap: 'wrap' }}>
            <Segments label="哪一种编号" options={SERIES} value={series} onChange={(next) => set({ series: next === 'filing' ? undefined : next })} />
            <Choice label="年度" options={yearsUntil(thisYear)} value={String(year)} onChange={(next) => set({ year: next })} />
          </span>
        }
      >
        <DataTable
          name="numbers"
          label="编号"
          columns={columns}
          pages={pages}
          rowKey={({ serial }) => String(serial)}
          counted="个"
          empty={<EmptyState title="这一年还没有编号">准予备案时自动取下一个备案编号；发出通知和公告时自动取下一个文号。</EmptyState>}
        />
      </Panel>
      <SkipDialog isOpen={isSkipping} series={series} year={year} last={head?.last ?? 0} onClose={() => setSkipping(false)} />
    </Page>
  );
}
