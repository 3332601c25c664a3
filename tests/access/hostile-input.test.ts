/** Nothing that anybody sends makes the server fail, wait or speak of its inside. */
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeCursor } from '#shared/page.ts';
import { noteFigure, SEED, timeLimit, trials } from '#tests/support/sizes.ts';
import { EXPECTED_ANSWERS } from './expected-answers.ts';
import { holds } from './expected-rights.ts';
import { type House, openHouse, type Seat } from './open-house.ts';
import { placeSeenFrom } from './places.ts';
import type { Question } from './question.ts';

let house: House;
const OPERATIONS = Object.keys(EXPECTED_ANSWERS);

beforeAll(async () => {
  house = await openHouse();
}, timeLimit(120));
const count = { asked: 0, wrong: 0 };
afterAll(async () => {
  await house.app.close();
  noteFigure({ promise: 'spoiled questions never make the server fail', tried: 'questions with one part spoiled', n: count.asked, wrong: count.wrong });
});

const TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  '1.5',
  '1e309',
  '9'.repeat(30),
  '9007199254740993',
  'NaN',
  'null',
  "' or 1=1; drop table accounts;--",
  'a\u0000b',
  '\ud800',
  '%_\\',
  '<script>alert(1)</script>',
  '😀'.repeat(600),
  '2023-02-30',
  '0000-00-00',
  '9999-12-31',
  '../../etc/passwd',
  '{"oneOf":["x"]}',
  '{"startedOn":{"from":"x"}}',
  '{"participants":{"from":"1e400"}}',
  'W410402-000000001',
  encodeCursor(['x', 'y', 'z']),
  encodeCursor([null, null, null]),
  encodeCursor([1e300, -1, 'x']),
  encodeCursor(['2023-02-30', 'x']),
];
const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
const VALUES: unknown[] = [
  ...TEXTS,
  null,
  true,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  deep(500),
  { $ne: 1 },
  ['a', { b: 1 }],
  Array(2000).fill('x'),
];

/** The question as it should be, with one part of it spoiled. */
function* spoiled(question: Question): Generator<Question> {
  const [path = '', search = ''] = String(question.url).split('?');
  const names = [
    ...new Set([...new URLSearchParams(search).keys(), 'limit', 'cursor', 'division', 'asOf', 'q', 'filters', 'from', 'before', 'level', 'state', 'format']),
  ];
  for (const name of names) {
    for (const text of TEXTS) {
      const query = new URLSearchParams(search);
      query.set(name, text.toWellFormed());
      yield { ...question, url: `${path}?${query}` };
    }
  }
  const parts = path.split('/');
  for (const [index] of parts.entries()) {
    if (index < 4) continue;
    for (const text of TEXTS)
      yield { ...question, url: [...parts.slice(0, index), encodeURIComponent(text.toWellFormed()), ...parts.slice(index + 1)].join('/') };
  }
  if (!(question.payload instanceof Object) || Buffer.isBuffer(question.payload)) return;
  const body = question.payload as Record<string, unknown>;
  for (const name of [...Object.keys(body), '__proto__', 'constructor'])
    for (const value of VALUES) yield { ...question, payload: JSON.stringify({ ...body, [name]: value }) };
  const inner = body['values'];
  if (!(inner instanceof Object)) return;
  for (const name of Object.keys(inner))
    for (const value of VALUES) yield { ...question, payload: JSON.stringify({ ...body, values: { ...inner, [name]: value } }) };
}

/** Every operation is asked so often, with questions spread over all; without a limit in the long form. */
const MOST = trials(120, Number.POSITIVE_INFINITY);

function sampleOf(questions: readonly Question[]): Question[] {
  const step = Math.max(1, questions.length / MOST);
  const first = SEED % Math.ceil(step);
  return questions.filter((_question, index) => Math.floor((index + first) / step) !== Math.floor((index + first - 1) / step));
}

/** Whoever may do most with an operation. */
function seatFor(operation: string): Seat {
  const right = EXPECTED_ANSWERS[operation]?.right ?? 'public';
  const seat = house.seats.find(({ role }) => right === 'public' || holds(role, right));
  if (!seat) throw new Error(`${operation} is nobody's`);
  return seat;
}

function ask(question: Question, cookie: string): Promise<LightMyRequestResponse> {
  return house.app.inject({ ...question, headers: { cookie, ...question.headers } });
}

const INSIDE = /node_modules|\.ts:\d|at \w+ \(|select |insert |PostgresError|ECONN|zod/i;
/** They would end the session that asks. */
const ENDS_SESSION = ['session.signOut', 'session.signIn', 'session.changePassword'];

describe.each(OPERATIONS.filter((operation) => !ENDS_SESSION.includes(operation)))('%s', (operation) => {
  it(
    'never fails, whatever comes',
    async () => {
      const seat = seatFor(operation);
      const place = placeSeenFrom(seat.place.level, 'own') ?? seat.place;
      const question = await EXPECTED_ANSWERS[operation]?.ask(house, place, seat);
      if (!question) return;
      const failures: string[] = [];
      for (const wrong of sampleOf([...spoiled(question)])) {
        const reply = await ask(wrong, seat.cookie);
        count.asked += 1;
        const isTold = reply.statusCode < 400 || String(reply.headers['content-type']).startsWith('application/problem+json');
        if (reply.statusCode >= 500 || !isTold || (reply.statusCode >= 400 && INSIDE.test(reply.body)))
          failures.push(`${String(wrong.url).slice(0, 160)} ${String(wrong.payload ?? '').slice(0, 200)}: ${reply.statusCode} ${reply.body.slice(0, 200)}`);
      }
      count.wrong += failures.length;
      expect(failures.slice(0, 10)).toEqual([]);
    },
    timeLimit(120),
  );
});
