import { formatNumber } from '#ui/figures/format-figure.ts';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { numbers, TableHead } from '#ui/table/table-head.tsx';
import { dayInWords } from '#shared/day.ts';
import type { AgreementDetail, FigureText } from '../contract/agreement.ts';

/** Received figures beside our own for the same place and day. They are compared, never added. */
export function FigureTable({ figures, names }: Pick<AgreementDetail, 'figures' | 'names'>) {
  return (
    <PlainTable label="方案数字对照">
      <TableHead headings={['目标', '日期', ...numbers('对方报送', '本平台统计')]} />
      <tbody>
        {figures.map(({ plan, target, name, day, received, own }) => {
          const [one, other] = [textOf(received), textOf(own)];
          return (
            <tr key={`${plan}/${target}`}>
              <td>{`${name}（${names[plan] ?? plan}）`}</td>
              <td>{dayInWords(day)}</td>
              <td data-number>{one}</td>
              <td data-number data-warn={one === other ? undefined : true}>
                {other}
              </td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4}>只对照，不相加。没有约定报送的台账由各自平台录入，有关的数字可以不同。</td>
        </tr>
      </tfoot>
    </PlainTable>
  );
}

function textOf(figure: FigureText): string {
  const { value, numerator, denominator } = figure;
  if (numerator !== null && denominator !== null) return `${formatNumber(numerator)} / ${formatNumber(denominator)}`;
  return value === null ? '—' : formatNumber(value);
}
