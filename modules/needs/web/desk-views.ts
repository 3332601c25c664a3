import type { SearchValues } from '#ui/search-state.ts';
import { CATEGORIES, CHANNELS, URGENCIES } from '../contract/vocabulary.ts';
import { STATES, type StateId } from '../contract/workflow.ts';

/** The lists of the inbox, with what each says when it is empty. */
export const DESK_VIEWS = [
  { value: 'mine', label: '本单位要办', empty: '没有要办的需求', hint: '居民在网上、12345 提出的，或者您走访后登记的需求会出现在这里。' },
  { value: 'open', label: '全部未结', empty: '没有未办结的需求', hint: '辖区里的需求都办结了。' },
  { value: 'overdue', label: '已逾期', empty: '没有逾期的需求', hint: '超过期限还没有办的会列在这里。' },
  { value: 'supervised', label: '督办中', empty: '没有督办的需求', hint: '街道、区县督办的会列在这里。' },
  { value: 'closed', label: '已结束', empty: '还没有结束的需求', hint: '已解决、退回、关闭的需求在这里查。' },
] as const;
export type DeskView = (typeof DESK_VIEWS)[number]['value'];

export function viewOf(values: SearchValues): DeskView {
  return DESK_VIEWS.find(({ value }) => value === values['view'])?.value ?? 'mine';
}

const QUERY_OF: Record<DeskView, object> = {
  mine: { mine: 'true' },
  open: { standing: 'open' },
  overdue: { overdue: 'true' },
  supervised: { supervised: 'true' },
  closed: { standing: 'closed' },
};

const known = <T extends object>(vocabulary: T, value: string | undefined): keyof T | undefined =>
  value !== undefined && Object.hasOwn(vocabulary, value) ? (value as keyof T) : undefined;

/** What the address bar says, as the list is asked. */
export function listQuery(values: SearchValues) {
  return {
    ...QUERY_OF[viewOf(values)],
    state: known(STATES, values['state']) as StateId | undefined,
    category: known(CATEGORIES, values['category']),
    urgency: known(URGENCIES, values['urgency']),
    channel: known(CHANNELS, values['channel']),
    division: values['division'],
    q: values['q'],
  };
}

const NARROWING = ['state', 'category', 'urgency', 'channel', 'division', 'q'];

/** Whether anything beside the view leaves needs out. */
export function isNarrowed(values: SearchValues): boolean {
  return NARROWING.some((field) => values[field] !== undefined);
}
