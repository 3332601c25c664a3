import type { FastifyInstance } from 'fastify';
import { type Gauge, renderGauges } from '../watch/gauges.ts';
import { processGauges } from '../watch/process-gauges.ts';

/** Upper bounds of the duration histogram in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Timing {
  counts: number[];
  sum: number;
  total: number;
}

/**
 * `GET /metrics` in Prometheus text form: requests by route pattern and status (never by address, so no personal data),
 * durations, memory, event loop, database pools, and what the product adds. Answered on the machine itself only; to others the address does not exist.
 */
export function measureRequests(app: FastifyInstance, gaugesOfProduct: () => Promise<readonly Gauge[]> = async () => []): void {
  // begins to listen to the event loop
  processGauges();
  const requests = new Map<string, number>();
  const timings = new Map<string, Timing>();
  app.addHook('onResponse', (request, reply, done) => {
    const labels = `method="${request.method}",route="${request.routeOptions.url ?? 'none'}"`;
    const key = `${labels},status="${reply.statusCode}"`;
    requests.set(key, (requests.get(key) ?? 0) + 1);
    record(timings, labels, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', async (request, reply) => {
    if (!isLoopback(request.socket.remoteAddress) || request.headers['x-forwarded-for']) return reply.callNotFound();
    return reply.type('text/plain; version=0.0.4').send(render(requests, timings, [...processGauges(), ...(await gaugesOfProduct())]));
  });
}

function record(timings: Map<string, Timing>, labels: string, seconds: number): void {
  const timing = timings.get(labels) ?? { counts: BOUNDS.map(() => 0), sum: 0, total: 0 };
  for (let index = BOUNDS.length - 1; index >= 0 && seconds <= (BOUNDS[index] ?? 0); index -= 1) timing.counts[index] = (timing.counts[index] ?? 0) + 1;
  timing.sum += seconds;
  timing.total += 1;
  timings.set(labels, timing);
}

function render(requests: Map<string, number>, timings: Map<string, Timing>, gauges: readonly Gauge[]): string {
  const lines = [
    ...renderGauges(gauges),
    '# HELP http_requests_total Requests answered, by route and status.',
    '# TYPE http_requests_total counter',
    ...[...requests].map(([labels, count]) => `http_requests_total{${labels}} ${count}`),
    '# HELP http_request_duration_seconds From the first byte of a request to its answer, by route.',
    '# TYPE http_request_duration_seconds histogram',
    ...[...timings].flatMap(([labels, timing]) => [
      ...BOUNDS.map((bound, index) => `http_request_duration_seconds_bucket{${labels},le="${bound}"} ${timing.counts[index]}`),
      `http_request_duration_seconds_bucket{${labels},le="+Inf"} ${timing.total}`,
      `http_request_duration_seconds_sum{${labels}} ${timing.sum.toFixed(6)}`,
      `http_request_duration_seconds_count{${labels}} ${timing.total}`,
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

export function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '');
}
