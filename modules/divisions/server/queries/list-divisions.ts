import type { ListedDivision } from '#modules/divisions/contract/division.ts';
import { divisionErrors } from '#modules/divisions/contract/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Day } from '#shared/day.ts';
import { codeOf, isWithin, type KeyRange, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { type Division, isInForce, readStatesAfter } from '../division-store.ts';
import { findDivision } from './find-division.ts';
import { resolveDivisions } from './resolve-divisions.ts';

const PAGE = 5000;

export interface ListDivisionsInput {
  /** a division and everything below it, by key or official code; the caller's own by default */
  scope?: string;
  /** the tree of that day; today's by default */
  asOf?: Day;
}

/**
 * The divisions of a scope in order of key, in pages, so that the whole nation needs little memory. Needs `division.read`.
 * @throws DIVISION_NOT_FOUND, also for what lies outside the jurisdiction
 */
export async function* streamDivisions(context: Context, input: ListDivisionsInput): AsyncGenerator<ListedDivision[]> {
  requirePermission(context.actor, 'division.read');
  const day = input.asOf ?? context.today;
  const range = await rangeOfScope(context, input.scope, day);
  let after = range.from - 1;
  while (true) {
    const page = await readStatesAfter(context.platform.db, { after, to: range.to, day, limit: PAGE });
    if (page.length > 0) yield page.map(listed);
    after = page.at(-1)?.key ?? range.to;
    if (page.length < PAGE) return;
  }
}

/** All divisions of a scope as `wotu divisions list` prints them. @throws like `streamDivisions` */
export async function listDivisions(context: Context, input: ListDivisionsInput = {}): Promise<ListedDivision[]> {
  return (await Array.fromAsync(streamDivisions(context, input))).flat();
}

/** The division named, as it was on the day; one that was not in force then stands for today's unit. */
async function rangeOfScope(context: Context, scope: string | undefined, day: Day): Promise<KeyRange> {
  if (scope === undefined) return context.actor.range;
  const named = await findDivision(context, context.platform.db, scope);
  const today = isInForce(named, day) ? named : (await resolveDivisions(context.platform.db, [scope], day)).get(scope);
  const division = today ?? named;
  if (!isWithin(division.key, context.actor.range)) throw refuse(divisionErrors.DIVISION_NOT_FOUND, { code: scope });
  return rangeOf(division.key, division.level);
}

/** The shape of the outside contract. */
export function listed(division: Division): ListedDivision {
  return {
    code: codeOf(division.key),
    name: division.name,
    level: division.level,
    parent: division.parent === null ? null : codeOf(division.parent),
    kind: division.kind,
    counted: division.counted,
    alsoCounty: division.alsoCounty,
    officialCodes: division.officialCodes.map(codeOf),
  };
}
