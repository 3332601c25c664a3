import { Link } from '@tanstack/react-router';
import { useCall } from '#ui/api/use-call.ts';
import { TileGrid } from '#ui/charts/tile-grid.tsx';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { Choice } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { numbers, TableHead } from '#ui/table/table-head.tsx';
import type { UnmetNeeds } from '../../contract/figures.ts';
import { needRoutes } from '../../contract/routes.ts';
import { CATEGORIES, type Category } from '../../contract/vocabulary.ts';
import styles from './figures.module.css';
import { useFigureQuery, YearAndPlace } from './year-and-place.tsx';

const OPTIONS = [{ value: '', label: '全部类别' }, ...Object.entries(CATEGORIES).map(([value, label]) => ({ value, label }))];
const isCategory = (word: string | undefined): word is Category => word !== undefined && Object.hasOwn(CATEGORIES, word);

/** Where which kind of need finds nobody: for deciding where to cultivate what. */
export function UnmetScreen() {
  const [values, set] = useSearchState();
  const category = isCategory(values['category']) ? values['category'] : undefined;
  const asked = { ...useFigureQuery(), category };
  const query = useCall(needRoutes.unmet, { query: asked }, { keep: true });
  return (
    <Page
      title="没有着落的需求"
      lead="因为没有组织能接而关闭的，和过了期限还没有人接的。看哪里缺哪一类组织，决定在哪里培育。不含保密诉求。"
      above={<Link to="/needs">← 需求办理</Link>}
    >
      <YearAndPlace path="/needs/unmet">
        <Choice label="类别" options={OPTIONS} value={category ?? ''} onChange={(next) => set({ category: next || undefined })} />
      </YearAndPlace>
      <Loaded query={query}>{(unmet) => <Unmet unmet={unmet} search={values} />}</Loaded>
    </Page>
  );
}

function Unmet({ unmet, search }: { unmet: UnmetNeeds; search: Record<string, string | undefined> }) {
  const { divisionName, year, places, kinds, demonstration } = unmet;
  if (kinds.length === 0) return <EmptyState title={`${divisionName}${year}年还没有收到需求`}>收到需求后，这里按地方列出没有着落的。</EmptyState>;
  return (
    <>
      <Panel title={`${divisionName}：按地方（没有着落/收到）`}>
        {places.length === 0 ? (
          <EmptyState title="没有收到这一类需求" />
        ) : (
          <TileGrid
            place={unmet.division}
            label="各地没有着落的需求"
            units={places.map((place) => tileOf(place, search))}
            words={{ met: '都有着落', atRisk: '有没有着落的', noData: '没有需求' }}
          />
        )}
        {demonstration > 0 && <p className={styles.soft}>其中演示数据 {formatNumber(demonstration)} 件。</p>}
      </Panel>
      <Panel title="按类别：缺哪一类" flush>
        <KindTable kinds={kinds} />
      </Panel>
      <Panel title="规划在这里还差什么">
        <Gaps gaps={unmet.gaps} />
      </Panel>
    </>
  );
}

function tileOf({ division, name, received, unmet, hasBelow }: UnmetNeeds['places'][number], search: Record<string, string | undefined>) {
  return {
    code: division,
    name,
    value: received === 0 ? null : unmet,
    fraction: `${formatNumber(unmet)}/${formatNumber(received)}`,
    valueText: formatNumber(unmet),
    met: received === 0 ? null : unmet === 0,
    // the lowest places lead to their needs
    ...(hasBelow
      ? { to: '/needs/unmet', search: { ...search, at: division } }
      : { to: '/needs', search: { view: 'open', division, category: search['category'] } }),
  };
}

function KindTable({ kinds }: Pick<UnmetNeeds, 'kinds'>) {
  return (
    <PlainTable label="各类需求有没有着落">
      <TableHead headings={['类别', ...numbers('收到', '没有着落', '能做的组织'), '建议']} />
      <tbody>
        {kinds.map(({ category, name, received, unmet, able, advice }) => (
          <tr key={category}>
            <th scope="row">{name}</th>
            <td data-number>{formatNumber(received)}</td>
            <td data-number data-warn={unmet > 0 || undefined}>
              {formatNumber(unmet)}
            </td>
            <td data-number>{formatNumber(able)}</td>
            <td>
              <div className={styles.advice}>{advice ?? '都有着落'}</div>
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}

function Gaps({ gaps }: Pick<UnmetNeeds, 'gaps'>) {
  const [first] = gaps;
  if (!first) return <p className={styles.soft}>规划在这里没有差距，或者这里没有执行中的规划。</p>;
  return (
    <>
      <ul className={styles.gaps}>
        {gaps.map(({ division, place, targetName, lacking }) => (
          <li key={`${division} ${targetName} ${place}`}>
            {place}：{targetName}，{lacking}
          </li>
        ))}
      </ul>
      <p>
        <Link to="/plans/$plan/gaps" params={{ plan: first.plan }}>
          看全部差距，分派培育任务
        </Link>
      </p>
    </>
  );
}
