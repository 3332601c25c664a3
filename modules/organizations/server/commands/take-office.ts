import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { personalPurpose } from '#platform/registers/merge-draft.ts';
import type { FormValues } from '#platform/registers/record-form.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { updateRecordIn } from '#platform/registers/save-record.ts';
import type { StoredRow } from '#platform/registers/stored-row.ts';
import { snakeCase } from '#platform/registers/table-layout.ts';
import { requirePartRecord } from '../part-owner.ts';
import { organizationPeople } from '../parts/people.ts';
import type { OrganizationStanding } from '../queries/find-organization.ts';
import { organizationSheet } from '../sheets.ts';

/**
 * Whoever is 负责人 in office now is the leader of the organization's record, so that ledger, workbook and applications say the same.
 * Numbers that are not known of the same person stay as they were.
 */
export async function takeOffice(tx: Transaction, context: Context, registers: Registers, organization: OrganizationStanding, personId: number): Promise<void> {
  const person = await requirePartRecord(tx, context, 'people', organization.id, personId);
  if (!isInOffice(person, context.today)) return;
  const isSame = organization.leaderName === person['name'];
  const values: FormValues = {
    leaderName: String(person['name']),
    leaderIdNumber: clear(context, person, 'idNumber'),
    leaderPhone: clear(context, person, 'phone'),
    leaderPolitics: (person['politics'] as string | null) ?? null,
  };
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null || !isSame));
  await updateRecordIn(tx, context, registers, organizationSheet.register, organization, known, '负责人任职');
}

function isInOffice({ role, started_on: from, ended_on: to }: StoredRow, today: string): boolean {
  return role === '负责人' && String(from) <= today && (to === null || String(to) > today);
}

function clear({ platform: { cipher } }: Context, row: StoredRow, field: string): string | null {
  const column = organizationPeople.columns.find((each) => each.field === field);
  const stored = row[`${snakeCase(field)}_cipher`];
  return column && typeof stored === 'string' ? cipher.decrypt(stored, personalPurpose(organizationPeople, column)) : null;
}
