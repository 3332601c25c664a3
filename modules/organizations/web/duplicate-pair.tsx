import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { DUPLICATE_REASONS, type DuplicateCandidate, type DuplicatePair, organizationRoutes } from '../contract/routes.ts';
import styles from './duplicates.module.css';

const ROWS: { title: string; text: (candidate: DuplicateCandidate) => string }[] = [
  { title: '所属区划', text: ({ divisionName }) => divisionName },
  { title: '管理层级', text: ({ tier }) => tier },
  { title: '组织类别', text: ({ category }) => category },
  { title: '成立日期', text: ({ establishedOn }) => dayInWords(establishedOn) },
  { title: '终止日期', text: ({ endedOn }) => (endedOn ? dayInWords(endedOn) : '—') },
  { title: '负责人', text: ({ leaderName }) => leaderName },
  { title: '成员人数', text: ({ memberCount }) => String(memberCount) },
];

/** Two organizations side by side; what differs is marked. */
export function DuplicatePairCard({ pair }: { pair: DuplicatePair }) {
  const { one, other } = pair;
  return (
    <article className={styles.pair} aria-label={`${one.name}与${other.name}`}>
      <p>{pair.reasons.map((reason) => DUPLICATE_REASONS[reason]).join('，')}</p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">名称</th>
              <th scope="col">
                <Candidate candidate={one} />
              </th>
              <th scope="col">
                <Candidate candidate={other} />
              </th>
            </tr>
          </thead>
          <tbody>
            {ROWS.map(({ title, text }) => (
              <tr key={title} data-differs={text(one) !== text(other)}>
                <th scope="row">{title}</th>
                <td>{text(one)}</td>
                <td>{text(other)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Decision pair={pair} />
    </article>
  );
}

function Candidate({ candidate }: { candidate: DuplicateCandidate }) {
  return (
    <Link to="/organizations/$id" params={{ id: candidate.id }}>
      {candidate.name}
    </Link>
  );
}

function Decision({ pair: { one, other } }: { pair: DuplicatePair }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const [keep, setKeep] = useState<DuplicateCandidate | null>(null);
  const remove = keep === one ? other : one;
  const renew = () => refresh(client, organizationRoutes.duplicates, organizationRoutes.likelyOf);
  async function keepApart(): Promise<void> {
    await call(organizationRoutes.keepApart, { body: { one: one.id, other: other.id } })
      .then(renew)
      .then(() => toasts.done('已记下：不是同一个组织，不再提示。'))
      .catch(toasts.failed);
  }
  async function merge(reason: string): Promise<void> {
    if (!keep) return;
    await call(organizationRoutes.merge, { body: { keep: keep.id, keepVersion: keep.version, remove: remove.id, removeVersion: remove.version, reason } });
    await client.invalidateQueries();
    toasts.done(`已合并为“${keep.name}”。`);
  }
  return (
    <div className={styles.actions}>
      <Button onClick={() => setKeep(one)}>是同一个，保留左边</Button>
      <Button onClick={() => setKeep(other)}>是同一个，保留右边</Button>
      <Button onClick={() => void keepApart()}>不是同一个</Button>
      {keep && (
        <ConfirmWithReason open danger title={`合并为“${keep.name}”`} confirmText="合并" onConfirm={merge} onClose={() => setKeep(null)}>
          <p>
            “{remove.name}”并入“{keep.name}”，它的办件、人员、名册、活动等随之归到保留的一个，名称记为曾用名。合并不能撤销，请先核对。
          </p>
        </ConfirmWithReason>
      )}
    </div>
  );
}
