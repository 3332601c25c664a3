import { useCall } from '#ui/api/use-call.ts';
import { Choice } from '#ui/inputs/choice.tsx';
import { PlaceFilter } from '#ui/inputs/place-filter.tsx';
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { ViewChips } from '#ui/inputs/view-chips.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { needRoutes } from '../contract/routes.ts';
import { CATEGORIES, CHANNELS, URGENCIES } from '../contract/vocabulary.ts';
import { CLOSED_STATES, STATES, type StateId } from '../contract/workflow.ts';
import { DESK_VIEWS, type DeskView, viewOf } from './desk-views.ts';
import styles from './need.module.css';

const optionsOf = (all: string, vocabulary: Readonly<Record<string, string>>) => [
  { value: '', label: all },
  ...Object.entries(vocabulary).map(([value, label]) => ({ value, label })),
];
const CATEGORY_OPTIONS = optionsOf('全部类别', CATEGORIES);
const URGENCY_OPTIONS = optionsOf('全部缓急', URGENCIES);
const CHANNEL_OPTIONS = optionsOf('全部来源', CHANNELS);
const stateOptions = (isClosed: boolean) =>
  optionsOf('全部状态', Object.fromEntries(Object.entries(STATES).filter(([state]) => CLOSED_STATES.includes(state as StateId) === isClosed)));

/** Which list with how many in it, and what it is narrowed by; all of it in the address. */
export function DeskFilters() {
  const [values, set] = useSearchState();
  const view = viewOf(values);
  const counts = useCall(needRoutes.counts, { query: { division: values['division'] } }).data;
  const numbers: Partial<Record<DeskView, number>> = counts
    ? { mine: counts.mine, open: counts.states.reduce((sum, { count }) => sum + count, 0), overdue: counts.overdue, supervised: counts.supervised }
    : {};
  const choice = (field: string, label: string, options: readonly { value: string; label: string }[]) => (
    <Choice label={label} value={values[field] ?? ''} options={options} onChange={(value) => set({ [field]: value || undefined, need: undefined })} />
  );
  return (
    <div className={styles.filters}>
      <ViewChips
        label="看哪些需求"
        views={DESK_VIEWS}
        current={view}
        counts={numbers}
        onChange={(value) => set({ view: value === 'mine' ? undefined : value, state: undefined, need: undefined })}
      />
      {choice('state', '状态', stateOptions(view === 'closed'))}
      {choice('category', '类别', CATEGORY_OPTIONS)}
      {choice('urgency', '缓急', URGENCY_OPTIONS)}
      {choice('channel', '来源', CHANNEL_OPTIONS)}
      <PlaceFilter label="看哪里的需求" forgets="need" />
      <SearchBox label="需求里的字" value={values['q'] ?? ''} onChange={(q) => set({ q: q || undefined })} />
    </div>
  );
}
