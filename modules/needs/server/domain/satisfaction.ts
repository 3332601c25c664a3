import { LEAST_RATINGS, wilsonLowerBound } from './wilson.ts';

export interface Satisfaction {
  good: number;
  all: number;
  /** of all residents, with 95 % confidence */
  atLeast: number;
}

/** @returns null with too few ratings to say anything of anybody */
export function satisfactionOf(good: number, all: number): Satisfaction | null {
  return all < LEAST_RATINGS ? null : { good, all, atLeast: wilsonLowerBound(good, all) };
}
