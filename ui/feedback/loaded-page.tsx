import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Page } from '../layout/page.tsx';
import { ProblemNotice, Skeleton } from './notice.tsx';

interface LoadedPageProps<T> {
  /** what the page is, while it is on its way or when it did not come */
  title: string;
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/** A whole page that hangs on one answer: framed also while waiting and in failure. */
export function LoadedPage<T>({ title, query, children }: LoadedPageProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  return <Page title={title}>{query.error ? <ProblemNotice error={query.error} retry={query.refetch} /> : <Skeleton lines={10} />}</Page>;
}
