import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { download } from '#ui/api/call.ts';
import { useCall } from '#ui/api/use-call.ts';
import { RankingBars } from '#ui/charts/ranking-bars.tsx';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { formatNumber, formatPercent } from '#ui/figures/format-figure.ts';
import { Choice } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { FIGURE_KINDS, type FigureKind, type NeedFigure, type NeedFigures } from '../../contract/figures.ts';
import { needRoutes } from '../../contract/routes.ts';
import { FigureTable } from './figure-table.tsx';
import { rateText, satisfactionText } from './figure-words.ts';
import styles from './figures.module.css';
import { useFigureQuery, YearAndPlace } from './year-and-place.tsx';

const KINDS = Object.entries(FIGURE_KINDS).map(([value, label]) => ({ value, label: `按${label}看` }));
const isKind = (word: string | undefined): word is FigureKind => word !== undefined && Object.hasOwn(FIGURE_KINDS, word);

/** How well needs are answered and solved, by place, kind and organization. */
export function NeedFiguresScreen() {
  const [values, set] = useSearchState();
  const toasts = useToasts();
  const by: FigureKind = isKind(values['by']) ? values['by'] : 'place';
  const asked = { ...useFigureQuery(), by };
  const query = useCall(needRoutes.figures, { query: asked }, { keep: true });
  const take = (format: 'xlsx' | 'csv') => void download(needRoutes.figuresFile, { query: { ...asked, format } }).catch(toasts.failed);
  return (
    <Page
      title="需求统计"
      lead="按收到的日期算；并入别件的不重复算，不含保密诉求。"
      above={<Link to="/needs">← 需求办理</Link>}
      actions={
        <>
          <Button onClick={() => take('xlsx')}>下载 Excel</Button>
          <Button onClick={() => take('csv')}>下载 CSV</Button>
        </>
      }
    >
      <YearAndPlace path="/needs/figures">
        <Choice label="怎么分" options={KINDS} value={by} onChange={(next) => set({ by: next })} />
      </YearAndPlace>
      <Loaded query={query}>
        {(figures) =>
          figures.total.received === 0 ? (
            <EmptyState title={`${figures.divisionName}${figures.year}年还没有收到需求`}>收到需求、开始办理后，这里马上有数。</EmptyState>
          ) : (
            <Figures figures={figures} by={by} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Figures({ figures: { divisionName, year, total, rows }, by }: { figures: NeedFigures; by: FigureKind }) {
  return (
    <>
      <Panel title={`${divisionName}：${year}年收到 ${formatNumber(total.received)} 件`}>
        <Totals total={total} />
      </Panel>
      {rows.length > 0 && (
        <Panel title="解决率">
          <RankingBars label={`按${FIGURE_KINDS[by]}的解决率`} threshold={null} max={1} units={rows.map((row) => barOf(row, by, year))} />
        </Panel>
      )}
      <Panel title={`按${FIGURE_KINDS[by]}`} flush>
        {rows.length === 0 ? (
          <EmptyState title="还没有组织承接需求">组织接受或认领后，这里列出它的解决率和满意率。</EmptyState>
        ) : (
          <FigureTable by={by} rows={rows} total={total} year={year} />
        )}
      </Panel>
    </>
  );
}

function Totals({ total }: { total: NeedFigure }) {
  const figures = [
    ['回应率', rateText(total.response)],
    ['解决率', rateText(total.solution)],
    ['满意率', satisfactionText(total)],
    ['未结', `${formatNumber(total.open)} 件`],
    ['逾期', `${formatNumber(total.overdue)} 件`],
  ];
  return (
    <>
      <dl className={styles.totals}>
        {figures.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="figures">{text}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.soft}>
        回应率：已回应的，占已回应和过了期限没有回应的。解决率：居民确认解决的，占已经结束的（撤回的不算）。满意率：打 4、5 分的，评价满 5 次才算，“至少”是按
        95% 的把握。
        {total.demonstration > 0 && ` 其中演示数据 ${formatNumber(total.demonstration)} 件。`}
      </p>
    </>
  );
}

function barOf({ key, name, solution }: NeedFigure, by: FigureKind, year: number) {
  return {
    code: key,
    name,
    value: solution?.share ?? null,
    fraction: solution === null ? '' : `${solution.met}/${solution.of}`,
    valueText: solution === null ? '没有结束的' : formatPercent(solution.share),
    met: null,
    ...(by === 'place' ? { to: '/needs/figures', search: { year: String(year), at: key } } : {}),
  };
}
