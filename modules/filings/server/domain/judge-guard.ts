import { CHINESE_CALENDAR, deadlineAfter } from '#engines/calendar/working-days.ts';
import { blanksIn, saysPartyClause } from '#modules/organizations/contract/charter.ts';
import { checkSocialCreditCode } from '#shared/codes/social-credit-code.ts';
import type { Day } from '#shared/day.ts';
import { GROUNDS, GUARDS, type GuardId, MATERIALS, STATUSES, WAIVABLE } from '../../contract/workflow.ts';
import { type FilingCase, isWaived, listOf, numberOf, termOf } from './filing-case.ts';
import { missingFunds, missingMembers } from './judge-members.ts';
import { missingFields, missingLedgerItems } from './missing-fields.ts';

/** Blanks of a guard's sentence when it does not hold; null when it does. */
type Judgement = Record<string, string | number> | null;
type Judge = (filing: FilingCase) => Judgement;

const unless = (holds: boolean | undefined, blanks: Record<string, string | number> = {}): Judgement => (holds === true ? null : blanks);
const none = (missing: readonly string[]): Judgement => (missing.length === 0 ? null : { missing: missing.join('、') });
const isText = (text: string | undefined): boolean => (text ?? '').trim().length >= 2;

const JUDGES: Record<GuardId, Judge> = {
  isUnfiled: ({ status }) => unless(status !== 'filed'),
  isFiled: ({ status }) => unless(status === 'filed'),
  statusFits: ({ procedure, status }) => unless(procedure.startsFrom.includes(status), { status: STATUSES[status] }),
  formComplete: (filing) => none(missingFields(filing)),
  pledged: ({ form }) => unless(form.pledged),
  materialsComplete: (filing) => none(missingMaterials(filing)),
  ledgerItems: (filing) => none(missingLedgerItems(filing)),
  membersEnough: (filing) => none(missingMembers(filing)),
  fundsEnough: (filing) => none(missingFunds(filing)),
  leaderEligible: (filing) => none(leaderProblems(filing)),
  cadreApproved: ({ form, materials }) => unless(form.leaderIsStreetCadre !== true || (isText(form.cadreApproval) && materials.has('cadreApproval'))),
  partyOrganizationReady: judgeParty,
  // a charter that was written out here is read, whatever was ticked; one that was only begun is no charter
  partyClause: ({ form: { charterText, charterHasPartyClause } }) =>
    unless(charterText === undefined || blanksIn(charterText) > 0 ? charterHasPartyClause : saysPartyClause(charterText)),
  directCategory: (filing) =>
    unless(listOf(filing, 'directCategories').includes(filing.form.category ?? ''), { allowed: listOf(filing, 'directCategories').join('、') }),
  insideCommunity: ({ form }) => unless(form.staysInCommunity),
  supplementListed: ({ input }) => unless((input.items ?? []).length > 0),
  supplementFirst: ({ wasSupplementAsked }) => unless(!wasSupplementAsked),
  supplementDone: ({ openItems, input }) =>
    none(openItems.filter(({ number }) => !input.replies?.some((reply) => reply.number === number)).map(({ content }) => content)),
  reasonGiven: ({ input, form }) => unless(isText(input.reason) || isText(form.reason)),
  groundGiven: ({ procedure, input }) =>
    unless(input.ground !== undefined && procedure.grounds.includes(input.ground), { allowed: procedure.grounds.map((ground) => GROUNDS[ground]).join('、') }),
  opinionsAsked: ({ input }) => unless((input.askedOf ?? []).length > 0),
  opinionsIn: ({ unanswered }) => none(unanswered.map(({ askedOf }) => askedOf)),
  objectionsAnswered: ({ openObjections }) => unless(openObjections === 0, { count: openObjections }),
  changesGiven: ({ form }) => unless(Object.keys(form.changes ?? {}).length > 0),
  changeInTime: (filing) =>
    judgeTerm(filing, filing.form.resolvedOn, filing.procedure.id === 'registrationChange' ? 'registrationChangeTerm' : 'filingChangeTerm'),
  creditCodeGiven: ({ input, form }) => unless(checkSocialCreditCode(input.creditCode ?? form.creditCode ?? '').valid),
  caseProven: (filing) => none(caseProblems(filing)),
  debtsSettled: ({ heldMoney, form }) =>
    none([
      ...heldMoney.filter(({ fen }) => fen !== 0).map(({ holder, fen }) => `${holder}代管 ${fen / 100} 元`),
      ...(form.hasNoDebts || form.liquidation?.debtsCleared ? [] : ['尚未声明债务已结清']),
    ]),
  liquidationInTime: (filing) => judgeTerm(filing, filing.form.liquidation?.endedOn, 'liquidationTerm'),
  liquidationDone: (filing) => none(liquidationProblems(filing)),
  twoOfficers: ({ form }) => unless(new Set((form.case?.officers ?? []).map((name) => name.trim()).filter(Boolean)).size >= 2),
  legalReview: ({ form, today }) => unless(form.case?.legalReviewOn !== undefined && form.case.legalReviewOn <= today),
  notStreetManaged: ({ isStreetManaged }) => unless(!isStreetManaged),
  minorCase: ({ form, today }) => unless(form.case?.isMinor === true && form.case.dissolvedOn !== undefined && form.case.dissolvedOn <= today),
};

