import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import type { Register } from '../contract/record.ts';
import { evidenceRoutes } from '../contract/routes.ts';
import styles from './evidence.module.css';
import { listQueryOf } from './list-query.ts';

const SHADES = 4;

/**
 * One tile per unit below, darker for more: the records of the list by place. Square tiles stand in for a map, which needs an
 * authorised outline (审图号). A tile leads into its unit.
 */
export function PlaceTiles({ register }: { register: Register }) {
  const [values, setValues] = useSearchState();
  const query = useCall(evidenceRoutes.places, { params: { register: register.register }, query: listQueryOf(values) }, { keep: true });
  return (
    <Panel title="按地区">
      <Loaded query={query}>
        {({ places }) => {
          if (places.length === 0) return <EmptyState title="没有符合条件的记录">可以放宽筛选条件。</EmptyState>;
          const most = Math.max(...places.map(({ count }) => count));
          const total = places.reduce((sum, { count }) => sum + count, 0);
          return (
            <>
              <p className="figures">
                共 {formatNumber(total)} 条，分布在 {places.length} 个地区；颜色越深，条数越多。
              </p>
              <ul className={styles.tiles} aria-label="各地区的条数">
                {places.map(({ code, name, count }) => (
                  <li key={code}>
                    <button
                      type="button"
                      data-shade={Math.ceil((count / most) * SHADES)}
                      disabled={code === values['division']}
                      onClick={() => setValues({ division: code }, { push: true })}
                    >
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
