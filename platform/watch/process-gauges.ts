import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Gauge } from './gauges.ts';
import { poolStates } from './pools.ts';

let delay: ReturnType<typeof monitorEventLoopDelay> | undefined;
const NANOSECONDS = 1e9;

/** Memory, event loop and database pools of this process. The delay is that since the last reading. */
export function processGauges(): Gauge[] {
  if (!delay) {
    delay = monitorEventLoopDelay({ resolution: 20 });
    delay.enable();
  }
  const memory = process.memoryUsage();
  const pools = poolStates();
  const single = (name: string, help: string, value: number): Gauge => ({ name, help, values: [{ value }] });
  const ofPools = (name: string, help: string, pick: (state: (typeof pools)[number]) => number): Gauge => ({
    name,
    help,
    values: pools.map((state) => ({ labels: { pool: state.name }, value: pick(state) })),
  });
  const gauges = [
    single('process_resident_memory_bytes', 'Memory of the process.', memory.rss),
    single('nodejs_heap_size_used_bytes', 'JavaScript heap in use.', memory.heapUsed),
    single('process_uptime_seconds', 'Since the process began.', Math.round(process.uptime())),
    { ...single('process_cpu_seconds_total', 'CPU time used, user and system.', (process.cpuUsage().user + process.cpuUsage().system) / 1e6), isCounter: true },
    {
      name: 'nodejs_eventloop_lag_seconds',
      help: 'Delay of the event loop since the last reading.',
      values: [50, 99].map((percentile) => ({ labels: { percentile: String(percentile) }, value: finite(delay?.percentile(percentile) ?? 0) / NANOSECONDS })),
    },
    ofPools('db_pool_connections_open', 'Open connections.', ({ open }) => open),
    ofPools('db_pool_connections_max', 'Most connections.', ({ most }) => most),
    ofPools('db_pool_connections_idle', 'Idle connections.', ({ idle }) => idle),
    ofPools('db_pool_requests_waiting', 'Requests that wait for a connection.', ({ waiting }) => waiting),
  ];
  delay.reset();
  return gauges;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
