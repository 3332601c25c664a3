import { useEffect, useRef } from 'react';
import type { Pages } from '#ui/api/use-pages.ts';
import { LoadedItems } from '#ui/feedback/loaded-items.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { formatNumber } from '#ui/figures/format-figure.ts';
import type { ApplicationSummary } from '../../contract/application.ts';
import { Deadline } from '#ui/figures/deadline.tsx';
import styles from './desk.module.css';
import { QUEUE_VIEWS, type QueueView } from './queue-views.ts';

interface QueueProps {
  view: QueueView;
  pages: Pages<ApplicationSummary>;
  chosen: string | undefined;
  onChoose: (id: string) => void;
  /** ids ticked for a batch; null while nobody picks */
  ticked: ReadonlySet<string> | null;
  onTick: (id: string) => void;
}

/** What waits, by deadline. */
export function Queue({ view, pages, chosen, onChoose, ticked, onTick }: QueueProps) {
  const words = QUEUE_VIEWS.find(({ value }) => value === view) ?? QUEUE_VIEWS[0];
  return (
    <LoadedItems pages={pages} lines={8} empty={<EmptyState title={words.empty}>{words.hint}</EmptyState>}>
      {(items) => (
        <>
          <p className={styles.count}>{pages.total === null ? '' : `共 ${formatNumber(pages.total)} 件，按期限排列`}</p>
          <ol className={styles.queue} aria-label="申请">
            {items.map((item) => (
              <QueueItem
                key={item.id}
                item={item}
                isChosen={item.id === chosen}
                onChoose={() => onChoose(item.id)}
                tick={ticked && { isOn: ticked.has(item.id), flip: () => onTick(item.id) }}
              />
            ))}
          </ol>
        </>
      )}
    </LoadedItems>
  );
}

interface QueueItemProps {
  item: ApplicationSummary;
  isChosen: boolean;
  onChoose: () => void;
  tick: { isOn: boolean; flip: () => void } | null;
}

function QueueItem({ item, isChosen, onChoose, tick }: QueueItemProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <li className={styles.item} data-chosen={isChosen}>
      {tick && <input type="checkbox" aria-label={`选中${item.subjectName}`} checked={tick.isOn} onChange={tick.flip} />}
      <button ref={button} type="button" aria-current={isChosen} onClick={onChoose}>
        <strong>{item.subjectName}</strong>
        <span>
          {item.procedureName} · {item.stateName}
          {item.returns > 0 && item.state === 'submitted' && ' · 已补正'}
        </span>
        <span className={styles.itemFoot}>
          <small>
            {item.divisionName.split(' ').at(-1)}
            {item.escalatedOn !== null && ' · 已报上级'}
          </small>
          {item.decidedOn === null ? <Deadline due={item} none="没有期限" /> : <small>{item.decidedOn}</small>}
        </span>
      </button>
    </li>
  );
}
