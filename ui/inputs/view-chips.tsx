import { formatNumber } from '../figures/format-figure.ts';
import styles from './view-chips.module.css';

/** The lists of a desk, one of them in view; with how many stand in it where that is known. */
export function ViewChips<V extends string>({
  label,
  views,
  current,
  counts = {},
  onChange,
}: {
  label: string;
  views: readonly { value: V; label: string }[];
  current: V;
  counts?: Partial<Record<V, number>>;
  onChange: (view: V) => void;
}) {
  return (
    <nav className={styles.views} aria-label={label}>
      {views.map((view) => {
        const count = counts[view.value];
        return (
          <button key={view.value} type="button" aria-pressed={view.value === current} onClick={() => onChange(view.value)}>
            {view.label}
            {count !== undefined && <span> {formatNumber(count)}</span>}
          </button>
        );
      })}
    </nav>
  );
}
