/** Whose report it is: the unit's own office writes it, an office above decides on it. */
import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { refuse } from '#shared/errors.ts';
import { reportErrors } from '../contract/errors.ts';

/** True for the unit's own office and the local operator. */
export function isOwnOffice({ actor }: Context, div: number): boolean {
  return actor.division === div || can(actor, '*');
}

/** True for an office above the unit: nobody decides on the report of its own office. */
export function isOfficeAbove({ actor }: Context, div: number): boolean {
  return actor.division !== div || can(actor, '*');
}

/** @throws REPORT_OTHER_OFFICE */
export function requireOwnOffice(context: Context, unit: { key: number; name: string }): void {
  if (!isOwnOffice(context, unit.key)) throw refuse(reportErrors.REPORT_OTHER_OFFICE, { division: unit.name });
}
