/** What came out of `bench/run-people.ts`, in tables. */
import { cpus, totalmem, release } from 'node:os';
import { milliseconds } from '../measure.ts';
import type { Tally } from './browser.ts';
import { KIND_NAMES, KINDS } from './person.ts';
import { type Answered, CLASSES, type RequestKind } from './server-log.ts';
import { slopeOf } from './slope.ts';
import type { Memory } from './watched-product.ts';

export interface MemoryAt {
  /** since everybody was there and warm */
  hours: number;
  memory: Memory;
}

const GOALS: Partial<Record<RequestKind, string>> = { search: '60', write: '350' };
const MEGABYTE = 1_048_576;

export function machineLine(load: number): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}; Node ${process.version}. Load when measuring began: ${load.toFixed(1)}.`;
}

export function peopleLine(users: number): string {
  return KIND_NAMES.map((kind) => `${Math.round(users * KINDS[kind].share)} ${KINDS[kind].name}`).join(', ');
}

export function answersTable(answers: readonly Answered[], seconds: number): string[] {
  const lines = ['| in the server | answers | a second | goal ms | median ms | p95 ms | p99 ms | longest ms |', '|---|---:|---:|---:|---:|---:|---:|---:|'];
  for (const kind of Object.keys(CLASSES) as RequestKind[]) {
    const took = answers.filter((one) => one.kind === kind).map((one) => one.milliseconds);
    const figures = [0.5, 0.95, 0.99, 1].map((share) => milliseconds(percentile(took, share)));
    lines.push(`| ${CLASSES[kind]} | ${took.length} | ${(took.length / seconds).toFixed(1)} | ${GOALS[kind] ?? '–'} | ${figures.join(' | ')} |`);
  }
  return lines;
}

export function percentile(took: readonly number[], share: number): number {
  const sorted = took.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function tallyLine({ requests, errors, collisions, refusals, examples }: Tally): string[] {
  const counted = `${requests} requests: **${errors} errors**, ${refusals} refused for being too many, ${collisions} told that somebody else had been quicker (409).`;
  return [counted, ...examples.map((example) => `- ${example}`)];
}

/**
 * @param fromHour what is measured before is left out: caches fill, code is compiled
 * @param toHour what comes after it has lines of its own
 */
export function memoryLines(samples: readonly MemoryAt[], fromHour: number, toHour: number): string[] {
  const warm = samples.filter(({ hours }) => hours >= fromHour && hours < toHour);
  if (warm.length < 3) return ['Memory: too few measurements for a slope.'];
  const line = (name: string, pick: (memory: Memory) => number) => {
    const points = warm.map(({ hours, memory }) => [hours, pick(memory) / MEGABYTE] as const);
    const { perUnit, error, n } = slopeOf(points);
    const all = points.map(([, value]) => value);
    return `| ${name} | ${Math.min(...all).toFixed(0)}–${Math.max(...all).toFixed(0)} | ${all.at(-1)?.toFixed(0)} | ${perUnit.toFixed(1)} ± ${error.toFixed(1)} | ${n} |`;
  };
  return [
    `| memory of the server process, minutes ${Math.round(fromHour * 60)} to ${Math.round(toHour * 60)} | MB | at the end | slope, MB an hour ± standard error | n |`,
    '|---|---:|---:|---:|---:|',
    line('JavaScript heap after collecting garbage', ({ heapUsed }) => heapUsed),
    line('buffers outside the heap', ({ external }) => external),
    line('resident', ({ resident }) => resident),
  ];
}

/** Where most of the time goes, for whoever mends. */
export function slowestPaths(answers: readonly Answered[]): string[] {
  const byPath = Map.groupBy(answers, ({ path }) => path);
  const sums = [...byPath].map(([path, all]) => ({ path, all, sum: all.reduce((total, one) => total + one.milliseconds, 0) }));
  return sums
    .toSorted((one, other) => other.sum - one.sum)
    .slice(0, 25)
    .map(({ path, all, sum }) => {
      const took = all.map((one) => one.milliseconds);
      return `${(sum / 1000).toFixed(1)} s, ${all.length} × median ${milliseconds(percentile(took, 0.5))} p99 ${milliseconds(percentile(took, 0.99))}: ${path}`;
    });
}
