import { readdirSync, readFileSync } from 'node:fs';
import type { PlanFile } from '#modules/plans/contract/plan-file.ts';
import { readPlanFile } from '#modules/plans/server/domain/read-plan-file.ts';

const ROOT = new URL('../../', import.meta.url);

/** Text of a file of the project. */
export function textOf(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** The plan of a file that must be a valid one. */
export function planOf(path: string): PlanFile {
  const reading = readPlanFile(textOf(path));
  if (reading.plan === undefined) throw new Error(reading.findings.map(({ line, message }) => `${path}:${line} ${message}`).join('\n'));
  return reading.plan;
}

/** All plan files in `plans/`, as paths. */
export function planPaths(): string[] {
  return readdirSync(new URL('plans/', ROOT))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `plans/${name}`);
}

/** The documents of a folder by file name. */
export function sourcesOf(folder: string): Map<string, string> {
  const names = readdirSync(new URL(folder, ROOT)).filter((name) => /\.(txt|md)$/.test(name) && name !== 'README.md');
  return new Map(names.map((name) => [name, textOf(`${folder}${name}`)]));
}
