import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { thresholdText } from '#ui/figures/format-figure.ts';
import { useSearchState } from '#ui/search-state.ts';
import { useCan } from '#ui/viewer.ts';
import { clausesOfTarget } from '../../contract/clause-links.ts';
import type { Target } from '../../contract/plan-target.ts';
import type { PlanAnswer } from './plan-page.tsx';
import styles from './plan-page.module.css';
import { ThresholdEditor } from './threshold-editor.tsx';

const BASIS = { policy: '文件写明', setting: '文件未写明数字，由本单位设定', none: '不设目标值' } as const;

/** A target in words: threshold, deadline, how it is counted, how the text was read. */
export function TargetCard({ answer, target }: { answer: PlanAnswer; target: Target }) {
  const [values] = useSearchState();
  const isHere = values['target'] === target.id;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    const list = card.current?.parentElement;
    if (isHere && card.current && list) list.scrollTo({ top: card.current.offsetTop - list.offsetTop - 40 });
  }, [isHere]);
  const threshold = thresholdText({ ...target, value: null, numerator: null, denominator: null });
  const deadline = target.deadline ?? answer.plan.period.to;
  return (
    <article ref={card} className={styles.card} data-here={isHere}>
      <h3>
        {target.name} <small>{target.id}</small>
      </h3>
      <dl>
        <dt>目标值</dt>
        <dd className="figures">
          {threshold || '—'}（{BASIS[target.thresholdBasis]}），{dayInWords(deadline)}截止
        </dd>
        <dt>怎样计算</dt>
        <dd>{target.countingRule}</dd>
        {target.reading && (
          <>
            <dt>怎样理解</dt>
            <dd>{target.reading.text}</dd>
          </>
        )}
        {target.evidence.length > 0 && (
          <>
            <dt>数据来自</dt>
            <dd>{target.evidence.join('、')}</dd>
          </>
        )}
      </dl>
      <TargetLinks answer={answer} target={target} deadline={deadline} />
    </article>
  );
}

function TargetLinks({ answer, target, deadline }: { answer: PlanAnswer; target: Target; deadline: string }) {
  const mayEdit = useCan('plan.edit');
  const [editing, setEditing] = useState(false);
  const clause = clausesOfTarget(answer.plan, target)[0];
  return (
    <div className={styles.cardLinks}>
      {clause && (
        <Link to="." search={{ target: target.id }} resetScroll={false} activeOptions={{ exact: true, includeSearch: true }}>
          ← 看原文这一句
        </Link>
      )}
      <Link to="/plans/$plan" params={{ plan: answer.plan.id }} search={{ target: target.id }}>
        看进展 →
      </Link>
      {mayEdit && target.threshold !== null && (
        <button type="button" onClick={() => setEditing(true)}>
          调整目标值
        </button>
      )}
      {editing && <ThresholdEditor answer={answer} target={target} deadline={deadline} onClose={() => setEditing(false)} />}
    </div>
  );
}
