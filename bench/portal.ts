/**
 * The bench of the public pages: `node bench/portal.ts [--address http://127.0.0.1:8080 --pid 123] [--seconds 20] [--connections 32]`.
 * Without an address it starts the product with demonstration data in a folder of its own, in a process of its own; the generator
 * (`bench/http-load.ts`) runs in this one, so two cores are one for the product and one for the visitors.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { generateLoad, type LoadRequest } from './http-load.ts';
import { milliseconds } from './measure.ts';

const { values } = parseArgs({
  options: { address: { type: 'string' }, pid: { type: 'string' }, seconds: { type: 'string', default: '20' }, connections: { type: 'string', default: '32' } },
});
const GOAL = 2000;
const WARM_SECONDS = 3;
/** Linux counts a process's time in hundredths of a second. */
const MS_PER_TICK = 10;
/** A street with organizations in the demonstration data. */
const STREET = '440106001000';
const say = (line: string) => console.error(line);

const product = values.address ? undefined : await startProduct();
try {
  const address = new URL(values.address ?? product?.address ?? '');
  const requests = await requestsOf(address);
  say(`${requests.length} pages`);
  const load = { address, requests, connections: Number(values.connections) };
  await generateLoad({ ...load, seconds: WARM_SECONDS });
  const before = await processorMs(product?.pid ?? values.pid);
  const { answers, wrong, bytes, perSecond, latency } = await generateLoad({ ...load, seconds: Number(values.seconds) });
  const used = (await processorMs(product?.pid ?? values.pid)) - before;
  if (wrong > 0) throw new Error(`${wrong} answers were not 200`);
  console.log(
    [
      `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.version}; ${values.connections} connections, ${requests.length} different pages`,
      '| page views a second | goal | answers | average size on the wire | median ms | p99 ms | processor time of the product a view, ms |',
      '|---:|---:|---:|---:|---:|---:|---:|',
      `| ${Math.round(perSecond)} | ${GOAL} | ${answers} | ${(bytes / answers / 1024).toFixed(1)} kB | ${milliseconds(latency.median)} | ${milliseconds(latency.p99)} | ${Number.isNaN(used) ? '–' : (used / answers).toFixed(3)} |`,
    ].join('\n'),
  );
} finally {
  await product?.stop();
}

/** What a process has used so far: says what a view costs even where other work takes the processors. NaN where the system does not tell. */
async function processorMs(pid: number | string | undefined): Promise<number> {
  const stat = pid === undefined ? '' : await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user, system] = stat.split(') ')[1]?.split(' ').slice(11, 13) ?? [];
  return (Number(user) + Number(system)) * MS_PER_TICK;
}

/** The front page, the choice of a place, the directory and its organizations, each in the three displays. */
async function requestsOf(address: URL): Promise<LoadRequest[]> {
  const place = `wotu_place=${STREET}`;
  const directory = await (await fetch(new URL(`/groups?place=${STREET}`, address), { headers: { cookie: place } })).text();
  const groups = [...directory.matchAll(/href="(\/groups\/\d+)"/g)].flatMap(([, href]) => href ?? []);
  if (groups.length === 0) throw new Error(`${STREET} lists no organization`);
  const paths = ['/', '/place', `/groups?place=${STREET}`, '/groups', '/plans', ...groups];
  return ['plain', 'elder', 'contrast'].flatMap((mode) => paths.map((each) => ({ path: each, cookie: `${place}; wotu_display=${mode}` })));
}

interface Product {
  address: string;
  pid: number | undefined;
  stop(): Promise<void>;
}

async function startProduct(): Promise<Product> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wotu-bench-portal-'));
  const child = spawn(process.execPath, ['apps/cli/main.ts', 'serve', '--demonstration', '--port', '0', '--data', path.join(folder, 'data')], {
    env: { ...process.env, WOTU_NOW: '2023-11-20T12:00:00+08:00', DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  say('starting the product with demonstration data');
  const address = await untilStarted(child);
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  return { address, pid: child.pid, stop };
}

function untilStarted(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (bytes: Buffer) => {
      said += bytes.toString('utf8');
      const address = /沃土已启动：(\S+)/.exec(said)?.[1];
      if (address && said.includes('按 Ctrl+C 停止')) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}:\n${said}`)));
  });
}
