import { useCall } from '#ui/api/use-call.ts';
import { type MapArea, OutlineMap } from '#ui/charts/outline-map.tsx';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useViewer } from '#ui/viewer.ts';
import type { Register } from '../contract/record.ts';
import { evidenceRoutes } from '../contract/routes.ts';
import styles from './evidence.module.css';
import { listQueryOf } from './list-query.ts';

/** From few to many, as the tiles' in evidence.module.css. */
const SHADES = ['#FFFFFF', '#F3F8F5', '#DCEBE3', '#B9D8C8', '#8FC0A7'] as const;
const MOST_SHADE = SHADES.length - 1;

/**
 * One tile per unit below, darker for more: the records of the list by place. Where a data pack has outlines (ADR 0106), a map above says the
 * same. Both lead into the unit.
 */
export function PlaceTiles({ register }: { register: Register }) {
  const viewer = useViewer();
  const [values, setValues] = useSearchState();
  const query = useCall(evidenceRoutes.places, { params: { register: register.register }, query: listQueryOf(values) }, { keep: true });
  return (
    <Panel title="按地区">
      <Loaded query={query}>
        {({ places }) => {
          if (places.length === 0) return <EmptyState title="没有符合条件的记录">可以放宽筛选条件。</EmptyState>;
          const most = Math.max(...places.map(({ count }) => count));
          const shadeOf = (count: number) => Math.ceil((count / most) * MOST_SHADE);
          const choose = (code: string) => setValues({ division: code }, { push: true });
          const areas = new Map(
            places.map(({ code, count }): [string, MapArea] => [
              code,
              { fill: SHADES[shadeOf(count)] ?? SHADES[0], figure: formatNumber(count), onChoose: () => choose(code) },
            ]),
          );
          const total = places.reduce((sum, { count }) => sum + count, 0);
          return (
            <>
              <p className="figures">
                共 {formatNumber(total)} 条，分布在 {places.length} 个地区；颜色越深，条数越多。
              </p>
              <OutlineMap place={values['division'] ?? viewer.division ?? ''} areas={areas} label="各地区的条数" />
              <ul className={styles.tiles} aria-label="各地区的条数">
                {places.map(({ code, name, count }) => (
                  <li key={code}>
                    <button type="button" data-shade={shadeOf(count)} disabled={code === values['division']} onClick={() => choose(code)}>
                      <span>{name}</span>
                      <strong className="figures">{formatNumber(count)}</strong>
                    </button>
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}
