import { timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.ts';

const MINUTES = 10;
const PURPOSE = 'file-ticket';

function sealOf({ platform, actor }: Context, id: number, until: number): string {
  return platform.cipher.digest(`${id}\0${actor.id}\0${until}`, PURPOSE);
}

/** Lets this actor read one file for ten minutes; worthless to anybody else, and kept nowhere. */
export function ticketFor(context: Context, id: number): string {
  const until = context.now.getTime() + MINUTES * 60_000;
  return `${until}.${sealOf(context, id, until)}`;
}

/** True for a ticket of this actor for this file that has not run out. */
export function isTicket(context: Context, id: number, ticket: string | undefined): boolean {
  const [until = '', seal = ''] = (ticket ?? '').split('.');
  if (!/^\d{1,15}$/.test(until) || Number(until) <= context.now.getTime()) return false;
  const given = Buffer.from(seal);
  const expected = Buffer.from(sealOf(context, id, Number(until)));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
