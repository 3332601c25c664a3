/** An independent model of who may see what: rights from `expected-rights.ts`, places by the digits of their codes, records by the mark in their names. */
import { marksIn } from './canaries.ts';
import { holds, type Right } from './expected-rights.ts';
import { answerOf, ask } from './matrix.ts';
import type { House, Seat } from './open-house.ts';
import { liesWithin, type Place } from './places.ts';
import { type Question, get, send, thingsAt } from './question.ts';

/** What is drawn by chance. */
export interface Draw {
  seat: Seat;
  /** where one looks */
  scope: Place;
  /** where the thing lies */
  home: Place;
  register: string;
  /** another register, whose address is used for the thing */
  other: string;
  nth: number;
  limit: number;
}

interface Expected {
  answer: string;
  /** of a list: how many there are, and the ids that may be shown */
  total?: number;
  ids?: ReadonlySet<string>;
}

interface Operation {
  right: Right;
  ask(house: House, draw: Draw): Question | undefined;
  /** for somebody with the right */
  expect(house: House, draw: Draw): Expected;
}

const recordsOf = (house: House, register: string) =>
  [...(house.records.get(register) ?? [])].flatMap(([code, ids]) => ids.map((id) => ({ id: String(id), code })));

function recordOf(house: House, { register, home, nth }: Draw): string | undefined {
  const ids = house.records.get(register)?.get(home.code) ?? [];
  return ids.length === 0 ? undefined : String(ids[nth % ids.length]);
}

const sees = ({ seat, home }: Draw) => liesWithin(home.code, seat.place);

function seen(house: House, register: string, isIn: (code: string) => boolean): Pick<Expected, 'total' | 'ids'> {
  const ids = recordsOf(house, register).filter(({ code }) => isIn(code));
  return { total: ids.length, ids: new Set(ids.map(({ id }) => id)) };
}

/** An operation on one record: what it answers where the caller may see the record. */
const onRecord = (right: Right, inside: string, question: (id: string, draw: Draw) => Question): Operation => ({
  right,
  ask: (house, draw) => {
    const id = recordOf(house, draw);
    return id === undefined ? undefined : question(id, draw);
  },
  expect: (_house, draw) => ({ answer: sees(draw) ? inside : '404 RECORD_NOT_FOUND' }),
});

const path = ({ register }: Draw, id: string) => `/registers/${register}/records/${id}`;
const STALE = { version: 99, reason: '核对' };

const records: Record<string, Operation> = {
  list: {
    right: 'seeRecords',
    ask: (_house, { register, scope, limit }) => get(`/registers/${register}/records?withTotal=true&limit=${limit}&division=${scope.code}`),
    expect: (house, { register, scope, seat }) => {
      const touches = liesWithin(scope.code, seat.place) || liesWithin(seat.place.code, scope);
      if (!touches) return { answer: '404 RECORD_NOT_FOUND' };
      return { answer: '200', ...seen(house, register, (code) => liesWithin(code, seat.place) && liesWithin(code, scope)) };
    },
  },
  search: {
    right: 'seeRecords',
    ask: (_house, { register, home, limit }) => get(`/registers/${register}/records?withTotal=true&limit=${limit}&q=${encodeURIComponent(`标记${home.code}`)}`),
    expect: (house, { register, home, seat }) => ({ answer: '200', ...seen(house, register, (code) => code === home.code && liesWithin(code, seat.place)) }),
  },
  get: onRecord('seeRecords', '200', (id, draw) => get(path(draw, id))),
  update: onRecord('changeRecords', '409 RECORD_VERSION_STALE', (id, draw) => send('PATCH', path(draw, id), { version: 99, values: {} })),
  remove: onRecord('changeRecords', '409 RECORD_VERSION_STALE', (id, draw) => send('DELETE', path(draw, id), STALE)),
  'get by the address of another register': {
    right: 'seeRecords',
    ask: (house, draw) => {
      const id = recordOf(house, draw);
      return id === undefined ? undefined : get(path({ ...draw, register: draw.other }, id));
    },
    expect: (house, draw) => {
      const id = recordOf(house, draw) ?? '';
      const there = recordsOf(house, draw.other).find((record) => record.id === id);
      return { answer: there && liesWithin(there.code, draw.seat.place) ? '200' : '404 RECORD_NOT_FOUND' };
    },
  },
  'records behind a number': {
    right: 'seeRecords',
    ask: (_house, { scope, limit }) => get(`/plans/national-2021/targets/MCA-Q01/records?withTotal=true&limit=${limit}&division=${scope.code}`),
    expect: (house, { scope, seat }) =>
      liesWithin(scope.code, seat.place)
        ? { answer: '200', ...seen(house, 'trainings', (code) => liesWithin(code, scope)) }
        : { answer: '404 DIVISION_UNKNOWN' },
  },
};

