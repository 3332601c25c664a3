import { type FilingCase, isWaived, numberOf } from './filing-case.ts';
import type { SettingId } from '../../contract/workflow.ts';

/** What is short of the numbers the rules ask for; absent numbers count as not shown. Thresholds that the rules leave blank judge nothing. */
export function missingMembers(filing: FilingCase): string[] {
  if (isWaived(filing, 'members')) return [];
  const isRegistration = filing.procedure.id === 'registration' || filing.procedure.id === 'directRegistration';
  return isRegistration ? ofRegistration(filing) : ofFiling(filing);
}

/** Guangdong (X09): an association by initiators and members, a service institution by sponsors and staff. */
function ofFiling(filing: FilingCase): string[] {
  const { form } = filing;
  const isService = form.legalForm === '社会服务机构';
  const founders = isService ? '举办者' : '发起人';
  const people = numberOf(filing, isService ? 'filingIndividualSponsors' : 'filingIndividualInitiators');
  const units = numberOf(filing, isService ? 'filingUnitSponsors' : 'filingUnitInitiators');
  const enough = (people === null && units === null) || reaches(form.individualInitiators, people) || reaches(form.unitInitiators, units);
  return [
    ...(enough ? [] : [`${founders}应为自然人 ${people ?? '—'} 名以上或单位 ${units ?? '—'} 个以上`]),
    ...(isService ? shortOf(filing, form.staffCount, 'filingStaff', '从业人员') : shortOf(filing, form.memberCount, 'filingMembers', '成员')),
  ];
}

/** X02 art.10: 50 individual members, or 30 units, or 50 of both kinds. Service institutions and foundations have no such number (X03 art.8). */
function ofRegistration(filing: FilingCase): string[] {
  const { form } = filing;
  if (form.legalForm !== '社会团体') return [];
  const [individuals, units, mixed] = (['registrationIndividualMembers', 'registrationUnitMembers', 'registrationMixedMembers'] as const).map((id) =>
    numberOf(filing, id),
  );
  if (individuals == null && units == null && mixed == null) return [];
  const isEnough =
    reaches(form.individualMembers, individuals ?? null) ||
    reaches(form.unitMembers, units ?? null) ||
    (form.individualMembers !== undefined &&
      form.unitMembers !== undefined &&
      form.unitMembers > 0 &&
      reaches(form.individualMembers + form.unitMembers, mixed ?? null));
  return isEnough ? [] : [`会员应为个人 ${individuals ?? '—'} 名以上，或单位 ${units ?? '—'} 个以上，或混合 ${mixed ?? '—'} 个以上`];
}

function reaches(count: number | undefined, threshold: number | null): boolean {
  return threshold !== null && count !== undefined && count >= threshold;
}

function shortOf(filing: FilingCase, count: number | undefined, setting: SettingId, label: string): string[] {
  const threshold = numberOf(filing, setting);
  return threshold === null || (count ?? -1) >= threshold ? [] : [`${label}应有 ${threshold} 名以上`];
}

/** X02 art.10: a local association shows 30,000 yuan; X03 names no sum for service institutions. */
export function missingFunds(filing: FilingCase): string[] {
  const threshold = numberOf(filing, 'registrationFunds');
  if (threshold === null || filing.form.legalForm !== '社会团体' || isWaived(filing, 'funds') || (filing.form.activityFunds ?? -1) >= threshold) return [];
  return [`应有 ${threshold / 100} 元以上`];
}
