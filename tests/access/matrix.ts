/** Every operation × every role × every relation, as questions with an expected answer. What is wrong comes back as sentences. */
import type { LightMyRequestResponse } from 'fastify';
import { canariesIn, marksIn } from './canaries.ts';
import { EXPECTED_ANSWERS } from './expected-answers.ts';
import { holds } from './expected-rights.ts';
import type { House, Seat } from './open-house.ts';
import { liesWithin, type Place, placeSeenFrom, type Relation, RELATIONS } from './places.ts';
import { type Answer, type Expectation, namesOf, NOWHERE, type Question } from './question.ts';
import { replyText } from './reply-text.ts';

export const OPERATIONS = Object.keys(EXPECTED_ANSWERS);

export function expectationOf(operation: string): Expectation {
  const row = EXPECTED_ANSWERS[operation];
  if (!row) throw new Error(`${operation} has no row`);
  return row;
}

export interface Case {
  operation: string;
  seat: Seat;
  relation: Relation;
  place: Place;
}

export function casesOf(house: House, operation: string): Case[] {
  const { isPlaceless } = expectationOf(operation);
  return house.seats.flatMap((seat) =>
    (isPlaceless ? (['own'] as const) : RELATIONS).flatMap((relation) => {
      const place = placeSeenFrom(seat.place.level, relation);
      return place ? [{ operation, seat, relation, place }] : [];
    }),
  );
}

export function answerOf(reply: LightMyRequestResponse): Answer {
  const isJson = String(reply.headers['content-type']).includes('json');
  const body = isJson ? (reply.json() as { code?: unknown; error?: { code: string } }) : {};
  const code = reply.statusCode >= 400 ? body.code : body.error?.code;
  return [reply.statusCode, code].filter((part) => part !== undefined).join(' ');
}

function expectedOf({ right, ...row }: Expectation, { seat, relation, place }: Case): Answer {
  if (right !== 'public' && !holds(seat.role, right)) return '403 PERMISSION_MISSING';
  if (row.alsoNeeds && !holds(seat.role, row.alsoNeeds.right)) return row.alsoNeeds.otherwise;
  if (relation === 'above' && row.above) return row.above;
  if (relation !== 'own' && relation !== 'below') return row.outside ?? 'no row';
  const isLow = place.level === 'township' || place.level === 'community';
  if (isLow && row.insideLow) return row.insideLow;
  return relation === 'below' ? (row.below ?? row.inside) : row.inside;
}

export function ask(house: House, question: Question, cookie?: string): Promise<LightMyRequestResponse> {
  return house.app.inject({ ...question, headers: { ...(cookie === undefined ? {} : { cookie }), ...question.headers } });
}

const nameOf = ({ operation, seat, relation, place }: Case) => `${operation} ${seat.role} ${relation} ${place.code}`;

/** Things of other places, and numbers in clear where no right to them was used. */
async function leaksIn(house: House, { operation, seat }: Case, reply: LightMyRequestResponse): Promise<string[]> {
  const text = await replyText(reply);
  const strange = marksIn(text).filter((code) => !liesWithin(code, seat.place));
  const mayBeClear =
    (operation === 'exports.exportWorkbook' && holds(seat.role, 'seeNumbersInClear')) ||
    (['filings.revealObjector', 'corrections.revealCorrection', 'activities.revealSignUp', 'volunteers.revealVolunteer', 'needs.reveal'].includes(operation) &&
      holds(seat.role, 'revealNumbers'));
  return [...strange, ...(mayBeClear ? [] : canariesIn(text, house.people))];
}

/** Whether a case is answered as its right and place demand, and gives nothing away. */
export async function wrongIn(house: House, one: Case): Promise<string[]> {
  const row = expectationOf(one.operation);
  const question = await row.ask(house, one.place, one.seat);
  if (!question) return [];
  const reply = await ask(house, question, one.seat.cookie);
  const [want, have] = [expectedOf(row, one), answerOf(reply)];
  const leaks = (await leaksIn(house, one, reply)).map((leak) => `${nameOf(one)}: gives away ${leak}`);
  return want === have ? leaks : [`${nameOf(one)}: ${have} instead of ${want}`, ...leaks];
}

function isOutside({ relation }: Case, row: Expectation): boolean {
  return relation !== 'own' && relation !== 'below' && !row.isPublicThing && !(relation === 'above' && row.above);
}

/** Whether what lies outside is answered like what is not there, to the letter. */
export async function differingIn(house: House, one: Case): Promise<string[]> {
  const row = expectationOf(one.operation);
  if (!isOutside(one, row)) return [];
  const [real, absent] = [await row.ask(house, one.place, one.seat), await row.ask(house, NOWHERE, one.seat)];
  if (!real || !absent) return [];
  const text = async (question: Question, place: Place) => withoutNames(house, await ask(house, question, one.seat.cookie), place);
  const [there, nowhere] = [await text(real, one.place), await text(absent, NOWHERE)];
  return there === nowhere ? [] : [`${nameOf(one)}: ${there} / ${nowhere}`];
}

function withoutNames(house: House, reply: LightMyRequestResponse, place: Place): string {
  return namesOf(house, place).reduce((text, name) => text.replaceAll(new RegExp(`(?<!\\d)${name}(?!\\d)`, 'g'), '…'), `${reply.statusCode} ${reply.body}`);
}

/** Whether an operation is closed to strangers, disabled accounts and lapsed sessions. */
export async function openDoorsIn(house: House, operation: string): Promise<string[]> {
  const row = expectationOf(operation);
  const [seat] = house.seats;
  const place = seat && placeSeenFrom(seat.place.level, 'below');
  if (!seat || !place) throw new Error('nobody is there');
  const question = (await row.ask(house, place, seat)) ?? { method: 'GET', url: '/api/v1/session' };
  const { cookie: _own, ...headers } = question.headers ?? {};
  const doors = {
    stranger: undefined,
    disabled: house.disabledCookie,
    expired: house.expiredCookie,
    idle: house.idleCookie,
    invented: 'wotu_session=invented',
  };
  const want = row.right === 'public' ? row.inside : '401 NOT_SIGNED_IN';
  const wrong: string[] = [];
  for (const [who, cookie] of Object.entries(doors)) {
    const have = answerOf(await ask(house, { ...question, headers }, cookie));
    if (have !== want) wrong.push(`${operation} ${who}: ${have} instead of ${want}`);
  }
  return wrong;
}
