/** Forecast to a deadline as a range, by the rule of readings 12: plain enough to be read out in a meeting. */
import { dayNumber } from '#shared/day.ts';

export const FORECAST_WINDOW_DAYS = 30;
export const FORECAST_WINDOWS = 6;

export interface Forecast {
  low: number;
  high: number;
  /** mean increment per window and its sample standard deviation */
  mean: number;
  deviation: number;
  daysLeft: number;
}

export interface ForecastInput {
  /** values at the day itself and 30, 60 … 180 days earlier; null where the figure had none */
  values: readonly (number | null)[];
  asOf: string;
  deadline: string;
  /** shares end at 1 */
  isShare: boolean;
}

/** @returns null when no increment is known, so nothing can be said */
export function forecast(input: ForecastInput): Forecast | null {
  const [current] = input.values;
  const increments = incrementsOf(input.values);
  if (current === null || current === undefined || increments.length === 0) return null;
  const mean = increments.reduce((sum, value) => sum + value, 0) / increments.length;
  const squares = increments.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = increments.length > 1 ? Math.sqrt(squares / (increments.length - 1)) : 0;
  const daysLeft = dayNumber(input.deadline) - dayNumber(input.asOf);
  const windows = daysLeft / FORECAST_WINDOW_DAYS;
  const clip = (value: number) => Math.min(input.isShare ? 1 : Number.POSITIVE_INFINITY, Math.max(0, value));
  return { low: clip(current + (mean - deviation) * windows), high: clip(current + (mean + deviation) * windows), mean, deviation, daysLeft };
}

function incrementsOf(values: readonly (number | null)[]): number[] {
  const increments: number[] = [];
  for (let index = 0; index + 1 < values.length; index += 1) {
    const later = values[index];
    const earlier = values[index + 1];
    if (typeof later === 'number' && typeof earlier === 'number') increments.push(later - earlier);
  }
  return increments;
}
