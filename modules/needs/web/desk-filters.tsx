import { useCall } from '#ui/api/use-call.ts';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { Choice } from '#ui/inputs/choice.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { useDivision } from '#ui/inputs/use-division.ts';
import { useSearchState } from '#ui/search-state.ts';
import { useViewer } from '#ui/viewer.ts';
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
      <nav className={styles.views} aria-label="看哪些需求">
        {DESK_VIEWS.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            aria-pressed={view === value}
            onClick={() => set({ view: value === 'mine' ? undefined : value, state: undefined, need: undefined })}
          >
            {label}
            {numbers[value] !== undefined && <span> {formatNumber(numbers[value])}</span>}
          </button>
        ))}
      </nav>
      {choice('state', '状态', stateOptions(view === 'closed'))}
      {choice('category', '类别', CATEGORY_OPTIONS)}
      {choice('urgency', '缓急', URGENCY_OPTIONS)}
      {choice('channel', '来源', CHANNEL_OPTIONS)}
      <PlaceFilter />
      <SearchBox label="需求里的字" value={values['q'] ?? ''} onChange={(q) => set({ q: q || undefined })} />
    </div>
  );
}

/** Offices with more than a community below them look at one place. */
function PlaceFilter() {
  const { division, divisionName, level } = useViewer();
  const [values, set] = useSearchState();
  const here = useDivision(values['division'] ?? null);
  if (division === null || level === 'community') return null;
  return (
    <DivisionPicker
      label="看哪里的需求"
      value={here.data ?? null}
      placeholder={`全部（${divisionName}）`}
      within={{ code: division, name: divisionName }}
      onChange={({ code }) => set({ division: code === division ? undefined : code, need: undefined })}
    />
  );
}
