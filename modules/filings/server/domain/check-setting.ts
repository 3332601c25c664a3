import { z } from 'zod';
import { ORGANIZATION_CATEGORIES } from '../../contract/application.ts';
import { type Setting, waivableSchema } from '../../contract/rule-set-file.ts';
import { NOTICES, type SettingId, wordsOf } from '../../contract/workflow.ts';

const term = z.object({ count: z.number(), unit: z.string() });
const number = z.number().int().min(0);
/** Thresholds of filing, where a policy names none, are null: nothing is judged by them. */
const threshold = number.nullable();
/** Serials begin again each year: without the year two organizations would bear one number. */
const numberFormat = z
  .string()
  .regex(/\{number\}/)
  .regex(/\{year\}/);
const day = z.string().regex(/^\d{2}-\d{2}$/);

const SHAPES: Record<SettingId, z.ZodType> = {
  countsLedgered: z.boolean(),
  filingDecisionTerm: term,
  supplementRequestTerm: term,
  supplementTerm: term,
  recommendationTerm: term,
  filingChangeTerm: term,
  cancellationDecisionTerm: term,
  registrationDecisionTerm: term,
  registrationChangeTerm: term,
  liquidationTerm: term,
  consultationTerm: term,
  reminderDays: number,
  escalationDays: number,
  filingIndividualInitiators: threshold,
  filingUnitInitiators: threshold,
  filingMembers: threshold,
  filingStaff: threshold,
  filingIndividualSponsors: threshold,
  filingUnitSponsors: threshold,
  registrationIndividualMembers: threshold,
  registrationUnitMembers: threshold,
  registrationMixedMembers: threshold,
  registrationFunds: threshold,
  partyOrganizationMembers: threshold,
  directCategories: z.array(z.enum(ORGANIZATION_CATEGORIES)),
  loweredCategories: z.array(z.enum(ORGANIZATION_CATEGORIES)),
  waivedConditions: z.array(waivableSchema),
  filingNumberFormat: numberFormat,
  noticeNumberFormat: numberFormat,
  objectionTerm: term.nullable(),
  objectionNotices: z.array(z.enum(wordsOf(NOTICES)).refine((kind) => NOTICES[kind].audience === 'public')),
  annualReportMode: z.enum(['inspection', 'report']),
  annualSupervisorDue: day.nullable(),
  annualAuthorityDue: day,
  annualRectifyTerm: term,
  annualFirstYearBefore: day,
};

/** @returns what is wrong with a setting's value, in Chinese */
export function checkSetting(id: SettingId, value: Setting['value']): string[] {
  return SHAPES[id].safeParse(value).success ? [] : ['的值不符合要求。'];
}
