import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '#shared/errors.ts';
import type { Gauge } from '../watch/gauges.ts';
import { httpErrors } from './errors.ts';
import { sendPage } from './forms.ts';
import { isBrowsing, sendRefusal, tellWhen } from './problems.ts';

/** Requests that one process works on at once, whatever they are. */
const MOST_UNDER_WAY = 200;
/** So many are always worked on, be they uploads of ten minutes. */
const FEW_UNDER_WAY = 40;
/**
 * As soon as three quarters of all are under way for longer than this, nothing gets on any more: whoever came now would wait four times as
 * long, two seconds, and who waits longer presses again, and then nobody is served.
 */
const SLOW_MS = 500;
const YOUNG_SHARE = 0.75;
const JUDGED_EVERY_MS = 50;
/** Whoever watches must see a process that is full. */
const ALWAYS = new Set(['/healthz', '/readyz', '/metrics']);
/** Those who are turned away come back over some seconds, not all at once. */
const LEAST_SECONDS = 2;
const MORE_SECONDS = 6;
const TELL_EVERY_MS = 10_000;

export interface Crowd {
  most: number;
  few: number;
}

interface UnderWay {
  since: number;
  reply: FastifyReply;
}

/** Whether they wait for us: not somebody who sends or takes slowly, of whom forty would else close the house to everybody. */
function waitsForUs(request: FastifyRequest, { reply }: UnderWay): boolean {
  return request.raw.complete !== false && !reply.raw.headersSent;
}

/** Whether what waits for us gets on no more; looked at a few times a second. @param underWay the oldest first */
function judgeAges(underWay: ReadonlyMap<FastifyRequest, UnderWay>, few: number): (now: number) => boolean {
  let judgedAt = Number.NEGATIVE_INFINITY;
  let isStuck = false;
  return (now) => {
    if (now - judgedAt < JUDGED_EVERY_MS) return isStuck;
    judgedAt = now;
    const waiting = [...underWay].filter(([request, one]) => waitsForUs(request, one)).map(([, { since }]) => since);
    const young = waiting[Math.floor(waiting.length * YOUNG_SHARE)] ?? now;
    isStuck = waiting.length >= few && now - young > SLOW_MS;
    return isStuck;
  };
}

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
export function turnAwayCrowds(app: FastifyInstance, { most = MOST_UNDER_WAY, few = FEW_UNDER_WAY }: Partial<Crowd> = {}): () => Gauge[] {
  const underWay = new Map<FastifyRequest, UnderWay>();
  const isStuck = judgeAges(underWay, few);
  let turnedAway = 0;
  let told = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  app.addHook('onRequest', (request, reply, done) => {
    if (ALWAYS.has(request.url)) return done();
    const now = performance.now();
    if (underWay.size >= most || (underWay.size >= few && isStuck(now))) {
      turnedAway += 1;
      if (now - toldAt > TELL_EVERY_MS) {
        request.log.warn({ turnedAway: turnedAway - told, underWay: underWay.size }, 'turned away');
        [told, toldAt] = [turnedAway, now];
      }
      const refusal = refuse(httpErrors.SERVER_FULL, { seconds: LEAST_SECONDS + Math.floor(Math.random() * MORE_SECONDS) });
      if (isBrowsing(request)) sendPage(tellWhen(reply, refusal), fullPage(refusal.message), refusal.status);
      else sendRefusal(reply, refusal);
      return;
    }
    underWay.set(request, { since: now, reply });
    // whoever goes away half-way never gets the end of an answer, but the connection closes
    const leave = () => void underWay.delete(request);
    reply.raw.once('finish', leave).once('close', leave);
    done();
  });
  const single = (name: string, help: string, value: number): Gauge => ({ name, help, values: [{ value }] });
  return () => [
    single('http_requests_under_way', 'Requests that are being worked on.', underWay.size),
    { ...single('http_requests_turned_away_total', 'Requests turned away because too many were under way.', turnedAway), isCounter: true },
  ];
}
