import type { Day } from '#shared/day.ts';
import type { ActionInput, FilingForm } from '../../contract/application.ts';
import type { MaterialId, SettingId, Status } from '../../contract/workflow.ts';
import type { Procedure, Rules } from './resolve-rules.ts';

/** Everything that guards judge by: the case as it would be with what the actor gives now. */
export interface FilingCase {
  rules: Rules;
  procedure: Procedure;
  /** what the organization is now; `none` while there is no record of it */
  status: Status;
  form: FilingForm;
  hasLeaderIdNumber: boolean;
  hasLeaderPhone: boolean;
  /** a filed organization bears the name of whoever is to be outlawed (T18) */
  isStreetManaged: boolean;
  materials: ReadonlySet<MaterialId>;
  wasSupplementAsked: boolean;
  openItems: readonly { number: number; content: string }[];
  unanswered: readonly { number: number; askedOf: string }[];
  /** to what was announced of the organization, not answered yet */
  openObjections: number;
  /** money that others hold for the organization, in fen */
  heldMoney: readonly { holder: string; fen: number }[];
  input: ActionInput;
  today: Day;
}

/** The value of a setting as a number; null where the rules name none. */
export function numberOf({ rules }: Pick<FilingCase, 'rules'>, setting: SettingId): number | null {
  const value = rules.settings.get(setting)?.value;
  return typeof value === 'number' ? value : null;
}

export function listOf({ rules }: Pick<FilingCase, 'rules'>, setting: SettingId): readonly string[] {
  const value = rules.settings.get(setting)?.value;
  return Array.isArray(value) ? value : [];
}

export function termOf({ rules }: Pick<FilingCase, 'rules'>, setting: SettingId): { count: number; unit: 'workingDays' | 'days' } | undefined {
  const value = rules.settings.get(setting)?.value;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

/** Whether a lowered threshold frees this organization of a condition (HN L30): the rules name the condition and its category. */
export function isWaived(filing: FilingCase, condition: string): boolean {
  const { category } = filing.form;
  return category !== undefined && listOf(filing, 'loweredCategories').includes(category) && listOf(filing, 'waivedConditions').includes(condition);
}
