import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemNotice, Skeleton } from './notice.tsx';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** height of the stand-in, in lines */
  lines?: number;
  children: (data: T) => ReactNode;
}

/** Shows what a query brought; a stand-in before, and the problem with a second try when it failed. */
export function Loaded<T>({ query, lines, children }: LoadedProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <ProblemNotice error={query.error} retry={query.refetch} />;
  return <Skeleton lines={lines} />;
}
