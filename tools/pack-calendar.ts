/**
 * Packs the published working-day arrangements (国务院办公厅节假日安排) of the npm package `chinese-days` into
 * `engines/calendar/published-days.ts`: of every year only the weekdays that are free and the weekend days that are worked.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const folder = path.dirname(require.resolve('chinese-days/package.json'));
const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string };
const { holidays, workdays } = JSON.parse(await readFile(path.join(folder, 'dist/chinese-days.json'), 'utf8')) as Record<
  'holidays' | 'workdays',
  Record<string, string>
>;

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const short = (days: string[]) => days.map((day) => day.slice(5).replace('-', '')).join(' ');
const years = [...new Set(Object.keys(holidays).map((day) => Number(day.slice(0, 4))))].sort();
const lines = years.map((year) => {
  const of = (days: Record<string, string>) =>
    Object.keys(days)
      .filter((day) => day.startsWith(String(year)))
      .sort();
  const free = of(holidays).filter((day) => !isWeekend(day));
  const worked = of(workdays).filter(isWeekend);
  return `  ${year}: { free: '${short(free)}', worked: '${short(worked)}' },`;
});
const text = `/** Written by \`node tools/pack-calendar.ts\`; do not edit. Month and day of weekdays that are free and of weekend days that are worked. */
export const PUBLISHED_DAYS = {
  source: '国务院办公厅历年部分节假日安排的通知，经 npm 包 chinese-days（MIT）整理',
  edition: 'chinese-days ${version}',
  years: {
${lines.join('\n')}
  },
} as const;
`;
await writeFile(path.join(PROJECT, 'engines/calendar/published-days.ts'), text);
