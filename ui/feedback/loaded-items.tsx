import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Pages } from '../api/use-pages.ts';
import styles from './loaded-items.module.css';
import { ProblemNotice, Skeleton } from './notice.tsx';

interface LoadedItemsProps<T> {
  pages: Pages<T>;
  /** height of the stand-in, in lines */
  lines?: number;
  /** instead of a list without items */
  empty: ReactNode;
  children: (items: readonly T[]) => ReactNode;
}

/** Shows a list that grows page by page; a stand-in before, and the problem with a second try when a page failed, below what is there. */
export function LoadedItems<T>({ pages, lines, empty, children }: LoadedItemsProps<T>) {
  const { items, error, hasMore, isFetchingMore, more, retry } = pages;
  const problem = error !== null && error !== undefined && <ProblemNotice error={error} retry={retry} />;
  if (!items) return problem || <Skeleton lines={lines} />;
  if (items.length === 0) return empty;
  return (
    <>
      {children(items)}
      {problem}
      {hasMore && (
        <p className={styles.more}>
          <Button block loading={isFetchingMore} onClick={more}>
            继续显示
          </Button>
        </p>
      )}
    </>
  );
}
