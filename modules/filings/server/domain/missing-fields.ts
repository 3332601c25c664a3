import { FORM_LABELS } from '../../contract/application.ts';
import { NEEDED_FIELDS } from '../../contract/needed-fields.ts';
import type { ProcedureId } from '../../contract/workflow.ts';
import type { FilingCase } from './filing-case.ts';

const NEEDS_LEADER: readonly ProcedureId[] = ['filing', 'registration', 'directRegistration'];

/** Chinese names of what is still blank. */
export function missingFields({ procedure, form, hasLeaderIdNumber, hasLeaderPhone }: FilingCase): string[] {
  const blank = (NEEDED_FIELDS[procedure.id] ?? []).filter((field) => isBlank(form[field]));
  const leader = NEEDS_LEADER.includes(procedure.id) ? [hasLeaderIdNumber ? '' : 'leaderIdNumber', hasLeaderPhone ? '' : 'leaderPhone'].filter(Boolean) : [];
  return [...blank, ...leader].map((field) => FORM_LABELS[field] ?? field);
}

/** The five items of a ledger entry (SZ L33). */
export function missingLedgerItems({ form }: FilingCase): string[] {
  const items: readonly [boolean, string][] = [
    [isBlank(form.leaderName), '负责人'],
    [form.hasRoster !== true, '成员名册'],
    [isBlank(form.businessScopes), '业务范围'],
    [isBlank(form.venues), '活动场所'],
    [isBlank(form.majorActivities), '重大活动'],
  ];
  return items.filter(([isMissing]) => isMissing).map(([, label]) => label);
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.every((item) => item === ''));
}
