import { formatNumber } from '#ui/figures/format-figure.ts';
import type { OperationEffect } from '../contract/operations.ts';
import styles from './divisions.module.css';

/** What an operation will touch. */
export function OperationEffectView({ effect }: { effect: OperationEffect }) {
  const rows = effect.records.reduce((sum, record) => sum + record.rows, 0);
  return (
    <div className={styles.effect}>
      <p>
        撤销 {effect.closed.length} 个、新增 {effect.created.length} 个、变动 {effect.changed.length} 个区划，{formatNumber(rows)} 条登记数据随之归属，
        {effect.districts.length} 个区县的数字将重新计算。
      </p>
      <Names title="撤销" lines={effect.closed.map(({ code, name }) => `${name}（${code}）`)} />
      <Names title="新增" lines={effect.created.map(({ code, name, insteadOf }) => `${name}（${code}${insteadOf ? `，承接 ${insteadOf}` : ''}）`)} />
      <Names title="变动" lines={effect.changed.map(({ name, was }) => `${was} → ${name}`)} />
      <Names
        title="随之归属的登记数据"
        lines={effect.records.filter((record) => record.rows > 0).map(({ register, rows: count }) => `${register} ${formatNumber(count)} 条`)}
      />
    </div>
  );
}

const SHOWN = 12;

function Names({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {lines.length > SHOWN && <li>……共 {lines.length} 个</li>}
      </ul>
    </>
  );
}