/** Whether a guard holds, and the sentence when it does not. */
export function judgeGuard(guard: GuardId, filing: FilingCase): { holds: true } | { holds: false; sentence: string } {
  const blanks = JUDGES[guard](filing);
  if (!blanks) return { holds: true };
  return { holds: false, sentence: GUARDS[guard].unmet.replace(/\{(\w+)\}/g, (whole, name: string) => String(blanks[name] ?? whole)) };
}

function missingMaterials(filing: FilingCase): string[] {
  const { procedure, materials, form } = filing;
  const asksMore = (material: string) =>
    (material === 'cadreApproval' && form.leaderIsStreetCadre === true) || (material === 'newCharter' && form.changes?.charter === true);
  const isNeeded = (material: string, required: boolean) => (required || asksMore(material)) && !(material in WAIVABLE && isWaived(filing, material));
  return procedure.materials
    .filter(({ material, required }) => isNeeded(material, required) && !materials.has(material))
    .map(({ material }) => MATERIALS[material]);
}

/** X02 art.13 and art.12: full capacity, political rights, not at the head of another association. For a change only where the leader changes. */
function leaderProblems({ form, procedure }: FilingCase): string[] {
  const isChange = procedure.id === 'filingChange' || procedure.id === 'registrationChange';
  if (isChange && form.changes?.leaderName === undefined) return [];
  const asksHead = procedure.id !== 'filing' && procedure.id !== 'filingChange' && form.legalForm === '社会团体';
  return [
    ...(form.leaderHasFullCapacity === true ? [] : ['须具有完全民事行为能力']),
    ...(form.leaderIsDeprivedOfPoliticalRights === false ? [] : ['须未被剥夺政治权利']),
    ...(asksHead && form.leaderHeadsAnother !== false ? ['法定代表人不得同时担任其他社会团体的法定代表人'] : []),
  ];
}

/** SZ L29; the number of members is a setting (dossier A12, X29). */
function judgeParty(filing: FilingCase): Judgement {
  const minimum = numberOf(filing, 'partyOrganizationMembers');
  const { form } = filing;
  if (minimum === null || (form.partyMemberCount ?? 0) < minimum) return null;
  const missing = [
    ...(form.partyForm !== undefined && form.partyForm !== '无' ? [] : ['党组织形式']),
    ...(form.partyMembersCollected === true ? [] : ['采集党员信息']),
    ...(form.partyRelationsTransferred === true ? [] : ['转接组织关系']),
  ];
  return missing.length === 0 ? null : { minimum, missing: missing.join('、') };
}

/** HN L43: investigated, found true, closed. Suspicion alone never suffices. */
function caseProblems({ form, today }: FilingCase): string[] {
  const { number, finding, closedOn } = form.case ?? {};
  return [
    ...(isText(number) ? [] : ['案号']),
    ...(finding === 'substantiated' ? [] : ['调查结论应为属实']),
    ...(closedOn !== undefined && closedOn <= today ? [] : ['办结日期']),
  ];
}

function liquidationProblems({ form, today }: FilingCase): string[] {
  const { groupMembers, endedOn, debtsCleared } = form.liquidation ?? {};
  return [
    ...((groupMembers ?? []).length > 0 ? [] : ['清算组成员']),
    ...(endedOn !== undefined && endedOn <= today ? [] : ['清算结束日期']),
    ...(debtsCleared === true ? [] : ['债权债务清理完毕']),
  ];
}

function judgeTerm(filing: FilingCase, from: Day | undefined, setting: 'registrationChangeTerm' | 'filingChangeTerm' | 'liquidationTerm'): Judgement {
  const term = termOf(filing, setting);
  if (!term || from === undefined) return null;
  return unless(filing.today <= deadlineAfter(CHINESE_CALENDAR, from, term).day, { days: term.count });
}
