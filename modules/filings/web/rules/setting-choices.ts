/** Settings whose value is one or several of given words, with what people read. */
import { ORGANIZATION_CATEGORIES } from '../../contract/application.ts';
import { NOTICES, type SettingId, WAIVABLE } from '../../contract/workflow.ts';

export interface SettingChoice {
  value: string;
  label: string;
}

const CATEGORIES = ORGANIZATION_CATEGORIES.map((category) => ({ value: category, label: category }));

export const SETTING_CHOICES: Partial<Record<SettingId, readonly SettingChoice[]>> = {
  directCategories: CATEGORIES,
  loweredCategories: CATEGORIES,
  waivedConditions: Object.entries(WAIVABLE).map(([value, label]) => ({ value, label })),
  objectionNotices: Object.entries(NOTICES).flatMap(([value, { label, audience }]) => (audience === 'public' ? [{ value, label }] : [])),
  annualReportMode: [
    { value: 'inspection', label: '年检' },
    { value: 'report', label: '年度工作报告' },
  ],
};

/** The word people read; what is no choice, as it is. */
export function choiceText(setting: string, value: string): string {
  return SETTING_CHOICES[setting as SettingId]?.find((choice) => choice.value === value)?.label ?? value;
}
