/** The product itself as operators start it, in a process of its own, with its log read and its memory asked for. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { MEMORY_FLAGS, PRODUCT_ENVIRONMENT } from '../../tools/starter/node24.mjs';
import { type Answered, answerIn } from './server-log.ts';

export interface Memory {
  heapUsed: number;
  external: number;
  resident: number;
}

export interface WatchedProduct {
  address: URL;
  /** what was answered since the last call */
  takeAnswers(): Answered[];
  /** lines of the log that tell of a bug, since the beginning */
  bugs: string[];
  memory(): Promise<Memory>;
  /** milliseconds of processor used so far */
  processorMs(): Promise<number>;
  stop(): Promise<void>;
}

/** Linux counts a process's time in hundredths of a second. */
const MS_PER_TICK = 10;
const BUG_LEVEL = /"level":(50|60)/;

export async function startProduct(dataFolder: string, environment: Record<string, string>): Promise<WatchedProduct> {
  const preload = new URL('../tell-memory.ts', import.meta.url).href;
  const child = spawn(
    process.execPath,
    [...MEMORY_FLAGS, '--expose-gc', '--import', preload, 'apps/cli/main.ts', 'serve', '--port', '0', '--data', dataFolder],
    {
      env: { ...PRODUCT_ENVIRONMENT, ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  let answers: Answered[] = [];
  const bugs: string[] = [];
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}`)));
    if (!child.stderr) throw new Error('the product has no log');
    createInterface({ input: child.stderr }).on('line', (line) => {
      const answered = answerIn(line);
      if (answered) answers.push(answered);
      else if (BUG_LEVEL.test(line)) bugs.push(line);
      else {
        const started = /沃土已启动：(\S+)/.exec(line)?.[1];
        if (started) resolve(started);
      }
    });
  });
  return {
    address: new URL(address),
    bugs,
    takeAnswers() {
      const taken = answers;
      answers = [];
      return taken;
    },
    memory: () => askMemory(child),
    processorMs: () => processorMs(child.pid),
    stop: () => stop(child),
  };
}

function askMemory(child: ChildProcess): Promise<Memory> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve((message as { memory: Memory }).memory));
    child.send('memory');
  });
}

async function processorMs(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user, system] = stat.split(') ')[1]?.split(' ').slice(11, 13) ?? [];
  return (Number(user) + Number(system)) * MS_PER_TICK;
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
