import type { Day } from '#shared/day.ts';
import type { Figure, Question } from './figure.ts';

/** One target: its figure and how the figure is judged. */
export interface TargetRule {
  id: string;
  figure(question: Question): Figure;
  threshold: number | null;
  deadline: Day;
  /** `share` ends at 1 in a forecast; `lines` has none; `shown` has parts or no threshold */
  shape: 'average' | 'count' | 'share' | 'lines' | 'milestone' | 'parts';
  /** the threshold makes no sense below the plan's own division (readings 10) */
  onlyOwn?: boolean;
}
