/** What each condition of the table means, for one case and one act. */
import { type Day } from '#shared/day.ts';
import { districtOf } from '#shared/division-code.ts';
import type { NeedAct } from '../../contract/need.ts';
import type { ReportKind } from '../../contract/vocabulary.ts';
import { CLOSED_STATES, GUARDS, type GuardId, MOST_EXTENSION, type StateId } from '../../contract/workflow.ts';

const STREET_SPAN = 1000;

/** What is known of a need, of whoever acts, and of what the act names. */
export interface NeedCase {
  id: number;
  div: number;
  handlingDiv: number;
  state: StateId;
  isSecret: boolean;
  reportKind: ReportKind | null;
  organizationId: number | null;
  extendedDays: number | null;
  receivedOn: Day;
  today: Day;
  input: NeedAct;
  /** organizations that were asked and have not answered */
  waiting: readonly number[];
  services: number;
  /** what the acting person leads; undefined for an office */
  led: ReadonlySet<number> | undefined;
  /** named organizations that stand within the street */
  able: ReadonlySet<number>;
  /** the need it is to be joined into, as the actor may see it */
  into: { id: number; div: number; state: StateId; reportKind: ReportKind | null } | undefined;
  /** today's division of the code that was given, if it may be chosen */
  destination: number | undefined;
}

const filled = (text: string | undefined) => (text ?? '').length >= 2;

const MEANINGS: Record<GuardId, (one: NeedCase) => boolean> = {
  reasonGiven: ({ input }) => filled(input.reason),
  notSecret: ({ isSecret }) => !isSecret,
  isNeed: ({ reportKind }) => reportKind === null,
  isReport: ({ reportKind }) => reportKind !== null,
  organizationsAble: ({ input, able }) => (input.organizationIds ?? []).length > 0 && (input.organizationIds ?? []).every((id) => able.has(id)),
  isAsked: ({ waiting, led }) => waiting.some((id) => led?.has(id)),
  leadsOrganization: ({ input, led, able }) => {
    const [only, ...more] = input.organizationIds ?? [];
    return only !== undefined && more.length === 0 && led?.has(only) === true && able.has(only);
  },
  isServing: ({ organizationId, led }) => led === undefined || (organizationId !== null && led.has(organizationId)),
  serviceGiven: ({ input: { service }, today, receivedOn }) => service !== undefined && service.onDay <= today && service.onDay >= receivedOn,
  servedOnce: ({ services }) => services > 0,
  sameMatter: ({ into, id, div }) =>
    into !== undefined && into.id !== id && into.div === div && into.reportKind === null && !CLOSED_STATES.includes(into.state),
  placeGiven: ({ destination, div }) => destination !== undefined && destination !== div && districtOf(destination) === districtOf(div),
  notExtended: ({ extendedDays }) => extendedDays === null,
  daysGiven: ({ input }) => input.days !== undefined && input.days <= MOST_EXTENSION,
  atCommunity: ({ handlingDiv }) => handlingDiv % STREET_SPAN !== 0,
  atStreet: ({ handlingDiv }) => handlingDiv % STREET_SPAN === 0,
  inCommunity: ({ div }) => div % STREET_SPAN !== 0,
  visitGiven: ({ input }) => input.isSolved !== undefined && (input.isSolved ? input.stars !== undefined : filled(input.reason)),
  ratingGiven: ({ input }) => input.stars !== undefined,
  groundGiven: ({ input }) => input.ground !== undefined && filled(input.reason),
};

/** Chooses between rows of one act; nobody is refused by these. */
const CONDITIONS: Record<string, (one: NeedCase) => boolean> = {
  othersAsked: ({ waiting, led }) => waiting.some((id) => !led?.has(id)),
  saysSolved: ({ input }) => input.isSolved === true,
};

export function holds(one: NeedCase, name: string): boolean {
  if (name in CONDITIONS) return CONDITIONS[name]?.(one) === true;
  return MEANINGS[name as GuardId](one);
}

/** What people read of a condition that does not hold. */
export function sentenceOf(guard: string): string {
  return GUARDS[guard as GuardId].unmet.replace('{most}', String(MOST_EXTENSION));
}
