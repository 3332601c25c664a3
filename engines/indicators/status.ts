/** Where a figure stands against its threshold (readings 12). Unrounded values are compared. */
import { type Forecast } from './forecast.ts';

export type FigureStatus = 'met' | 'onTrack' | 'atRisk' | 'missed' | 'notStarted' | 'noData' | 'shown';

export interface StatusInput {
  value: number | null;
  /** null where no threshold applies */
  threshold: number | null;
  asOf: string;
  planFrom: string;
  deadline: string;
  /** recurring duties are never on track: a due line is kept or missed */
  isRecurring: boolean;
  /** asked for only when it decides */
  forecast: () => Forecast | null;
}

export interface Standing {
  met: boolean | null;
  status: FigureStatus;
}

export function standingOf(input: StatusInput): Standing {
  const { value, threshold, asOf } = input;
  if (threshold === null) return { met: null, status: asOf < input.planFrom ? 'notStarted' : 'shown' };
  if (value === null) return { met: null, status: 'noData' };
  if (asOf < input.planFrom) return { met: null, status: 'notStarted' };
  if (value >= threshold) return { met: true, status: 'met' };
  if (asOf >= input.deadline) return { met: false, status: 'missed' };
  const reached = input.isRecurring ? null : input.forecast();
  return { met: false, status: reached && reached.low >= threshold ? 'onTrack' : 'atRisk' };
}
