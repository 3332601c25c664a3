import type { CheckedRecord, Problem } from '#platform/imports/sheet.ts';
import { codeOf } from '#shared/division-code.ts';
import { checkEligibility, type EligibilityFacts, ROLES_IN_CHARGE } from '../../contract/eligibility.ts';

/** Whole years on a day. */
export function ageOn(bornOn: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

export function eligibilityFacts({ values, today }: Pick<CheckedRecord, 'values' | 'today'>, division: string): EligibilityFacts {
  const flag = (field: string) => (typeof values[field] === 'boolean' ? values[field] : null);
  const text = (field: string) => (typeof values[field] === 'string' ? values[field] : null);
  const bornOn = text('bornOn');
  return {
    role: text('role'),
    age: bornOn === null ? null : ageOn(bornOn, today),
    hasFullCapacity: flag('hasFullCapacity'),
    isDeprivedOfPoliticalRights: flag('isDeprivedOfPoliticalRights'),
    headsAnother: flag('headsAnother'),
    isStreetCadre: flag('isStreetCadre'),
    approvalNumber: text('approvalNumber'),
    division,
  };
}

/** Whoever is in charge must be eligible; what nobody looked at yet is told, not refused. Former ones are history. */
export function mustBeEligible(record: CheckedRecord): Problem[] {
  if (record.values['endedOn'] != null) return [];
  const division = record.divisions.get('organizationDiv');
  const checks = checkEligibility(eligibilityFacts(record, division ? codeOf(division.key) : ''));
  const unmet = checks.filter(({ state }) => state === 'unmet');
  const unknown = checks.filter(({ state }) => state === 'unknown');
  return [
    ...unmet.map(
      ({ field, label, clause, advice }): Problem => ({
        severity: 'finding',
        field,
        rule: 'not-eligible',
        message: `不符合任职条件“${label}”（${clause}）。`,
        suggestion: advice,
      }),
    ),
    ...(unknown.length === 0
      ? []
      : [
          {
            severity: 'notice' as const,
            field: unknown[0]?.field ?? 'role',
            rule: 'eligibility-unknown',
            message: `任职条件还没有核对：${unknown.map(({ label }) => label).join('、')}。`,
            suggestion: '请核对后填写。',
          },
        ]),
  ];
}

/** Before it is decided somebody is only to be in charge. */
export function oneRoleAtATime({ values }: CheckedRecord): Problem[] {
  if (values['role'] !== '拟任负责人' || values['endedOn'] != null || values['post'] == null) return [];
  return [
    {
      severity: 'notice',
      field: 'role',
      rule: 'proposed-with-post',
      message: '拟任负责人还没有任职，却填写了职务。',
      suggestion: `任职以后，请把身份改为“${ROLES_IN_CHARGE[1]}”。`,
    },
  ];
}
