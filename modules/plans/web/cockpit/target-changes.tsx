import { Link } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { FigureChanges } from '../../contract/drill-down.ts';
import type { TargetProgress } from '../../contract/progress.ts';
import { planRoutes } from '../../contract/routes.ts';
import { valueText } from '../figure.ts';
import type { Place } from '../use-place.ts';
import styles from './target-side.module.css';

/** What this month brought: units that reached the condition and units that lost it. */
export function TargetChanges({ place, target }: { place: Place; target: TargetProgress }) {
  const { plan } = place;
  const query = useCall(planRoutes.changes, { params: { plan, target: target.id }, query: place.asked }, { keep: true });
  return (
    <Panel title="本月变化">
      <Loaded query={query} lines={2}>
        {(changes) => <Changes place={place} target={target} changes={changes} />}
      </Loaded>
    </Panel>
  );
}

function Changes({ place, target, changes }: { place: Place; target: TargetProgress; changes: FigureChanges }) {
  const { before, after, gained, lost } = changes;
  const run =
    before === null || after === null
      ? ''
      : before === after
        ? `保持 ${valueText(target, after)}`
        : `${valueText(target, before)} → ${valueText(target, after)}`;
  const quiet = gained.length === 0 && lost.length === 0;
  return (
    <div className={styles.changes}>
      <p className="figures">
        {dayInWords(changes.from)}至{dayInWords(changes.to)}：{run}
        {quiet && '，没有单位变化。'}
      </p>
      <ChangedUnits title={`新达到 ${gained.length} 个`} sign="+" units={gained} place={place} target={target} />
      <ChangedUnits title={`不再达到 ${lost.length} 个`} sign="−" units={lost} place={place} target={target} />
      {changes.isCut && <p>变化较多，这里只列出一部分。</p>}
    </div>
  );
}

interface ChangedUnitsProps {
  title: string;
  sign: string;
  units: readonly { code: string; name: string; path: string }[];
  place: Place;
  target: TargetProgress;
}

function ChangedUnits({ title, sign, units, place, target }: ChangedUnitsProps) {
  if (units.length === 0) return null;
  return (
    <details open={units.length <= 6}>
      <summary>{title}</summary>
      <ul>
        {units.map((unit) => (
          <li key={unit.code}>
            <span aria-hidden="true">{sign} </span>
            <Link to="/plans/$plan/targets/$target/records" params={{ plan: place.plan, target: target.id }} search={{ ...place.search, division: unit.code }}>
              {unit.name}
            </Link>{' '}
            <small>{unit.path}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}
