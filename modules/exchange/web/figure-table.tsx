import { formatNumber } from '#ui/figures/format-figure.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { numbers, TableHead } from '#ui/table/table-head.tsx';
import { dayInWords } from '#shared/day.ts';
import type { AgreementDetail, FigureText } from '../contract/agreement.ts';
import styles from './exchange.module.css';

/**
 * Received figures beside our own for the same place and day, those of the same day as a rule. They are compared, never added: where the registers
 * behind them were not agreed upon they may well differ, which is no fault.
 */
export function FigureTable({ figures, names }: Pick<AgreementDetail, 'figures' | 'names'>) {
  const [first] = figures;
  const only = first && figures.every(({ day }) => day === first.day) ? first.day : undefined;
  return (
    <>
      <p className={styles.lead}>
        {only !== undefined && `${dayInWords(only)}的数字。`}只对照，不相加；与对方不同的用粗体。没有约定报送的台账由各自平台录入，有关的数字可以不同。
      </p>
      <PlainTable label="方案数字对照">
        <TableHead headings={['目标', ...numbers('对方报送', '本平台统计')]} />
        <tbody>
          {figures.map(({ plan, target, name, day, received, own }) => {
            const [one, other] = [textOf(received), textOf(own)];
            return (
              <tr key={`${plan}/${target}`}>
                <td>
                  {name}
                  <small className={styles.below}>
                    {names[plan] ?? plan}
                    {only === undefined && `，${dayInWords(day)}`}
                  </small>
                </td>
                <td data-number>{one}</td>
                <td data-number>{one === other ? other : <strong>{other}</strong>}</td>
              </tr>
            );
          })}
        </tbody>
      </PlainTable>
    </>
  );
}

function textOf(figure: FigureText): string {
  const { value, numerator, denominator } = figure;
  if (numerator !== null && denominator !== null) return `${formatNumber(numerator)} / ${formatNumber(denominator)}`;
  return value === null ? '—' : formatNumber(value);
}
