import { divisionErrors } from '#modules/divisions/contract/errors.ts';
import type { Context } from '#platform/context.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';

const WHOLE = rangeOf(NATION_KEY, 'nation');

/** What is the same for everybody is not for whoever administers a branch. @throws DIVISION_MAPS_ARE_WHOLE */
export function requireWholeTree({ actor: { range } }: Context): void {
  if (range.from > WHOLE.from || range.to < WHOLE.to) throw refuse(divisionErrors.DIVISION_MAPS_ARE_WHOLE);
}
