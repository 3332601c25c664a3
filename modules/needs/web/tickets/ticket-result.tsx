import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { Notice } from '#ui/feedback/notice.tsx';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { TableHead } from '#ui/table/table-head.tsx';
import type { TicketOutcome } from '../../contract/ticket.ts';
import styles from './tickets.module.css';
import type { TicketWork } from './use-ticket-import.ts';

/** Nobody reads more on a screen; the file that is given back has them all. */
const SHOWN = 50;

/** What a file of tickets comes to, and the decision. */
export function TicketResult({ work, outcome }: { work: TicketWork; outcome: TicketOutcome }) {
  return (
    <div className={styles.stack}>
      <Counts outcome={outcome} isWritten={work.step === 'written' && outcome.importId !== null} />
      <Decision work={work} outcome={outcome} />
      <Clusters outcome={outcome} />
      <Remarks outcome={outcome} />
    </div>
  );
}

function Counts({ outcome: { rows, created, already, joined, rejected }, isWritten }: { outcome: TicketOutcome; isWritten: boolean }) {
  const figures: [string, number][] = [
    ['共', rows],
    [isWritten ? '已收进' : '可以收进', created],
    ['以前收过', already],
    ['有问题', rejected],
    ...(isWritten ? ([['并入同一件事', joined]] as [string, number][]) : []),
  ];
  return (
    <dl className={styles.counts}>
      {figures.map(([label, count]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="figures">{formatNumber(count)} 件</dd>
        </div>
      ))}
    </dl>
  );
}

function Decision({ work, outcome }: { work: TicketWork; outcome: TicketOutcome }) {
  const [joinAlike, setJoinAlike] = useState(false);
  const { created, rejected, clusters } = outcome;
  if (work.step === 'written' && outcome.importId !== null)
    return (
      <Notice tone="info">
        已收进 {formatNumber(created)} 件，正在<Link to="/needs">需求办理</Link>里等着梳理。
      </Notice>
    );
  if (created === 0 && rejected === 0) return <Notice tone="info">没有新的工单：这个文件里的都收过了，或者没有内容。</Notice>;
  return (
    <>
      {clusters.length > 0 && (
        <label className={styles.tick}>
          <input type="checkbox" checked={joinAlike} onChange={({ target }) => setJoinAlike(target.checked)} />
          把下面看起来是同一件事的，各并入最早的一件
        </label>
      )}
      <div className={styles.actions}>
        {rejected === 0 && (
          <Button type="primary" onClick={() => work.write({ skipInvalid: false, joinAlike })}>
            收进 {formatNumber(created)} 件
          </Button>
        )}
        {rejected > 0 && created > 0 && (
          <Button onClick={() => work.write({ skipInvalid: true, joinAlike })}>跳过有问题的，收进 {formatNumber(created)} 件</Button>
        )}
        {rejected > 0 && <Button onClick={() => void work.fetchChecked()}>下载标出问题的表格</Button>}
      </div>
    </>
  );
}

function Clusters({ outcome: { clusters } }: { outcome: TicketOutcome }) {
  if (clusters.length === 0) return null;
  return (
    <section>
      <h3>看起来是同一件事（{clusters.length} 组）</h3>
      <ul className={styles.clusters}>
        {clusters.slice(0, SHOWN).map(({ title, rows, known }) => (
          <li key={`${known ?? ''}${rows[0] ?? ''}`}>
            {title}：第 {rows.join('、')} 行{known !== null && `，与编号 ${known} 的需求`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Remarks({ outcome: { problems, notices } }: { outcome: TicketOutcome }) {
  const lines = [...problems.map((one) => ({ ...one, kind: '问题' })), ...notices.map((one) => ({ ...one, kind: '提示', suggestion: '' }))];
  if (lines.length === 0) return null;
  return (
    <PlainTable label="逐行的问题和提示">
      <TableHead headings={[{ number: '行' }, '列', '问题和改法']} />
      <tbody>
        {lines.slice(0, SHOWN).map(({ row, heading, message, suggestion, kind }) => (
          <tr key={`${row} ${heading} ${message}`}>
            <td data-number data-warn={kind === '问题' || undefined}>
              {row}
            </td>
            <td>{heading}</td>
            <td>
              {kind}：{message}
              {suggestion}
            </td>
          </tr>
        ))}
      </tbody>
      {lines.length > SHOWN && (
        <tfoot>
          <tr>
            <td colSpan={3}>还有 {formatNumber(lines.length - SHOWN)} 条，请下载标出问题的表格。</td>
          </tr>
        </tfoot>
      )}
    </PlainTable>
  );
}
