import { Link, useNavigate } from '@tanstack/react-router';
import { Choice } from '#ui/inputs/choice.tsx';
import { useCan, useViewer } from '#ui/viewer.ts';
import { concerns } from '../choose-plan.ts';
import { DayAndBoundaries, DivisionSwitcher } from '../place-head.tsx';
import type { Place } from '../use-place.ts';
import styles from './cockpit.module.css';

/** Plan, place, day and boundaries; and the ways to gap list, document and wall display. */
export function CockpitHead({ place }: { place: Place }) {
  const { plan } = place;
  return (
    <div className={styles.head}>
      <PlanSwitcher place={place} />
      <DivisionSwitcher place={place} />
      <DayAndBoundaries place={place} />
      <CockpitLinks plan={plan} search={place.search} />
    </div>
  );
}

function CockpitLinks({ plan, search }: { plan: string; search: Record<string, string | undefined> }) {
  const mayReport = useCan('report.read');
  return (
    <nav className={styles.headLinks} aria-label="方案的其他页面">
      <Link to="/plans/$plan/gaps" params={{ plan }} search={search}>
        差距清单
      </Link>
      <Link to="/plans/$plan/document" params={{ plan }}>
        文件与任务
      </Link>
      {mayReport && (
        <Link to="/reports" search={{ plan }}>
          报告
        </Link>
      )}
      <Link to="/plans/$plan/wall" params={{ plan }} search={search}>
        大屏
      </Link>
    </nav>
  );
}

function PlanSwitcher({ place }: { place: Place }) {
  const navigate = useNavigate();
  const { division } = useViewer();
  const options = place.plans
    .filter((plan) => plan.id === place.plan || concerns(plan, division))
    .map(({ id, shortName, period }) => ({ value: id, label: `${shortName} ${period.from.slice(0, 4)}–${period.to.slice(0, 4)}` }));
  return (
    <Choice
      label="方案"
      value={place.plan}
      options={options}
      onChange={(plan) => void navigate({ to: '/plans/$plan', params: { plan }, search: { asOf: place.values['asOf'] } })}
    />
  );
}
