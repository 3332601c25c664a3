import { dayInWords, type Day } from '#shared/day.ts';
import { figureText, fractionText, thresholdText } from '#ui/figures/format-figure.ts';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import type { TargetProgress } from '../../contract/progress.ts';

/** A target's figure in one line: `达标 81.3%，143/176，目标 ≥80%，截至2023年11月20日`. */
export function TargetFigure({ target, asOf }: { target: TargetProgress; asOf: Day }) {
  const fraction = fractionText(target);
  const threshold = thresholdText(target);
  return (
    <span className="figures">
      <StatusMark status={target.status} /> <b style={{ fontSize: 18 }}>{figureText(target)}</b>
      {fraction && `，${fraction}`}
      {threshold && `，目标 ${threshold}`}，截至{dayInWords(asOf)}
    </span>
  );
}
