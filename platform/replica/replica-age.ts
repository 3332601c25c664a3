/** How old what a replica shows is: measured, never believed. */
export interface ReplicaAge {
  /** @returns undefined when it does not answer, or is no replica of this primary */
  measure(): Promise<Measured | undefined>;
  /** Waits until it shows all that was committed before the call. @returns false when it did not in time. Absent where nobody can wait. */
  catchUp?(): Promise<boolean>;
}

export interface Measured {
  /** when, by the clock of this process */
  at: number;
  lagMs: number;
}

/** A measurement counts for so long: then the measuring itself hangs. */
export const MEASURE_HOLDS_MS = 3000;
