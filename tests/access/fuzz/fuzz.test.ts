/**
 * Every documented operation, asked with requests made from its own schemas: as they want them, at their edges, and nothing like them.
 * No failure, no answer off the schema, no right overlooked, no memory kept.
 */
import type { LightMyRequestResponse } from 'fastify';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RegisteredRoute } from '#platform/http/route-registry.ts';
import { noteFigure, SEED, timeLimit, trials } from '#tests/support/sizes.ts';
import { EXPECTED_ANSWERS } from '../expected-answers.ts';
import { holds } from '../expected-rights.ts';
import { answerOf, ask, expectationOf, OPERATIONS } from '../matrix.ts';
import { cookieFor, type House, openHouse, type Seat } from '../open-house.ts';
import type { Question } from '../question.ts';
import { type Count, keepCount, keptCount } from './kept-counts.ts';
import { knownTexts, questionsTo } from './made-up-questions.ts';

let house: House;
let known: string[];
const EXAMPLES = trials(6, 1000);
const NOTHING: Count = { asked: 0, failed: 0, offSchema: 0, overlooked: 0 };
/** of one operation after the other */
const counts: Count[] = [];
const sum = (what: keyof Count) => counts.reduce((total, count) => total + count[what], 0);
/** bytes in use after so many requests */
const memory: { asked: number; bytes: number }[] = [];

beforeAll(async () => {
  house = await openHouse();
  known = knownTexts(house);
}, timeLimit(120));

afterAll(async () => {
  await house.app.close();
  const measured = memory.length < 2 ? undefined : `memory grew by ${growth().toFixed(1)} MB per 10,000 requests`;
  const tried = `requests, ${EXAMPLES} to each of ${counts.length} of ${OPERATIONS.length} operations`;
  noteFigure({ promise: 'made-up requests cause no failure (5xx)', tried, n: sum('asked'), wrong: sum('failed'), measured });
  noteFigure({ promise: 'answers keep to their schema', tried, n: sum('asked'), wrong: sum('offSchema') });
  noteFigure({ promise: 'no request gets past a missing session or right', tried, n: sum('asked'), wrong: sum('overlooked') });
});

/** Slope of a line through what was measured after the first third: caches are full by then. */
function growth(): number {
  if (memory.length < 2) return 0;
  const points = memory.slice(Math.floor(memory.length / 3));
  const mean = (pick: (point: (typeof points)[number]) => number) => points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [x, y] = [mean(({ asked }) => asked), mean(({ bytes }) => bytes)];
  const above = points.reduce((sum, point) => sum + (point.asked - x) * (point.bytes - y), 0);
  const below = points.reduce((sum, point) => sum + (point.asked - x) ** 2, 0);
  return below === 0 ? 0 : (above / below) * (10_000 / 2 ** 20);
}

const problemSchema = z.object({ type: z.string(), title: z.string().min(5), status: z.number(), code: z.string().regex(/^[A-Z_]+$/) });

function isOnSchema(route: RegisteredRoute, reply: LightMyRequestResponse): boolean {
  const isJson = String(reply.headers['content-type']).includes('json');
  if (reply.statusCode >= 400) return isJson && problemSchema.safeParse(reply.json()).success;
  return route.response === 'file' ? !isJson : isJson && route.response.safeParse(reply.json()).success;
}

interface Askers {
  may: Seat;
  mayNot: Seat | undefined;
}

/** Whoever may and whoever may not, with sessions of their own: requests to end sessions end those of others too. */
async function askers(operation: string): Promise<Askers> {
  const { right } = expectationOf(operation);
  const may = house.seats.find(({ role }) => right === 'public' || holds(role, right));
  if (!may) throw new Error(`${operation} is nobody's`);
  const mayNot = right === 'public' ? undefined : house.seats.find(({ role }) => !holds(role, right));
  return { may: await signedIn(may), mayNot: mayNot && (await signedIn(mayNot)) };
}

async function signedIn(seat: Seat): Promise<Seat> {
  return { ...seat, cookie: await cookieFor(house.operator, seat.accountId) };
}

const say = (operation: string, question: Question, reply: LightMyRequestResponse) =>
  `${operation} ${String(question.url).slice(0, 200)} ${String(question.payload ?? '').slice(0, 200)}: ${reply.statusCode} ${reply.body.slice(0, 200)}`;

/** The same request without a session and without the right. */
async function overlookedIn(operation: string, question: Question, mayNot: Seat | undefined): Promise<string[]> {
  if (EXPECTED_ANSWERS[operation]?.right === 'public') return [];
  const wrong: string[] = [];
  // an address that leads nowhere is answered before anybody is asked for
  const isFair = (answer: string) => answer === '404 PATH_UNKNOWN' || answer === '415 FORMAT_UNSUPPORTED' || answer.startsWith('422 INPUT_INVALID');
  for (const [cookie, want] of [[undefined, '401 NOT_SIGNED_IN'], ...(mayNot ? [[mayNot.cookie, '403 PERMISSION_MISSING']] : [])]) {
    const reply = await ask(house, question, cookie);
    const answer = answerOf(reply);
    if (answer !== want && !isFair(answer)) wrong.push(say(operation, question, reply));
  }
  return wrong;
}

async function fuzz(route: RegisteredRoute, question: Question, seats: Askers, count: Count): Promise<string[]> {
  const operation = route.operationId;
  let reply = await ask(house, question, seats.may.cookie);
  if (reply.statusCode === 401) {
    // the last request ended the session
    seats.may = await signedIn(seats.may);
    reply = await ask(house, question, seats.may.cookie);
  }
  count.asked += 1;
  const [failed, off] = [reply.statusCode >= 500, !isOnSchema(route, reply)];
  const overlooked = count.asked % 5 === 0 ? await overlookedIn(operation, question, seats.mayNot) : [];
  count.failed += failed ? 1 : 0;
  count.offSchema += off ? 1 : 0;
  count.overlooked += overlooked.length;
  return [...(failed || off ? [say(operation, question, reply)] : []), ...overlooked];
}

describe.each(OPERATIONS)('%s', (operation) => {
  it(
    'stands whatever is asked',
    async () => {
      const route = house.routes.find(({ operationId }) => operationId === operation);
      if (!route) throw new Error(`${operation} is gone`);
      const kept = keptCount(operation, EXAMPLES);
      if (kept) return void counts.push(kept);
      const [seats, count, wrong]: [Askers, Count, string[]] = [await askers(operation), { ...NOTHING }, []];
      for (const question of fc.sample(questionsTo(route, known), { numRuns: EXAMPLES, seed: SEED }))
        wrong.push(...(await fuzz(route, question, seats, count)));
      counts.push(count);
      // what the house keeps of its own log is no memory of the product
      house.log.length = 0;
      globalThis.gc?.();
      memory.push({ asked: sum('asked'), bytes: process.memoryUsage().heapUsed });
      expect(wrong.slice(0, 10)).toEqual([]);
      keepCount(operation, EXAMPLES, count);
    },
    timeLimit(120),
  );
});

it('keeps no memory', () => {
  expect(counts.length).toBe(OPERATIONS.length);
  // without the collector at hand (short form) the heap is as full as it happens to be
  expect(globalThis.gc ? growth() : 0).toBeLessThan(20);
});
