import { keepPreviousData, type QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Route } from '#shared/route.ts';
import { type Answer, addressOf, type CallInput, call, type LooseInput } from './call.ts';

export interface UseCallOptions {
  /** false: do not ask yet */
  enabled?: boolean;
  /** ask again every so many milliseconds */
  every?: number;
  /** keep showing the previous answer while a new one is fetched */
  keep?: boolean;
}

/** Key of a call in the cache: method, full address, and what is asked in the body. */
export function keyOfCall<T extends Route>(route: T, input: CallInput<T>): readonly unknown[] {
  const { body } = input as LooseInput;
  return [route.method, route.path, addressOf(route, input as LooseInput), ...(body === undefined ? [] : [body])];
}

/** Options for `useQuery` and `useQueries`. */
export function queryOf<T extends Route>(route: T, input: CallInput<T>) {
  return { queryKey: keyOfCall(route, input), queryFn: ({ signal }: { signal: AbortSignal }): Promise<Answer<T>> => call(route, input, signal) };
}

/** The answer of a reading operation, cached by its address. */
export function useCall<T extends Route>(
  route: T,
  input: CallInput<T>,
  { enabled = true, every, keep = false }: UseCallOptions = {},
): UseQueryResult<Answer<T>> {
  return useQuery<Answer<T>>({
    ...queryOf(route, input),
    enabled,
    ...(every === undefined ? {} : { refetchInterval: every }),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Marks every cached answer of these operations as out of date, after a change. */
export async function refresh(client: QueryClient, ...routes: readonly Route[]): Promise<void> {
  await Promise.all(routes.map((route) => client.invalidateQueries({ queryKey: [route.method, route.path] })));
}
