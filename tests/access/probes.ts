/** What the access tests ask, in small parts: the mutation run asks the parts that touch a guard. */
import type { FastifyInstance } from 'fastify';
import { FRONT_DOOR_ONLY } from './expected-inner-doors.ts';
import { holds, VERBS } from './expected-rights.ts';
import { openFrontDoor } from './inner-doors.ts';
import { LISTS, seatsWith, wrongBehindNumber, wrongInList, wronglyFound } from './lists.ts';
import { answerOf, type Case, casesOf, differingIn, expectationOf, openDoorsIn, OPERATIONS, wrongIn } from './matrix.ts';
import type { House, Seat } from './open-house.ts';

export interface Probe {
  name: string;
  /** it sends requests that change something when let in */
  changes: boolean;
  /** @returns what is wrong, in sentences */
  run(house: House): Promise<string[]>;
}

/** One holder of the right for each relation and one who lacks it: what routes.test.ts asks of everybody. */
function fewCases(house: House, operation: string): Case[] {
  const { right } = expectationOf(operation);
  const isHeld = ({ seat }: Case) => right === 'public' || holds(seat.role, right);
  const all = casesOf(house, operation);
  const byRelation = Map.groupBy(all.filter(isHeld), ({ relation, seat }) => `${relation} ${relation === 'own' ? seat.place.level : ''}`);
  return [...[...byRelation.values()].flatMap((cases) => cases.slice(0, 1)), ...all.filter((one) => !isHeld(one)).slice(0, 1)];
}

/** @param isWhole every case of the matrix instead of a few for each operation */
export function matrixProbes(house: House, isWhole: boolean): Probe[] {
  const changing = new Set(house.routes.filter(({ method }) => method !== 'GET').map(({ operationId }) => operationId));
  return OPERATIONS.flatMap((operation) => {
    const changes = changing.has(operation) || operation.startsWith('exports.');
    const cases = isWhole ? casesOf(house, operation) : fewCases(house, operation);
    return cases.flatMap((one): Probe[] => {
      const name = `${operation} ${one.seat.role} ${one.relation}`;
      return [
        { name, changes, run: (over) => wrongIn(over, one) },
        { name: `${name} like absent`, changes, run: (over) => differingIn(over, one) },
      ];
    });
  });
}

export function doorProbes(): Probe[] {
  return OPERATIONS.map((operation) => ({ name: `${operation} closed doors`, changes: true, run: (house) => openDoorsIn(house, operation) }));
}

/** What each route says that it demands. */
export const DEMANDS: Probe = {
  name: 'what routes demand',
  changes: false,
  run: async ({ routes }) =>
    routes.flatMap(({ operationId, permission }) => {
      const { right } = expectationOf(operationId);
      const want = right === 'public' || right === 'session' ? right : VERBS[right];
      return permission === want ? [] : [`${operationId} demands ${permission} instead of ${want}`];
    }),
};

/** An operation asked by one who lacks the right, past the route: the use case must refuse by itself. */
async function innerDoorIn(app: FastifyInstance, house: House, operation: string, seat: Seat): Promise<string[]> {
  const question = await expectationOf(operation).ask(house, seat.place, seat);
  if (!question) return [];
  const have = answerOf(await app.inject({ ...question, headers: { cookie: seat.cookie, ...question.headers } }));
  return have === '403 PERMISSION_MISSING' ? [] : [`${operation} ${seat.role} past the route: ${have}`];
}

export function innerDoorProbes(house: House): Probe[] {
  const guarded = OPERATIONS.filter((operation) => !['public', 'session'].includes(expectationOf(operation).right) && !FRONT_DOOR_ONLY.has(operation));
  return guarded.map((operation) => ({
    name: `${operation} past the route`,
    changes: true,
    run: async (over) => {
      const { right } = expectationOf(operation);
      const seat = house.seats.find(({ role }) => right !== 'public' && !holds(role, right));
      const app = await openFrontDoor(over);
      try {
        return seat ? await innerDoorIn(app, over, operation, seat) : [];
      } finally {
        await app.close();
      }
    },
  }));
}

/** Lists and totals, one holder each. */
export function listProbes(house: House): Probe[] {
  const lists = LISTS.flatMap((list): Probe[] => {
    const seats = seatsWith(house, list.right)
      .filter(({ place }) => place.level === 'county' || place.level === 'community')
      .slice(0, 1);
    return [{ name: `list of ${list.name}`, changes: false, run: (over) => wrongInList(over, list, seats, 50) }];
  });
  const clerk = seatsWith(house, 'seeRecords')
    .filter(({ place }) => place.level === 'county')
    .slice(0, 1);
  return [
    ...lists,
    { name: 'search elsewhere', changes: false, run: (over) => wronglyFound(over, clerk) },
    { name: 'behind a number', changes: false, run: wrongBehindNumber },
  ];
}
