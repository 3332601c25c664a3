import { lazy, Suspense } from 'react';
import { Skeleton } from '../feedback/notice.tsx';
import type { TrendLine } from './trend-drawing.tsx';

/** The drawing library is fetched only when a trend is looked at. */
const Drawing = lazy(() => import('./trend-drawing.tsx').then((module) => ({ default: module.TrendDrawing })));

/** A line by month with the target line and the forecast, today marked, and the table behind it. */
export function TrendChart(props: TrendLine) {
  return (
    <Suspense fallback={<Skeleton lines={6} label="正在绘制走势" />}>
      <Drawing {...props} />
      <TrendTable {...props} />
    </Suspense>
  );
}

function TrendTable({ points, format, label }: TrendLine) {
  return (
    <details>
      <summary>用表格看</summary>
      <table aria-label={label}>
        <thead>
          <tr>
            <th scope="col" style={{ textAlign: 'left', paddingRight: 24 }}>
              月份
            </th>
            <th scope="col" style={{ textAlign: 'right' }}>
              数值
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.day}>
              <td>{point.day.slice(0, 7)}</td>
              <td style={{ textAlign: 'right' }}>{point.value === null ? '—' : format(point.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
