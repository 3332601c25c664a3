import { Segments } from '#ui/inputs/choice.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { useDivision } from '#ui/inputs/use-division.ts';
import { useViewer } from '#ui/viewer.ts';
import { concerns, isWithinCode } from './choose-plan.ts';
import styles from './place-head.module.css';
import type { Place } from './use-place.ts';

/** Where and when, changeable; the same on every page below a plan. */
export function PlaceHead({ place }: { place: Place }) {
  return (
    <div className={styles.head}>
      <DivisionSwitcher place={place} />
      <DayAndBoundaries place={place} />
    </div>
  );
}

const BOUNDARIES = [
  { value: 'today', label: '现行区划' },
  { value: 'then', label: '当日区划' },
];

/** Which day, and whether its own divisions or today's are counted in. */
export function DayAndBoundaries({ place }: { place: Place }) {
  const { today } = useViewer();
  const { set, asOf, boundaries } = place;
  return (
    <>
      <span className={styles.labelled}>
        截至
        <DayPicker label="截至日期" value={asOf} latest={today} onChange={(day) => set({ asOf: day === today ? undefined : (day ?? undefined) })} />
      </span>
      <Segments
        label="按哪一天的区划统计"
        value={boundaries}
        options={BOUNDARIES}
        onChange={(value) => set({ boundaries: value === 'then' ? 'then' : undefined })}
      />
    </>
  );
}

/** Another division within the plan and within one's own jurisdiction. */
export function DivisionSwitcher({ place }: { place: Place }) {
  const viewer = useViewer();
  const { summary } = place;
  const isOwn = summary !== null && concerns(summary, viewer.division);
  const here = useDivision(isOwn ? place.division : null);
  const top = summary && viewer.division !== null && isWithinCode(viewer.division, summary.division) ? viewer.division : (summary?.division ?? null);
  const { data } = useDivision(isOwn ? top : null);
  if (!here.data || !data) return null;
  return <DivisionPicker label="看哪个区划" value={here.data} within={data} onChange={(choice) => place.set({ division: choice.code }, { push: true })} />;
}
