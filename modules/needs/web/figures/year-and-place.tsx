import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Choice } from '#ui/inputs/choice.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useViewer } from '#ui/viewer.ts';
import styles from './figures.module.css';

const YEARS_BACK = 4;

/** What figures are asked about, all of it in the address. */
export function useFigureQuery() {
  const [values] = useSearchState();
  const { today } = useViewer();
  return { year: values['year'] ?? today.slice(0, 4), division: values['at'] };
}

/** Year, and the way back from a place below. */
export function YearAndPlace({ path, children }: { path: '/needs/figures' | '/needs/unmet'; children?: ReactNode }) {
  const [values, set] = useSearchState();
  const { division, today } = useViewer();
  const { year } = useFigureQuery();
  const thisYear = Number(today.slice(0, 4));
  const years = Array.from({ length: YEARS_BACK }, (_, index) => String(thisYear - index)).map((value) => ({ value, label: `${value}年收到的` }));
  const { at: _at, ...rest } = values;
  return (
    <div className={styles.row}>
      <Choice label="年度" options={years} value={year} onChange={(next) => set({ year: next })} />
      {children}
      {values['at'] !== undefined && values['at'] !== division && (
        <Link to={path} search={rest}>
          回到本单位
        </Link>
      )}
    </div>
  );
}
