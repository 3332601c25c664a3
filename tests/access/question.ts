/** How a route is asked about a place, and what is expected of it. */
import type { InjectOptions } from 'fastify';
import type { Right } from './expected-rights.ts';
import type { Things } from './fill-places.ts';
import type { House, Seat } from './open-house.ts';
import type { Place } from './places.ts';

export type Question = Pick<InjectOptions, 'method' | 'url' | 'payload' | 'headers' | 'remoteAddress'>;

/** Status, and the code of the problem if it is one: `200`, `404 RECORD_NOT_FOUND`. */
export type Answer = string;

export interface Expectation {
  /** whoever lacks it gets 403 */
  right: Right | 'public';
  /**
   * A request that changes nothing when it is let in: changes name a stale version, a taken name or something already done.
   * @returns undefined where there is nothing to ask
   */
  ask(house: House, place: Place, seat: Seat): Question | undefined | Promise<Question | undefined>;
  /** the operation knows no place: asked once for each role */
  isPlaceless?: true;
  /** in the own place and below */
  inside: Answer;
  /** below, where that differs from the own place */
  below?: Answer;
  /** above, where that differs: a filter by a division above means the own part of it */
  above?: Answer;
  /** beside and elsewhere: as if it were not there */
  outside?: Answer;
  /** what everybody may see, so outside is not like absent */
  isPublicThing?: true;
  /** whoever lacks this right as well is answered so, wherever it lies */
  alsoNeeds?: { right: Right; otherwise: Answer };
  /** townships and communities do not have such a thing and are told so */
  insideLow?: Answer;
}

/** A place that nobody has heard of. */
export const NOWHERE: Place = { code: '419999000000', level: 'county' };
const NO_ID = 419_999_000_000_001;
const NOTHING: Things = {
  office: NO_ID,
  account: NO_ID,
  disabledAccount: NO_ID,
  batch: String(NO_ID),
  undoneBatch: String(NO_ID),
  report: NO_ID,
  gapTask: NO_ID,
  article: NO_ID,
  filing: NO_ID,
  notice: NO_ID,
  objection: NO_ID,
  volunteer: NO_ID,
  team: NO_ID,
  occasion: NO_ID,
  signUp: NO_ID,
  majorReport: NO_ID,
  activityPlan: NO_ID,
  service: NO_ID,
  certificate: NO_ID,
  need: NO_ID,
  correction: NO_ID,
  file: NO_ID,
  paper: NO_ID,
};

export function thingsAt(house: House, place: Place): Things {
  return place === NOWHERE ? NOTHING : (house.things.get(place.code) ?? NOTHING);
}

/** The first records of a register at a place; undefined where it has none. */
export function recordsAt(house: House, register: string, place: Place): readonly number[] | undefined {
  return place === NOWHERE ? [NO_ID, NO_ID + 1] : house.records.get(register)?.get(place.code);
}

/** All ids and codes that may be echoed for a place, so that two answers can be compared without them. */
export function namesOf(house: House, place: Place): string[] {
  const records = [...house.records.keys()].flatMap((register) => recordsAt(house, register, place) ?? []);
  return [place.code, ...Object.values(thingsAt(house, place)), ...records].map(String).sort((one, other) => other.length - one.length);
}

export function get(url: string): Question {
  return { method: 'GET', url: `/api/v1${url}` };
}

export function send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload: object = {}): Question {
  return { method, url: `/api/v1${url}`, payload, headers: { 'content-type': 'application/json' } };
}

export function upload(url: string, name: string, bytes: Uint8Array): Question {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return {
    method: 'POST',
    url: `/api/v1${url}`,
    headers: { 'content-type': 'multipart/form-data; boundary=x', 'x-wotu-request': '1' },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]),
  };
}
