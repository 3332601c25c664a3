import { useInfiniteQuery } from '@tanstack/react-query';
import type { Page } from '#shared/page.ts';
import type { Route } from '#shared/route.ts';
import { type Answer, type CallInput, call } from './call.ts';
import { keyOfCall } from './use-call.ts';

export interface Pages<T, A = unknown> {
  items: T[] | undefined;
  /** the answers as they came, for what stands beside the items */
  answers: A[];
  /** true count over all pages, when the first page asked for it */
  total: number | null;
  error: unknown;
  hasMore: boolean;
  isFetchingMore: boolean;
  more(): void;
  retry(): void;
}

type ItemOf<T extends Route> = Answer<T> extends Page<infer I> ? I : never;

/** A cursor-paged list, grown page by page; what was fetched stays, so the way back keeps the place. */
export function usePages<T extends Route>(route: T, input: CallInput<T>, enabled = true): Pages<ItemOf<T>, Answer<T>> {
  const base = input as { query?: Record<string, unknown> };
  const query = useInfiniteQuery({
    queryKey: [...keyOfCall(route, input), 'pages'],
    enabled,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...base.query, ...(pageParam === null ? { withTotal: 'true' } : { cursor: pageParam }) };
      return (await call(route, { ...input, query } as CallInput<T>, signal)) as Page<ItemOf<T>>;
    },
    getNextPageParam: (last) => last.nextCursor,
  });
  return {
    answers: (query.data?.pages ?? []) as Answer<T>[],
    items: query.data?.pages.flatMap((page) => page.items),
    total: query.data?.pages[0]?.total ?? null,
    error: query.error,
    hasMore: query.hasNextPage,
    isFetchingMore: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
