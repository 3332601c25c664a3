import { Choice } from '#ui/inputs/choice.tsx';
import { PlaceFilter } from '#ui/inputs/place-filter.tsx';
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { ViewChips } from '#ui/inputs/view-chips.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useViewer } from '#ui/viewer.ts';
import { PROCEDURES, STATES } from '../../contract/workflow.ts';
import styles from './desk.module.css';
import { QUEUE_VIEWS, viewOf } from './queue-views.ts';

const ALL = { value: '', label: '全部事项' };
const procedures = [ALL, ...Object.entries(PROCEDURES).map(([value, label]) => ({ value, label }))];
const states = [{ value: '', label: '全部状态' }, ...Object.entries(STATES).flatMap(([value, label]) => (value === 'new' ? [] : [{ value, label }]))];

/** Which list, which procedure, which state, which words; all of it in the address. */
export function QueueFilters() {
  const [values, set] = useSearchState();
  const view = viewOf(values);
  const { level } = useViewer();
  // nobody is below a community
  const views = QUEUE_VIEWS.filter(({ value }) => value !== 'escalated' || level !== 'community');
  return (
    <div className={styles.filters}>
      <ViewChips
        label="看哪些申请"
        views={views}
        current={view}
        onChange={(value) => set({ view: value === 'waiting' ? undefined : value, state: undefined, case: undefined })}
      />
      <Choice label="事项" value={values['procedure'] ?? ''} options={procedures} onChange={(procedure) => set({ procedure: procedure || undefined })} />
      {(view === 'open' || view === 'decided') && (
        <Choice label="状态" value={values['state'] ?? ''} options={states} onChange={(state) => set({ state: state || undefined })} />
      )}
      <PlaceFilter label="看哪里的申请" forgets="case" />
      <SearchBox label="名称" value={values['q'] ?? ''} onChange={(q) => set({ q: q || undefined })} />
    </div>
  );
}
