import { Button } from 'antd';
import { dayInWords } from '#shared/day.ts';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useViewer } from '#ui/viewer.ts';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';

/** Looks at the record as it stood on a day; says so while it does. */
export function DayBar({ organization: { asOf, enteredOn, record } }: { organization: ShownOrganization }) {
  const { today } = useViewer();
  const [, setValues] = useSearchState();
  const isPast = asOf !== today;
  return (
    <div className={styles.dayBar} data-past={isPast}>
      <span>档案截至</span>
      <DayPicker label="档案截至哪一天" value={asOf} latest={today} onChange={(day) => setValues({ asOf: day === null || day === today ? undefined : day })} />
      {isPast && (
        <>
          <strong role="status">
            {record
              ? `这是 ${dayInWords(asOf)}当天结束时的档案，以后的修改没有算进来。`
              : `${dayInWords(asOf)}还没有这份档案，它在 ${dayInWords(enteredOn)}记入。`}
          </strong>
          <Button onClick={() => setValues({ asOf: undefined })}>回到今天</Button>
        </>
      )}
    </div>
  );
}
