import { useCall } from '#ui/api/use-call.ts';
import { figureText, fractionText, thresholdText } from '#ui/figures/format-figure.ts';
import { StatusIcon } from '#ui/figures/status-mark.tsx';
import { type Status, STATUS_WORDS } from '#ui/tokens.ts';
import type { ChildFigure } from '../../contract/drill-down.ts';
import type { TargetProgress } from '../../contract/progress.ts';
import { planRoutes } from '../../contract/routes.ts';
import { rankedUnit } from '../figure.ts';
import type { Place } from '../use-place.ts';
import styles from './wall.module.css';

/** More tiles than this cannot be read at five metres; then the lowest are shown. */
const MOST = 24;

/** Second story: one target and its units. */
export function FeaturedUnits({ place, target }: { place: Place; target: TargetProgress }) {
  const { plan } = place;
  const query = useCall(planRoutes.children, { params: { plan, target: target.id }, query: place.asked }, { keep: true });
  const children = query.data?.children ?? [];
  return (
    <section className={styles.story}>
      <h2>{target.name}</h2>
      <p className={`figures ${styles.featured}`}>
        <b>{figureText(target)}</b>
        <span>{[fractionText(target), thresholdText(target) && `目标 ${thresholdText(target)}`].filter(Boolean).join('，')}</span>
        <Standing status={target.status} />
      </p>
      <Tiles target={target} units={children} />
    </section>
  );
}

function Standing({ status }: { status: Status }) {
  return (
    <span>
      <StatusIcon status={status} size={30} onDark /> {STATUS_WORDS[status]}
    </span>
  );
}

function Tiles({ target, units }: { target: TargetProgress; units: ChildFigure[] }) {
  const shown =
    units.length <= MOST
      ? [...units].sort((one, other) => one.code.localeCompare(other.code))
      : [...units].sort((one, other) => (one.value ?? 0) - (other.value ?? 0)).slice(0, MOST);
  const columns = Math.max(1, Math.ceil(Math.sqrt(shown.length * 1.8)));
  return (
    <ul className={styles.tiles} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {shown.map((child) => {
        const unit = rankedUnit(target, child);
        return (
          <li key={unit.code} className={styles.tile} data-met={unit.met ?? undefined}>
            <span>{unit.name}</span>
            <b className="figures">
              {unit.met === true ? '✓ ' : unit.met === false ? '! ' : ''}
              {unit.fraction || unit.valueText}
            </b>
          </li>
        );
      })}
    </ul>
  );
}
