import { useEffect, useRef } from 'react';
import type { Pages } from '#ui/api/use-pages.ts';
import { LoadedItems } from '#ui/feedback/loaded-items.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { formatNumber } from '#ui/figures/format-figure.ts';
import type { NeedSummary } from '../contract/need.ts';
import { Deadline } from '#ui/figures/deadline.tsx';
import { DESK_VIEWS, type DeskView } from './desk-views.ts';
import styles from './need.module.css';

interface NeedListProps {
  view: DeskView;
  /** by anything beside the view */
  isNarrowed: boolean;
  pages: Pages<NeedSummary>;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** What waits, by deadline. */
export function NeedList({ view, isNarrowed, pages, chosen, onChoose }: NeedListProps) {
  const words = DESK_VIEWS.find(({ value }) => value === view) ?? DESK_VIEWS[0];
  const empty = isNarrowed ? (
    <EmptyState title="没有符合条件的需求">换一个条件，或者去掉上面选的条件再看。</EmptyState>
  ) : (
    <EmptyState title={words.empty}>{words.hint}</EmptyState>
  );
  return (
    <LoadedItems pages={pages} lines={8} empty={empty}>
      {(items) => (
        <>
          <p className={styles.count}>{pages.total === null ? '' : `共 ${formatNumber(pages.total)} 件${view === 'closed' ? '' : '，按期限排列'}`}</p>
          <ol className={styles.list} aria-label="需求">
            {items.map((item) => (
              <Item key={item.id} item={item} isChosen={item.id === chosen} onChoose={() => onChoose(item.id)} />
            ))}
          </ol>
        </>
      )}
    </LoadedItems>
  );
}

function Item({ item, isChosen, onChoose }: { item: NeedSummary; isChosen: boolean; onChoose: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <li className={styles.item} data-chosen={isChosen}>
      <button ref={button} type="button" aria-current={isChosen} onClick={onChoose}>
        <strong>{item.title}</strong>
        <span>
          {item.categoryName} · {item.stateName}
          {item.urgency !== 'ordinary' && ` · ${item.urgencyName}`}
          {item.isSecret && ' · 保密'}
          {item.isSupervised && ' · 督办'}
          {item.reopened > 0 && ` · 重办 ${item.reopened} 次`}
        </span>
        <span className={styles.itemFoot}>
          <small>
            {item.divisionName.split(' ').at(-1)}，{item.channelName}
          </small>
          {item.closedOn === null ? <Deadline due={item} /> : <small>{item.closedOn}</small>}
        </span>
      </button>
    </li>
  );
}
