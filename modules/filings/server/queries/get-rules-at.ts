import { resolveDivisions } from '#modules/divisions/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import type { Context } from '#platform/context.ts';
import { isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { presentRules } from '../domain/present-rules.ts';
import { requireSide, type Side } from '../reach.ts';
import { rulesAt } from '../rule-store.ts';

/** The procedures that hold at a place, as forms need them. @throws RECORD_NOT_FOUND, FILING_NO_RULES */
export async function getRulesAt(context: Context, side: Side, division: string) {
  requireSide(context, side, 'filing.read');
  const { db } = context.platform;
  const found = (await resolveDivisions(db, [division], context.today)).get(division);
  if (!found || !isWithin(found.key, context.actor.range)) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const { rules, versions } = await rulesAt(db, found.key);
  return { versions, ...presentRules(rules) };
}
