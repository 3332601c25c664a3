import { divisionErrors } from '#modules/divisions/contract/errors.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { type Division, findDivisions } from '../division-store.ts';
import { resolveDivisions } from './resolve-divisions.ts';

/**
 * The division that a code itself names, past or present, within the caller's jurisdiction.
 * @throws DIVISION_NOT_FOUND, alike for a code that nobody has and one outside the jurisdiction
 */
export async function findDivision(context: Context, db: Database | Transaction, code: string): Promise<Division> {
  const named = (await resolveDivisions(db, [code], context.today)).get(code);
  const division = named && (named.recordedKey === named.key ? named : (await findDivisions(db, [named.recordedKey])).get(named.recordedKey));
  if (!division || !isWithin(division.key, context.actor.range)) throw refuse(divisionErrors.DIVISION_NOT_FOUND, { code });
  return division;
}
