/** The search for divisions as a box on a screen asks it, after each key: words of every kind over all that is loaded. */
import { searchDivisions } from '#modules/divisions/server/queries/search-divisions.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { milliseconds, time } from './measure.ts';
import type { Nation } from './open-nation.ts';

const GOAL = 50;
const RANGE = rangeOf(NATION_KEY, 'nation');

/** Rare and common, short and long, names and pinyin, from above to below, codes, and what does not exist. */
const QUERIES: readonly [what: string, query: string][] = [
  ['one character that thousands hold', '中'],
  ['an ending that all hold', '社区'],
  ['a name that hundreds bear', '新华'],
  ['a rare name', '桃花园'],
  ['a village name', '张庄'],
  ['names from above to below', '平顶山 新华 曙光'],
  ['names in one run', '广东省广州市荔湾区'],
  ['initials', 'lwq'],
  ['common initials', 'xh'],
  ['initials from above to below', 'pds xh sg'],
  ['pinyin in full', 'danzhou'],
  ['a code', '440103'],
  ['nothing', '霾魃镇'],
];

export async function measureSearch({ context }: Nation, runs: number, say: (line: string) => void): Promise<string> {
  const lines = ['### Searching divisions', '| what | typed | goal ms | median ms | p99 ms | found, at most 20 |', '|---|---|---:|---:|---:|---:|'];
  for (const [what, query] of QUERIES) {
    const search = () => searchDivisions(context.platform.db, { query, range: RANGE, limit: 20 });
    const { median, p99 } = await time(runs, search);
    const line = `| ${what} | ${query} | ${GOAL} | ${milliseconds(median)} | ${milliseconds(p99)} | ${(await search()).length} |`;
    say(line);
    lines.push(line);
  }
  return [...lines, ''].join('\n');
}
