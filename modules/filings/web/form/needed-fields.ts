/** Which fields a procedure asks for at a place: told by the guards its rules name, so that no form asks for what nobody judges. */
import type { GuardId, ProcedureId } from '../../contract/workflow.ts';
import { NEEDED_FIELDS } from '../../contract/needed-fields.ts';
import { FORM_FIELDS, type FormField } from '../form-fields.ts';

interface Rules {
  procedure: ProcedureId;
  transitions: readonly { action: string; guards: readonly string[]; advice: readonly string[] }[];
}

const isRegistration = (procedure: ProcedureId) => procedure === 'registration' || procedure === 'directRegistration';
const changes = FORM_FIELDS.map(({ path }) => path).filter((path) => path.startsWith('changes.'));
const ELIGIBLE = ['leaderHasFullCapacity', 'leaderIsDeprivedOfPoliticalRights'];
const PROVEN = ['case.number', 'case.finding', 'case.closedOn'];

const ASKED: Partial<Record<GuardId, (procedure: ProcedureId) => readonly string[]>> = {
  formComplete: (procedure) => [...(NEEDED_FIELDS[procedure] ?? []), ...(procedure === 'ledgerOpening' ? [] : ['leaderPolitics', 'isHub', 'isCharity'])],
  ledgerItems: () => ['hasRoster', 'businessScopes', 'venues', 'majorActivities'],
  pledged: () => ['pledged'],
  membersEnough: (procedure) =>
    isRegistration(procedure) ? ['individualMembers', 'unitMembers'] : ['legalForm', 'individualInitiators', 'unitInitiators', 'staffCount'],
  fundsEnough: () => ['activityFunds'],
  leaderEligible: (procedure) => (procedure.endsWith('Change') ? ELIGIBLE : isRegistration(procedure) ? [...ELIGIBLE, 'leaderHeadsAnother'] : ELIGIBLE),
  cadreApproved: () => ['leaderIsStreetCadre', 'cadreApproval'],
  partyOrganizationReady: () => ['partyMemberCount', 'partyForm', 'partyMembersCollected', 'partyRelationsTransferred'],
  partyClause: () => ['charterHasPartyClause'],
  directCategory: () => ['category'],
  insideCommunity: () => ['staysInCommunity'],
  changesGiven: () => changes,
  changeInTime: () => ['resolvedOn'],
  reasonGiven: () => ['reason'],
  creditCodeGiven: () => ['creditCode'],
  caseProven: () => PROVEN,
  twoOfficers: () => ['case.number', 'case.officers'],
  legalReview: () => ['case.legalReviewOn'],
  minorCase: () => ['case.isMinor', 'case.dissolvedOn'],
  debtsSettled: () => ['hasNoDebts'],
  liquidationDone: () => ['liquidation.groupMembers', 'liquidation.endedOn', 'liquidation.debtsCleared'],
};

/** What is asked with the step itself, or belongs to others' steps. */
const ASKED_LATER: readonly string[] = ['requestSupplement', 'refuse', 'withdraw', 'declineRecommendation', 'consult'];

/** The fields of a procedure's form, in the order of the page. */
export function fieldsFor(rules: Rules): FormField[] {
  const guards = rules.transitions.filter(({ action }) => !ASKED_LATER.includes(action)).flatMap(({ guards: binding, advice }) => [...binding, ...advice]);
  const asked = new Set(guards.flatMap((guard) => ASKED[guard as GuardId]?.(rules.procedure) ?? []));
  if (rules.procedure === 'outlawing') asked.add('name');
  return FORM_FIELDS.filter(({ path }) => asked.has(path));
}

/** The leader's number and phone stand beside the form. */
export function asksNumbers(rules: Rules): boolean {
  const fields = fieldsFor(rules).map(({ path }) => path);
  return fields.includes('leaderName') || fields.includes('changes.leaderName');
}
