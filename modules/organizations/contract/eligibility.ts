/** Whether somebody may be in charge of an organization, condition by condition with its clause (dossier 4.2). Browser-safe. */

export const ROLES_IN_CHARGE = ['拟任负责人', '负责人', '法定代表人'] as const;
export const PERSON_ROLES = ['发起人', '举办者', ...ROLES_IN_CHARGE, '副负责人', '财务人员', '其他'] as const;

export interface EligibilityFacts {
  role: string | null;
  /** whole years; null when the day of birth is not known */
  age: number | null;
  hasFullCapacity: boolean | null;
  isDeprivedOfPoliticalRights: boolean | null;
  headsAnother: boolean | null;
  isStreetCadre: boolean | null;
  approvalNumber: string | null;
  /** first two and four figures of the division's code say which province and city */
  division: string;
}

export type EligibilityState = 'met' | 'unmet' | 'unknown';

export interface EligibilityCheck {
  /** field to look at */
  field: string;
  label: string;
  clause: string;
  state: EligibilityState;
  /** what to do */
  advice: string;
}

const SHENZHEN = '4403';
const OF_AGE = 18;

const mustBe = (value: boolean | null, wanted: boolean): EligibilityState => (value === null ? 'unknown' : value === wanted ? 'met' : 'unmet');

/** Conditions that concern this role; nobody but those in charge is judged. */
export function checkEligibility(facts: EligibilityFacts): EligibilityCheck[] {
  if (!ROLES_IN_CHARGE.some((role) => role === facts.role)) return [];
  return [capacityOf(facts), rightsOf(facts), ...otherPostOf(facts), ...approvalOf(facts)];
}

function capacityOf({ age, hasFullCapacity }: EligibilityFacts): EligibilityCheck {
  const state = age !== null && age < OF_AGE ? 'unmet' : mustBe(hasFullCapacity, true);
  return {
    field: 'hasFullCapacity',
    label: '具有完全民事行为能力',
    clause: 'X02 art.13',
    state,
    advice: '负责人须具有完全民事行为能力（年满 18 周岁），请另选人员。',
  };
}

function rightsOf({ isDeprivedOfPoliticalRights }: EligibilityFacts): EligibilityCheck {
  const state = mustBe(isDeprivedOfPoliticalRights, false);
  return {
    field: 'isDeprivedOfPoliticalRights',
    label: '没有正在被剥夺政治权利',
    clause: 'X02 art.13',
    state,
    advice: '正在或者曾经受到剥夺政治权利处罚的，不能担任，请另选人员。',
  };
}

/** Only a legal representative is kept from heading another association. */
function otherPostOf({ role, headsAnother }: EligibilityFacts): EligibilityCheck[] {
  if (role !== '法定代表人') return [];
  const state = mustBe(headsAnother, false);
  return [
    {
      field: 'headsAnother',
      label: '没有同时担任其他社会团体的法定代表人',
      clause: 'X02 art.12',
      state,
      advice: '请先辞去另一社会团体的法定代表人，或另选人员。',
    },
  ];
}

/** 深圳 lets cadres of streets serve once it was approved. */
function approvalOf({ isStreetCadre, approvalNumber, division }: EligibilityFacts): EligibilityCheck[] {
  if (isStreetCadre !== true || !division.startsWith(SHENZHEN)) return [];
  const state = approvalNumber ? 'met' : 'unmet';
  return [{ field: 'approvalNumber', label: '街道党政干部兼任已经审批', clause: 'SZ L12', state, advice: '请按干部管理权限报批，并填写批准文号。' }];
}
