import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '#shared/errors.ts';
import type { Gauge } from '../watch/gauges.ts';
import { httpErrors } from './errors.ts';
import { sendPage } from './forms.ts';
import { isBrowsing, sendRefusal, tellWhen } from './problems.ts';

/**
 * Requests one process works on at once. With ten database connections that is a second of work: who waits longer presses again, and
 * then nobody is served.
 */
const MOST_UNDER_WAY = 200;
/** Whoever watches must see a process that is full. */
const ALWAYS = new Set(['/healthz', '/readyz', '/metrics']);
/** Those who are turned away come back over some seconds, not all at once. */
const LEAST_SECONDS = 2;
const MORE_SECONDS = 6;
const TELL_EVERY_MS = 10_000;

/** Small enough not to be compressed: a crowd is not to cost what a page costs. */
function fullPage(message: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>人太多，请稍后再试 · 沃土</title><style>body{margin:2em auto;max-width:32em;padding:0 1em;font:20px/1.7 sans-serif}</style></head>
<body><h1>人太多，请稍后再试</h1><p>${message}</p></body></html>`;
}

/**
 * Answers 503 at once to what would have to wait behind more than can be worked on: few are served quickly and all others told when to come
 * back, rather than everybody after minutes. Its log has one line in ten seconds, not one for each.
 * @returns figures of it
 */
export function turnAwayCrowds(app: FastifyInstance, most = MOST_UNDER_WAY): () => Gauge[] {
  const underWay = new Set<FastifyRequest>();
  let turnedAway = 0;
  let told = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  app.addHook('onRequest', async (request, reply) => {
    if (ALWAYS.has(request.url)) return;
    if (underWay.size >= most) {
      turnedAway += 1;
      const now = performance.now();
      if (now - toldAt > TELL_EVERY_MS) {
        request.log.warn({ turnedAway: turnedAway - told, underWay: underWay.size }, 'turned away');
        [told, toldAt] = [turnedAway, now];
      }
      const refusal = refuse(httpErrors.SERVER_FULL, { seconds: LEAST_SECONDS + Math.floor(Math.random() * MORE_SECONDS) });
      return isBrowsing(request) ? sendPage(tellWhen(reply, refusal), fullPage(refusal.message), refusal.status) : sendRefusal(reply, refusal);
    }
    underWay.add(request);
    // whoever goes away half-way never gets the end of an answer, but the connection closes
    const done = () => void underWay.delete(request);
    reply.raw.once('finish', done).once('close', done);
  });
  const single = (name: string, help: string, value: number): Gauge => ({ name, help, values: [{ value }] });
  return () => [
    single('http_requests_under_way', 'Requests that are being worked on.', underWay.size),
    single('http_requests_turned_away', 'Requests turned away because too many were under way, since the process began.', turnedAway),
  ];
}
