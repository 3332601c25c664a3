import { Link, useNavigate } from '@tanstack/react-router';
import { StatusIcon } from '../figures/status-mark.tsx';
import { type Status, STATUS_COLORS } from '../tokens.ts';
import { type MapArea, OutlineMap } from './outline-map.tsx';
import type { RankedUnit } from './ranking-bars.tsx';
import styles from './tile-grid.module.css';

/** A tile tells only reached, not reached or nothing to measure; finer shades would claim a precision it has not. */
function statusOf(unit: RankedUnit): Status {
  if (unit.value === null || unit.met === null) return 'noData';
  return unit.met ? 'met' : 'atRisk';
}

const LEGEND: { status: Status; word: string }[] = [
  { status: 'met', word: '已达到' },
  { status: 'atRisk', word: '还差' },
  { status: 'noData', word: '不判断' },
];

interface TileGridProps {
  /** the place whose parts the units are, by code: with outlines at hand they are drawn on a map as well */
  place: string;
  units: readonly RankedUnit[];
  label: string;
  /** what the colours mean, where that is not a target */
  words?: Partial<Record<Status, string>>;
}

/** One square tile per unit, in order of code, below a map of them where an outline is at hand, in its stead where none is. */
export function TileGrid({ place, units, label, words = {} }: TileGridProps) {
  const navigate = useNavigate();
  const used = new Set(units.map(statusOf));
  const areaOf = (unit: RankedUnit): MapArea => ({
    fill: STATUS_COLORS[statusOf(unit)].tint,
    figure: unit.fraction || unit.valueText,
    onChoose: unit.to === undefined ? undefined : () => void navigate({ to: unit.to ?? '/', search: unit.search ?? {} }),
  });
  return (
    <div>
      <OutlineMap place={place} label={label} areas={new Map(units.map((unit) => [unit.code, areaOf(unit)]))} />
      <ul className={styles.grid} data-dense={units.length > 40} aria-label={label}>
        {units.map((unit) => (
          <li key={unit.code}>
            <Tile unit={unit} status={statusOf(unit)} />
          </li>
        ))}
      </ul>
      <p className={styles.legend}>
        {LEGEND.filter(({ status }) => used.has(status)).map(({ status, word }) => (
          <span key={status}>
            <StatusIcon status={status} size={12} />
            {words[status] ?? word}
          </span>
        ))}
      </p>
    </div>
  );
}

function Tile({ unit, status }: { unit: RankedUnit; status: Status }) {
  const colors = STATUS_COLORS[status];
  const style = { background: colors.tint, height: '100%' };
  const inside = (
    <>
      <span className={styles.name}>{unit.name}</span>
      <span className={`figures ${styles.value}`} style={{ color: colors.text }}>
        <StatusIcon status={status} size={12} />
        {unit.fraction || unit.valueText}
      </span>
    </>
  );
  if (unit.to === undefined)
    return (
      <div className={styles.tile} style={style}>
        {inside}
      </div>
    );
  return (
    <Link className={styles.tile} style={style} to={unit.to} search={unit.search ?? {}}>
      {inside}
    </Link>
  );
}
