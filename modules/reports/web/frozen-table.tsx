import { Link } from '@tanstack/react-router';
import { figureText, fractionText, thresholdText } from '#ui/figures/format-figure.ts';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { numbers, TableHead } from '#ui/table/table-head.tsx';
import type { FrozenFigure, Report } from '../contract/report.ts';

/** The figures as they were frozen, each leading to its source on that day. */
export function FrozenTable({ report }: { report: Report }) {
  const before = new Map(report.frozen.before?.figures.map((figure) => [figure.id, figure]));
  return (
    <PlainTable label="冻结的数字">
      <TableHead headings={['目标', ...numbers('期末', '期初'), '情况']} />
      <tbody>
        {report.frozen.figures
          .filter(({ kind }) => kind !== 'milestone')
          .map((figure) => (
            <FrozenRow key={figure.id} report={report} figure={figure} before={before.get(figure.id)} />
          ))}
      </tbody>
    </PlainTable>
  );
}

function FrozenRow({ report, figure, before }: { report: Report; figure: FrozenFigure; before: FrozenFigure | undefined }) {
  const parts = figure.parts?.map(({ name, value }) => `${name} ${value ?? '—'}`).join('，');
  return (
    <tr>
      <th scope="row">
        <Link to="/plans/$plan/targets/$target" params={{ plan: report.plan, target: figure.id }} search={{ division: report.division, asOf: report.asOf }}>
          {figure.name}
        </Link>
      </th>
      <td data-number>
        {parts ?? figureText(figure)}
        <br />
        <small>
          {fractionText(figure)} {thresholdText(figure)}
        </small>
      </td>
      <td data-number>{before ? figureText(before) : '—'}</td>
      <td>
        <StatusMark status={figure.status} />
      </td>
    </tr>
  );
}