const reports: Record<string, Operation> = {
  report: {
    right: 'seeReports',
    ask: (house, { home }) => {
      const { report } = thingsAt(house, home);
      return report === undefined ? undefined : get(`/reports/${report}`);
    },
    expect: (_house, draw) => ({ answer: sees(draw) ? '200' : '404 REPORT_NOT_FOUND' }),
  },
};

const others: Record<string, Operation> = {
  account: {
    right: 'seeAccounts',
    ask: (house, { home }) => get(`/accounts/${thingsAt(house, home).account}`),
    expect: (_house, draw) => ({ answer: sees(draw) ? '200' : '404 ACCOUNT_NOT_FOUND' }),
  },
  division: {
    right: 'seeDivisions',
    ask: (_house, { home }) => get(`/divisions/${home.code}`),
    expect: (_house, draw) => ({ answer: sees(draw) ? '200' : '404 DIVISION_NOT_FOUND' }),
  },
  'progress of a place': {
    right: 'seePlans',
    ask: (_house, { scope }) => get(`/plans/national-2021/targets/MCA-Q01/trend?division=${scope.code}`),
    expect: (_house, { scope, seat }) => ({ answer: liesWithin(scope.code, seat.place) ? '200' : '404 DIVISION_UNKNOWN' }),
  },
  'undoing an import': {
    right: 'importRecords',
    ask: (house, { home }) => send('POST', `/imports/${thingsAt(house, home).undoneBatch}/undo`, { reason: '核对' }),
    expect: (_house, draw) => ({ answer: sees(draw) ? '409 BATCH_ALREADY_UNDONE' : '404 BATCH_NOT_FOUND' }),
  },
};

export const DRAWN: Readonly<Record<string, Operation>> = { ...records, ...reports, ...others };

/** Whether one drawn case is answered as the model says. @returns what is wrong, in a sentence */
export async function wrongInDraw(house: House, name: string, draw: Draw): Promise<string | undefined> {
  const operation = DRAWN[name];
  const question = operation?.ask(house, draw);
  if (!operation || !question) return undefined;
  const expected = holds(draw.seat.role, operation.right) ? operation.expect(house, draw) : { answer: '403 PERMISSION_MISSING' };
  const reply = await ask(house, question, draw.seat.cookie);
  const who = `${name} by ${draw.seat.role} in ${draw.seat.place.code}: ${question.method} ${question.url}`;
  const answer = answerOf(reply);
  if (answer !== expected.answer) return `${who}: ${answer} instead of ${expected.answer}`;
  const [strange] = marksIn(reply.body).filter((code) => !liesWithin(code, draw.seat.place) && !String(question.url).includes(code));
  if (strange !== undefined) return `${who}: names ${strange}`;
  if (expected.total === undefined) return undefined;
  const page = reply.json() as { total: number; items: { id: string | number }[] };
  const shown = page.items.map(({ id }) => String(id));
  if (page.total !== expected.total) return `${who}: total ${page.total} instead of ${expected.total}`;
  if (shown.length !== Math.min(expected.total, draw.limit)) return `${who}: shows ${shown.length} of ${expected.total}`;
  const foreign = shown.filter((id) => !expected.ids?.has(id));
  return foreign.length > 0 ? `${who}: shows ${foreign.join()}` : undefined;
}
