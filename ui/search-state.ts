import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export type SearchValues = Record<string, string | undefined>;

/**
 * The part of a screen's state that lives in the address bar, so that a link shows the same and the way back keeps the place.
 * `set` merges; undefined removes. Changes of view replace the entry, steps into something make a new one (`push`).
 */
export function useSearchState(): [SearchValues, (patch: SearchValues, options?: { push?: boolean }) => void] {
  const values = useSearch({ strict: false }) as SearchValues;
  const navigate = useNavigate();
  const set = useCallback(
    (patch: SearchValues, { push = false }: { push?: boolean } = {}) => {
      void navigate({ to: '.', search: (current: SearchValues) => withoutEmpty({ ...current, ...patch }), replace: !push, resetScroll: false });
    },
    [navigate],
  );
  return [values, set];
}

/** Drops what is undefined or empty. */
export function withoutEmpty(values: SearchValues): SearchValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
}
