import { useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { HAPPENING_KINDS, type Happening } from '../contract/organization-page.ts';
import { organizationRoutes } from '../contract/routes.ts';
import styles from './organization.module.css';
import { ReadOn } from './read-on.tsx';

const SHOWN_AT_ONCE = 40;
const KINDS = [{ value: '', label: '全部' }, ...Object.entries(HAPPENING_KINDS).map(([value, label]) => ({ value, label }))];

/** Everything that happened, the newest first, by year. */
export function HappeningList({ id }: { id: string }) {
  const [kind, setKind] = useState('');
  const query = useCall(organizationRoutes.happenings, { params: { id } });
  return (
    <Panel title="时间线" actions={<Choice label="看哪一类" value={kind} options={KINDS} onChange={setKind} />}>
      <Loaded query={query} lines={10}>
        {({ happenings }) => <Years happenings={happenings.filter((one) => kind === '' || one.kind === kind)} />}
      </Loaded>
    </Panel>
  );
}

function Years({ happenings }: { happenings: readonly Happening[] }) {
  const [isWhole, setWhole] = useState(false);
  if (happenings.length === 0) return <EmptyState title="还没有这类记录">备案、变更、认定、活动等发生以后，会按时间列在这里。</EmptyState>;
  const shown = isWhole ? happenings : happenings.slice(0, SHOWN_AT_ONCE);
  const years = [...Map.groupBy(shown, ({ on }) => on.slice(0, 4))];
  return (
    <>
      {years.map(([year, ofYear]) => (
        <section key={year} className={styles.year} aria-label={`${year}年`}>
          <h3 className="figures">{year}年</h3>
          <ol className={styles.timeline}>
            {ofYear.map((one, index) => (
              <HappeningItem key={`${one.on}${one.title}${index}`} happening={one} />
            ))}
          </ol>
        </section>
      ))}
      {shown.length < happenings.length && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          显示其余 {happenings.length - shown.length} 条
        </button>
      )}
    </>
  );
}

function HappeningItem({ happening: { on, kind, title, detail, by, about } }: { happening: Happening }) {
  return (
    <li data-kind={kind}>
      <span className={`figures ${styles.when}`}>{dayInWords(on).replace(/^\d+年/, '')}</span>
      <div>
        <strong>{about ? <ReadOn about={about}>{title}</ReadOn> : title}</strong>
        {detail && <p>{detail}</p>}
        <small>
          {HAPPENING_KINDS[kind]}
          {by && ` · ${by}`}
        </small>
      </div>
    </li>
  );
}
