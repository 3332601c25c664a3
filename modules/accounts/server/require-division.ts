import { type Division, findDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../contract/errors.ts';

/** A division in force within the caller's branch, by its 12-digit code. @throws OFFICE_OUTSIDE */
export async function requireDivision(context: Context, code: string): Promise<Division> {
  const key = Number(code);
  const division = (await findDivisions(context.platform.db, [key])).get(key);
  if (!division || division.validTo !== null || !isWithin(key, context.actor.range)) throw refuse(accountErrors.OFFICE_OUTSIDE, { code });
  return division;
}
