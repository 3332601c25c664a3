import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { STATUS_COLORS } from '../tokens.ts';
import styles from './ranking-bars.module.css';

export interface RankedUnit {
  code: string;
  name: string;
  /** null: nothing to measure */
  value: number | null;
  /** `20/24`, empty where there is no fraction */
  fraction: string;
  valueText: string;
  met: boolean | null;
  to?: string;
  search?: Record<string, string | undefined>;
}

interface RankingBarsProps {
  units: readonly RankedUnit[];
  /** where the line stands, in the same measure as the values */
  threshold: number | null;
  /** the end of the scale; by default the largest of values and threshold */
  max?: number;
  label: string;
}

/** Bars with their fraction and one line for the target; each leads into its unit. */
export function RankingBars({ units, threshold, max, label }: RankingBarsProps) {
  const end = max ?? Math.max(...units.map((unit) => unit.value ?? 0), threshold ?? 0, 1e-9);
  return (
    <ol className={styles.list} aria-label={label}>
      {units.map((unit) => (
        <li key={unit.code}>
          <RankingRow unit={unit}>
            <span className={styles.name} title={unit.name}>
              {unit.name}
            </span>
            <Bar unit={unit} end={end} threshold={threshold} />
            <span className={`figures ${styles.value}`}>
              {unit.fraction && <span>{unit.fraction} </span>}
              <b>{unit.valueText}</b>
              {unit.met === false && <span className="visually-hidden">，未达标</span>}
            </span>
          </RankingRow>
        </li>
      ))}
    </ol>
  );
}

function RankingRow({ unit, children }: { unit: RankedUnit; children: ReactNode }) {
  if (unit.to === undefined) return <div className={styles.row}>{children}</div>;
  return (
    <Link className={styles.row} to={unit.to} search={unit.search ?? {}}>
      {children}
    </Link>
  );
}

function Bar({ unit, end, threshold }: { unit: RankedUnit; end: number; threshold: number | null }) {
  const status = unit.met === null ? 'onTrack' : unit.met ? 'met' : 'atRisk';
  const share = (value: number) => `${Math.min(100, (value / end) * 100)}%`;
  return (
    <span className={styles.track} aria-hidden="true">
      {unit.value !== null && <span className={styles.bar} style={{ width: share(unit.value), background: STATUS_COLORS[status].fill }} />}
      {threshold !== null && <span className={styles.target} style={{ left: `calc(${share(threshold)} - 1px)` }} />}
    </span>
  );
}
