/** Timing: warm up, run, and say the median and the 99th percentile in milliseconds. */
export interface Timing {
  median: number;
  p99: number;
  runs: number;
}

/** @param work gets the number of the run, so that each may look at another place */
export async function time(runs: number, work: (run: number) => Promise<unknown>): Promise<Timing> {
  for (let run = 0; run < Math.min(runs, 20); run += 1) await work(run);
  const took: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work(run);
    took.push(performance.now() - start);
  }
  return timingOf(took);
}

export function timingOf(took: readonly number[]): Timing {
  const sorted = [...took].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p99: at(0.99), runs: sorted.length };
}

export function milliseconds(value: number): string {
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);
}
