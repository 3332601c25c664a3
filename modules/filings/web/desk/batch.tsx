import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { type Answer, call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useCan, useViewer } from '#ui/viewer.ts';
import type { ApplicationSummary } from '../../contract/application.ts';
import { filingRoutes } from '../../contract/routes.ts';
import type { ActionId } from '../../contract/workflow.ts';
import styles from './desk.module.css';
import { HandOver } from './hand-over.tsx';

interface Outcome {
  name: string;
  outcome: Answer<typeof filingRoutes.actOnMany>['outcomes'][number];
}

interface BatchProps {
  items: readonly ApplicationSummary[];
  ticked: ReadonlySet<string>;
  onTick: (ids: readonly string[]) => void;
  onEnd: () => void;
}

/** The same step for many cases, each with its own outcome; and whole desks handed over. */
export function Batch({ items, ticked, onTick, onEnd }: BatchProps) {
  const { level } = useViewer();
  const client = useQueryClient();
  const mayHandOver = useCan('filing.hand-over');
  const [outcomes, setOutcomes] = useState<Outcome[] | null>(null);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const chosen = items.filter(({ id }) => ticked.has(id));
  const step: { action: ActionId; label: string } = level === 'community' ? { action: 'recommend', label: '推荐' } : { action: 'grant', label: '准予' };
  async function carryOut(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      const body = { action: step.action, items: chosen.map(({ id, version }) => ({ id, version })) };
      const answer = await call(filingRoutes.actOnMany, { body });
      // names as they were ticked: what is done has left the list by now
      setOutcomes(answer.outcomes.map((outcome) => ({ outcome, name: chosen.find(({ id }) => id === outcome.id)?.subjectName ?? outcome.id })));
      onTick([]);
      await refresh(client, filingRoutes.list, filingRoutes.get, filingRoutes.statistics);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className={styles.batch} role="region" aria-label="批量办理">
      <div className={styles.buttons}>
        <Button size="small" onClick={() => onTick(items.map(({ id }) => id))}>
          全选 {items.length} 件
        </Button>
        <Button size="small" type="primary" disabled={chosen.length === 0} loading={busy} onClick={() => void carryOut()}>
          {step.label} {chosen.length} 件
        </Button>
        {mayHandOver && <HandOver items={items} chosen={chosen} />}
        <Button size="small" onClick={onEnd}>
          结束批量
        </Button>
      </div>
      {error !== undefined && <ProblemNotice error={error} />}
      {outcomes && <OutcomeList outcomes={outcomes} label={step.label} />}
    </div>
  );
}

function OutcomeList({ outcomes, label }: { outcomes: readonly Outcome[]; label: string }) {
  const failed = outcomes.filter(({ outcome }) => !outcome.done);
  return (
    <div role="status">
      <p>
        已{label} {outcomes.length - failed.length} 件{failed.length > 0 && `，${failed.length} 件没有办成，原因如下：`}
      </p>
      <ul className={styles.similar}>
        {failed.map(({ name, outcome: { id, problem } }) => (
          <li key={id}>
            {name}
            <small>{problem}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
