import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const hook = new URL('./stripped-code.mjs', import.meta.url).href;
/** Says whether the stripper was loaded: it is the only module of Node that warns of being experimental here. */
const PROGRAM = `import { answer } from './answer.ts';
interface Said { text: string }
const said: Said = { text: String(answer satisfies number) };
console.log(said.text, new Error('here').stack?.split('\\n')[1]?.match(/program\\.ts:\\d+:\\d+/)?.[0]);
`;

let folder: string;
let cache: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wotu-stripped-'));
  cache = path.join(folder, 'cache');
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(path.join(folder, 'answer.ts'), 'export const answer: number = 42; // 四十二\n');
  writeFileSync(path.join(folder, 'program.ts'), PROGRAM);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...before: string[]): Promise<{ said: string; stripped: boolean }> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [...[...before, hook].flatMap((each) => ['--import', each]), path.join(folder, 'program.ts')],
    {
      env: { ...process.env, NODE_OPTIONS: '', WOTU_CODE_CACHE: cache },
    },
  );
  return { said: stdout.trim(), stripped: stderr.includes('stripTypeScriptTypes') };
}

const RIGHT = '42 program.ts:4:24';
/** Loaded before the hook: what it puts off is done at once, and the process waits for it. */
const A_MINUTE_LATER = `data:text/javascript,${encodeURIComponent('const later = setTimeout; globalThis.setTimeout = (work) => (later(work, 0), { unref() {} });')}`;
const inCache = (file: string) => path.join(cache, file);
const name = (digit: string) => `${digit.repeat(64)}.js`;
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

/** Makes a file, unless it is there, that was used last so long ago. */
function age(file: string, days: number): void {
  if (!existsSync(file)) writeFileSync(file, 'old');
  utimesSync(file, daysAgo(days), daysAgo(days));
}

const kept = () => readdirSync(cache).map((name) => path.join(cache, name));

describe('code without its types', () => {
  it('is made once and keeps its places', async () => {
    expect(await run()).toEqual({ said: RIGHT, stripped: true });
    expect(kept()).toHaveLength(2);
    expect(await run()).toEqual({ said: RIGHT, stripped: false });
  });

  it('is made anew for another source', async () => {
    await run();
    writeFileSync(path.join(folder, 'answer.ts'), 'export const answer: number = 43;\n');
    expect((await run()).said).toBe('43 program.ts:4:24');
    expect(kept()).toHaveLength(3);
  });

  it.each(['', 'export const answer = 4'])('is made anew when what was kept was cut off: “%s”', async (rest) => {
    await run();
    for (const file of kept()) writeFileSync(file, rest);
    expect(await run()).toEqual({ said: RIGHT, stripped: true });
    expect(await run()).toEqual({ said: RIGHT, stripped: false });
  });

  it('is not kept where nothing can be written', async () => {
    // a file where the folder should be: root may write into any folder
    writeFileSync(cache, 'mine');
    expect(await run()).toEqual({ said: RIGHT, stripped: true });
    expect(readFileSync(cache, 'utf8')).toBe('mine');
  });

  it('is of today when it was used today, and written no more often', async () => {
    await run();
    const [longAgo, thisMorning] = [daysAgo(20), daysAgo(0.5)];
    const [one = '', other = ''] = kept();
    utimesSync(one, longAgo, longAgo);
    utimesSync(other, thisMorning, thisMorning);
    expect((await run()).stripped).toBe(false);
    expect(statSync(one).mtime.getTime()).toBeGreaterThan(thisMorning.getTime());
    expect(statSync(other).mtime).toEqual(thisMorning);
  });

  it('of another edition is removed when nobody used it for a month, by a process that stays; nothing else is', async () => {
    await run();
    const ours = kept();
    const others = { month: [name('a'), `${name('b')}.0b5e0f3c-1d2a-4a59-8a38-0b7a6c5d4e3f`], days: [name('c')], foreign: ['notes.txt', `${name('d')}.bak`] };
    for (const file of [...ours, ...[...others.month, ...others.foreign].map(inCache)]) age(file, 31);
    for (const file of others.days.map(inCache)) age(file, 29);
    // a command is over before it would look
    expect((await run()).said).toBe(RIGHT);
    expect(kept().toSorted()).toEqual([...ours, ...Object.values(others).flat().map(inCache)].toSorted());
    for (const file of ours) age(file, 31);
    expect(await run(A_MINUTE_LATER)).toEqual({ said: RIGHT, stripped: false });
    expect(kept().toSorted()).toEqual([...ours, ...[...others.days, ...others.foreign].map(inCache)].toSorted());
  });

  it('is no reason for a start to fail when it is gone, or cannot be removed', async () => {
    await run();
    // what cannot be removed: a folder of that name
    mkdirSync(inCache(name('e')));
    age(inCache(name('e')), 31);
    const [one = ''] = kept();
    rmSync(one);
    expect(await run(A_MINUTE_LATER)).toEqual({ said: RIGHT, stripped: true });
    expect(await run(A_MINUTE_LATER)).toEqual({ said: RIGHT, stripped: false });
  });

  it('can be changed by its owner alone', async () => {
    await run();
    const { stdout } = await promisify(execFile)('stat', ['-c', '%a', cache, ...kept()]);
    expect(stdout.trim().split('\n')).toEqual(['700', '600', '600']);
  });
});
