import { askAddress } from './addresses.ts';
import type { Asking } from './asking.ts';
import { CHANGES_PAGE, CHARTER_PAGE, MATERIALS_PAGE, pagesOf } from './questions.ts';

/** On which page a condition that does not hold is mended. */
const PLACES: Readonly<Record<string, string>> = {
  formComplete: 'name',
  membersEnough: 'members',
  fundsEnough: 'funds',
  leaderEligible: 'leader-conditions',
  cadreApproved: 'leader-cadre',
  partyOrganizationReady: 'party-organization',
  partyClause: 'charter',
  directCategory: 'category',
  insideCommunity: 'inside',
  ledgerItems: 'activities',
  materialsComplete: MATERIALS_PAGE,
  changesGiven: CHANGES_PAGE,
  changeInTime: 'resolved',
  reasonGiven: 'reason',
  debtsSettled: 'debts',
  liquidationDone: 'liquidation',
  liquidationInTime: 'liquidation',
};

/** @returns the address, undefined where nothing of the form mends it */
export function placeOfCondition(asking: Asking, condition: string): string | undefined {
  if (condition === 'pledged') return '#pledged';
  const place = condition === 'partyClause' && asking.application.form.charterText !== undefined ? CHARTER_PAGE : PLACES[condition];
  return place !== undefined && pagesOf(asking).includes(place) ? `${askAddress(asking.application.id, place)}?from=check` : undefined;
}
