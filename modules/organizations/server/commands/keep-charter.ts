import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { updateRecordIn } from '#platform/registers/save-record.ts';
import type { Day } from '#shared/day.ts';
import { ownerValues } from '../part-owner.ts';
import { organizationDocuments } from '../parts/documents.ts';
import { findCharter } from '../queries/find-charter.ts';
import { addPartIn, hold } from './save-part.ts';

/**
 * The charter that a decision accepted becomes the one in force; the one before it ends on the day the new one was adopted. The same
 * text again, from ledger to filing to registration, stays the one document. @throws RECORD_NOT_FOUND, RECORD_INVALID
 */
export async function keepCharter(
  tx: Transaction,
  context: Context,
  registers: Registers,
  organizationId: number,
  charter: { title: string; content: string; adoptedOn: Day; basis: string },
): Promise<void> {
  const organization = await hold(tx, context, organizationId);
  const { title, content, adoptedOn, basis } = charter;
  const former = await findCharter(tx, organization);
  if (former?.content === content) return;
  const values = { title, content, adoptedOn, basis };
  // adopted on the same day it is the same charter, written better
  if (former && former.adoptedOn === adoptedOn && former.title === title)
    return void (await updateRecordIn(tx, context, registers, organizationDocuments.register, former, { ...values, ...ownerValues(organization) }));
  // a former one without a day of its own counts from a decision, which may lie after the meeting that adopted this one
  const endedOn = former && former.adoptedOn > adoptedOn ? former.adoptedOn : adoptedOn;
  if (former) await updateRecordIn(tx, context, registers, organizationDocuments.register, former, { endedOn, ...ownerValues(organization) });
  await addPartIn(tx, context, registers, organization, 'documents', { kind: '章程', ...values });
}
