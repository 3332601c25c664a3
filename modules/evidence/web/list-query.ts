import type { SearchValues } from '#ui/search-state.ts';

const STATES = ['current', 'ended', 'future'] as const;

/** The filters of a list as its operation takes them. */
export function listQueryOf(values: SearchValues) {
  const state: (typeof STATES)[number] | 'all' = STATES.find((one) => one === values['state']) ?? 'all';
  return { division: values['division'], q: values['q'], state, filters: values['filters'] };
}

const KEPT = ['division', 'q', 'state', 'filters', 'by'] as const;

/** What of the address a saved view keeps. */
export function searchText(values: SearchValues): string {
  const kept = KEPT.flatMap((name): [string, string][] => (values[name] === undefined ? [] : [[name, values[name]]]));
  return new URLSearchParams(kept).toString();
}

/** The address of a saved view: what it does not name is not filtered. */
export function searchOfView(search: string): SearchValues {
  const given = new URLSearchParams(search);
  return Object.fromEntries(KEPT.map((name) => [name, given.get(name) ?? undefined]));
}
