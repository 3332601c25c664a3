import { type ColumnFilter, filtersSchema } from '../contract/record.ts';

export type Filters = Record<string, ColumnFilter>;

/** Filters as the address bar keeps them; what cannot be read counts as none. */
export function readFilters(text: string | undefined): Filters {
  if (text === undefined) return {};
  try {
    return filtersSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** @returns undefined when nothing is filtered, so the address stays short */
export function writeFilters(filters: Filters): string | undefined {
  return Object.keys(filters).length === 0 ? undefined : JSON.stringify(filters);
}
