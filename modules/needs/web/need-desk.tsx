import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import { type Pages, usePages } from '#ui/api/use-pages.ts';
import { ProblemNotice, Skeleton } from '#ui/feedback/notice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useCan, useViewer } from '#ui/viewer.ts';
import type { NeedSummary } from '../contract/need.ts';
import { needRoutes } from '../contract/routes.ts';
import { DeskFilters } from './desk-filters.tsx';
import { isNarrowed, listQuery, viewOf } from './desk-views.ts';
import styles from './need.module.css';
import { EnterDialog } from './enter-dialog.tsx';
import { NeedList } from './need-list.tsx';
import { NeedView } from './need-view.tsx';
import { useDeskKeys } from '#ui/use-desk-keys.ts';

/** One inbox: what residents need, the one that is looked at, and what may be done with it. */
export function NeedDeskScreen() {
  const [values] = useSearchState();
  const query = listQuery(values);
  return <Desk key={JSON.stringify(query)} query={query} />;
}

function Desk({ query }: { query: ReturnType<typeof listQuery> }) {
  const [values] = useSearchState();
  const pages = usePages(needRoutes.list, { query });
  const { chosen, isOpen, choose, step } = useChosen(pages);
  const [isEntering, setEntering] = useState(false);
  const mayEnter = useCan('need.handle');
  useDeskKeys({ j: () => step(1), k: () => step(-1), n: () => mayEnter && setEntering(true) });
  return (
    <Page
      title="居民需求"
      lead={<Lead />}
      actions={
        mayEnter && (
          <Button type="primary" onClick={() => setEntering(true)}>
            登记需求
          </Button>
        )
      }
    >
      <DeskFilters />
      <div className={styles.desk} data-open={isOpen}>
        <div className={styles.listColumn}>
          <NeedList view={viewOf(values)} isNarrowed={isNarrowed(values)} pages={pages} chosen={chosen} onChoose={choose} />
        </div>
        <div className={styles.caseColumn}>
          {chosen !== undefined && <Chosen key={chosen} id={chosen} onBack={() => choose(undefined)} onStep={step} onChoose={choose} />}
        </div>
      </div>
      {isEntering && (
        <EnterDialog
          onClose={() => setEntering(false)}
          onDone={(id) => {
            setEntering(false);
            choose(id);
          }}
        />
      )}
    </Page>
  );
}

/** The one in the address, else the first of the list as it was opened. It stays while it is read, even when it leaves the list. */
function useChosen(pages: Pages<NeedSummary>) {
  const [values, set] = useSearchState();
  const [first, setFirst] = useState<string>();
  const items = pages.items ?? [];
  if (first === undefined && items[0]) setFirst(items[0].id);
  const chosen = values['need'] ?? first;
  const choose = (id: string | undefined) => {
    if (id === undefined) setFirst(undefined);
    set({ need: id });
  };
  const step = (by: 1 | -1) => {
    const target = items[items.findIndex(({ id }) => id === chosen) + by];
    if (target) choose(target.id);
    else if (by === 1 && pages.hasMore) pages.more();
  };
  return { chosen, isOpen: values['need'] !== undefined, choose, step };
}

function Lead() {
  const { divisionName } = useViewer();
  return (
    <span>
      {divisionName}
      <span className={styles.keys}>
        。键盘：<kbd>J</kbd> 下一件，<kbd>K</kbd> 上一件，<kbd>N</kbd> 登记需求。
      </span>
    </span>
  );
}

interface ChosenProps {
  id: string;
  onBack: () => void;
  onStep: (by: 1 | -1) => void;
  onChoose: (id: string | undefined) => void;
}

function Chosen({ id, onBack, onStep, onChoose }: ChosenProps) {
  const query = useCall(needRoutes.get, { params: { id } });
  return (
    <>
      <nav className={styles.strip} aria-label="换一件">
        <Button size="small" className={styles.back} onClick={onBack}>
          ← 列表
        </Button>
        <Button size="small" onClick={() => onStep(-1)}>
          上一件<kbd>K</kbd>
        </Button>
        <Button size="small" onClick={() => onStep(1)}>
          下一件<kbd>J</kbd>
        </Button>
      </nav>
      {query.data && <NeedView need={query.data} onGone={() => onChoose(undefined)} onChoose={onChoose} />}
      {!query.data && (query.error ? <ProblemNotice error={query.error} retry={query.refetch} /> : <Skeleton lines={12} />)}
    </>
  );
}
