import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

async function run(): Promise<{ said: string; stripped: boolean }> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', hook, path.join(folder, 'program.ts')], {
    env: { ...process.env, NODE_OPTIONS: '', WOTU_CODE_CACHE: cache },
  });
  return { said: stdout.trim(), stripped: stderr.includes('stripTypeScriptTypes') };
}

const RIGHT = '42 program.ts:4:24';
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

  it('can be changed by its owner alone', async () => {
    await run();
    const { stdout } = await promisify(execFile)('stat', ['-c', '%a', cache, ...kept()]);
    expect(stdout.trim().split('\n')).toEqual(['700', '600', '600']);
  });
});
