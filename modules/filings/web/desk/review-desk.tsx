import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import { type Pages, usePages } from '#ui/api/use-pages.ts';
import { ProblemNotice, Skeleton } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Page } from '#ui/layout/page.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useCan, useViewer } from '#ui/viewer.ts';
import type { Ability, Application, ApplicationSummary } from '../../contract/application.ts';
import { filingRoutes } from '../../contract/routes.ts';
import { useAct } from '../use-act.ts';
import { ActDialog } from './act-dialog.tsx';
import { Batch } from './batch.tsx';
import { CaseSide } from './case-side.tsx';
import { CaseView } from './case-view.tsx';
import { DecisionBar } from './decision-bar.tsx';
import { keyOf } from './decisions.ts';
import styles from './desk.module.css';
import { Queue } from './queue.tsx';
import { QueueFilters } from './queue-filters.tsx';
import { queueQuery, type QueueView, viewOf } from './queue-views.ts';
import { useDeskKeys } from '#ui/use-desk-keys.ts';

/** The queue, the case, the checks and what may be decided, in one window. */
export function ReviewDeskScreen() {
  const [values] = useSearchState();
  const query = queueQuery(values);
  return <Desk key={JSON.stringify(query)} query={query} view={viewOf(values)} />;
}

function Desk({ query, view }: { query: ReturnType<typeof queueQuery>; view: QueueView }) {
  const pages = usePages(filingRoutes.list, { query });
  const items = pages.items ?? [];
  const { chosen, isOpen, choose, step, next } = useChosen(pages);
  const [ticked, setTicked] = useState<ReadonlySet<string> | null>(null);
  const flip = (id: string) => setTicked((now) => (now === null ? now : new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id])));
  return (
    <Page title="办理台" lead={<Lead />} actions={<DeskLinks onBatch={() => setTicked(ticked ? null : new Set())} isBatch={ticked !== null} />}>
      <QueueFilters />
      <div className={styles.desk} data-open={isOpen}>
        <div className={styles.queueColumn}>
          {ticked && <Batch items={items} ticked={ticked} onTick={(ids) => setTicked(new Set(ids))} onEnd={() => setTicked(null)} />}
          <Queue view={view} pages={pages} chosen={chosen} onChoose={choose} ticked={ticked} onTick={flip} />
        </div>
        {chosen === undefined ? (
          <div className={styles.caseColumn} />
        ) : (
          <ChosenCase key={chosen} id={chosen} onStep={step} onBack={() => choose(undefined)} next={next} onChoose={choose} />
        )}
      </div>
    </Page>
  );
}

/**
 * Which case is looked at: the one in the address, else the first of the list as it was opened. It stays when it leaves the
 * list, because somebody is still reading it; the next one is found by the place it had.
 */
function useChosen(pages: Pages<ApplicationSummary>) {
  const [values, set] = useSearchState();
  const [first, setFirst] = useState<string>();
  const [place, setPlace] = useState(0);
  const items = pages.items ?? [];
  if (first === undefined && items[0]) setFirst(items[0].id);
  const chosen = values['case'] ?? first;
  const at = items.findIndex(({ id }) => id === chosen);
  const choose = (id: string | undefined) => {
    const index = items.findIndex((item) => item.id === id);
    if (index >= 0) setPlace(index);
    if (id === undefined) setFirst(undefined);
    set({ case: id });
  };
  const step = (by: 1 | -1) => {
    const from = at >= 0 ? at : place - (by === 1 ? 1 : 0);
    const target = items[from + by];
    if (target) choose(target.id);
    else if (by === 1 && pages.hasMore) pages.more();
  };
  return { chosen, isOpen: values['case'] !== undefined, choose, step, next: items[at + 1]?.id };
}

function Lead() {
  const { divisionName, level } = useViewer();
  const [accept, refuse] = level === 'community' ? ['推荐', '不推荐'] : ['准予', '不予'];
  return (
    <span className={styles.soft}>
      {divisionName}
      <span className={styles.keys}>
        。键盘：<kbd>J</kbd> 下一件，<kbd>K</kbd> 上一件，<kbd>A</kbd> {accept}，<kbd>R</kbd> 退回补正，<kbd>N</kbd> {refuse}。
      </span>
    </span>
  );
}

function DeskLinks({ onBatch, isBatch }: { onBatch: () => void; isBatch: boolean }) {
  const navigate = useNavigate();
  const mayEnter = useCan('filing.enter');
  if (!mayEnter) return null;
  return (
    <>
      <Button onClick={onBatch}>{isBatch ? '结束批量' : '批量办理'}</Button>
      <Button onClick={() => void navigate({ to: '/filings/new' })}>新建申请</Button>
    </>
  );
}

interface ChosenCaseProps {
  id: string;
  /** the one after it in the queue */
  next: string | undefined;
  onStep: (by: 1 | -1) => void;
  onBack: () => void;
  onChoose: (id: string | undefined) => void;
}

function ChosenCase({ id, ...rest }: ChosenCaseProps) {
  const query = useCall(filingRoutes.get, { params: { id } });
  if (query.data) return <OpenCase application={query.data} {...rest} />;
  return <div className={styles.caseColumn}>{query.error ? <ProblemNotice error={query.error} retry={query.refetch} /> : <Skeleton lines={12} />}</div>;
}

function OpenCase({ application, next, onStep, onBack, onChoose }: Omit<ChosenCaseProps, 'id'> & { application: Application }) {
  const [ability, setAbility] = useState<Ability | null>(null);
  const toasts = useToasts();
  const act = useAct(application);
  useDeskKeys({ j: () => onStep(1), k: () => onStep(-1), a: () => press('A'), r: () => press('R'), n: () => press('N') });
  function press(key: ReturnType<typeof keyOf>): void {
    const found = application.abilities.find(({ action }) => keyOf(action) === key);
    if (found?.allowed) setAbility(found);
    else if (found) toasts.done(`现在不能${found.label}：${found.reasons.join('')}`);
  }
  return (
    <>
      <div className={styles.caseColumn}>
        <nav className={styles.strip} aria-label="换一件">
          <Button size="small" className={styles.back} onClick={onBack}>
            ← 列表
          </Button>
          <span className={styles.space} />
          <Button size="small" onClick={() => onStep(-1)}>
            上一件<kbd>K</kbd>
          </Button>
          <Button size="small" onClick={() => onStep(1)}>
            下一件<kbd>J</kbd>
          </Button>
        </nav>
        <CaseView application={application} />
        <DecisionBar application={application} onChoose={setAbility} />
      </div>
      <aside className={styles.sideColumn} aria-label="检查和经过">
        <CaseSide application={application} />
      </aside>
      {ability && (
        <ActDialog
          application={application}
          ability={ability}
          act={act}
          onClose={() => setAbility(null)}
          onDone={(after) => {
            setAbility(null);
            if (after.abilities.every(({ action }) => action === 'withdraw' || action === 'edit')) onChoose(next);
          }}
        />
      )}
    </>
  );
}
