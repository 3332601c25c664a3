import { Button } from 'antd';
import { useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { type Correction, correctionRoutes } from '../contract/correction.ts';
import styles from './corrections.module.css';

type Shown = Pick<Correction, 'name' | 'phone' | 'wrong' | 'right'>;

/** One request: what is wrong, what it should be, by whom (masked), until when; and what was answered. */
export function CorrectionCard({ correction, onAnswer }: { correction: Correction; onAnswer: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  const { id, about, state, stateName, answer, answeredOn, answeredBy } = correction;
  const { name, phone, wrong, right } = shown ?? correction;
  async function reveal(reason: string): Promise<void> {
    setShown(await call(correctionRoutes.revealCorrection, { params: { id }, body: { reason } }));
  }
  return (
    <article className={styles.card} aria-label={`${name}：${about}`}>
      <What correction={{ ...correction, wrong, right }} />
      <div className={styles.actions}>
        <span className={styles.soft}>
          {name}　{phone}
        </span>
        {state === 'waiting' && !shown && (
          <Button size="small" onClick={() => setAsking(true)}>
            查看姓名、电话和完整内容
          </Button>
        )}
        {state === 'waiting' && (
          <Button size="small" type="primary" onClick={onAnswer}>
            答复
          </Button>
        )}
      </div>
      {state === 'withdrawn' && <p className={styles.answer}>本人已撤回。</p>}
      {answer !== null && (
        <p className={styles.answer}>
          <strong>{stateName}</strong>（{answeredOn === null ? '' : dayInWords(answeredOn)}，{answeredBy}）：{answer}
        </p>
      )}
      <ConfirmWithReason open={isAsking} title="查看申请人的姓名、电话和完整内容" confirmText="查看" onConfirm={reveal} onClose={() => setAsking(false)}>
        只用于核对身份和更正这条记录；查看的人、时间和理由记入审计，本人也看得到。
      </ConfirmWithReason>
    </article>
  );
}

/** What is wrong, where and until when it is to be answered. */
function What({ correction: { about, place, receivedOn, dueOn, isOverdue, state, wrong, right } }: { correction: Correction }) {
  return (
    <>
      <div className={styles.head}>
        <strong>{about}</strong>
        <span className={styles.soft}>
          {place}　{dayInWords(receivedOn)}提出
        </span>
        {state === 'waiting' && (
          <span className={styles.due} data-overdue={isOverdue}>
            {isOverdue ? `✕ 已逾期，应当在${dayInWords(dueOn)}前答复` : `最迟${dayInWords(dueOn)}答复`}
          </span>
        )}
      </div>
      <dl className={styles.texts}>
        <div>
          <dt>哪里不对</dt>
          <dd>{wrong}</dd>
        </div>
        <div>
          <dt>应当是</dt>
          <dd>{right}</dd>
        </div>
      </dl>
    </>
  );
}
