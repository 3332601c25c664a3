/** Small words that the probes share. */
import type { LightMyRequestResponse } from 'fastify';
import type { RoleId } from '#modules/accounts/contract/roles.ts';
import { findActorByAccount } from '#modules/accounts/server/public.ts';
import type { Context } from '#platform/context.ts';
import { type House, type Seat } from './open-house.ts';
import type { Question } from './question.ts';

export function seatOf(house: House, role: RoleId): Seat {
  const seat = house.seats.find((candidate) => candidate.role === role);
  if (!seat) throw new Error(`nobody is ${role}`);
  return seat;
}

export function askAs(house: House, role: RoleId, question: Question): Promise<LightMyRequestResponse> {
  return house.app.inject({ ...question, headers: { cookie: seatOf(house, role).cookie, ...question.headers } });
}

/** What a role may do at its seat, without a route in between. */
export async function contextOf(house: House, role: RoleId): Promise<Context> {
  const actor = await findActorByAccount(house.db, `seat-${role.toLowerCase()}`, house.operator.now);
  if (!actor) throw new Error(`${role} has no post`);
  return { ...house.operator, actor };
}

/** `done`, or the code of the refusal. */
export function outcomeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
}

/** @returns a sentence when something is not as it must be */
export function differs(what: string, have: unknown, want: unknown): string[] {
  const [has, should] = [JSON.stringify(have), JSON.stringify(want)];
  return has === should ? [] : [`${what}: ${has} instead of ${should}`];
}
