import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { insertOffice, type OfficeKind } from '../office-store.ts';
import { requireOffice } from '../require-account.ts';
import { requireDivision } from '../require-division.ts';

export interface NewOfficeInput {
  name: string;
  kind: OfficeKind;
  division: string;
  /** the bureau that a section belongs to */
  parentId?: number | undefined;
}

/** Sets up an office at a division of the caller's branch; a section stands where its bureau does. @throws OFFICE_OUTSIDE, OFFICE_PARENT, OFFICE_NAME_TAKEN */
export async function createOffice(context: Context, input: NewOfficeInput): Promise<number> {
  requirePermission(context.actor, 'account.manage');
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const { key: div } = await requireDivision(context, input.division);
    const district = districtOf(div);
    const parent = await parentOf(context, tx, input, div);
    const id = await nextRecordId(tx, district);
    const office = { id, div, name: input.name, kind: input.kind, ...parent, demonstration: false, createdAt: context.now, createdBy: context.actor.id };
    if (!(await insertOffice(tx, office))) throw refuse(accountErrors.OFFICE_NAME_TAKEN, { name: input.name });
    await audit(tx, context, {
      action: 'office.created',
      subject: { type: 'office', id, district },
      details: { name: input.name, kind: input.kind, division: div, ...parent },
    });
    return id;
  });
}

async function parentOf(context: Context, tx: Transaction, { kind, parentId }: NewOfficeInput, div: number): Promise<{ parentId?: number }> {
  if (parentId === undefined && kind !== 'section') return {};
  const parent = parentId === undefined ? undefined : await requireOffice(context, tx, parentId);
  if (kind !== 'section' || !parent || parent.parentId !== null || parent.div !== div) throw refuse(accountErrors.OFFICE_PARENT);
  return { parentId: parent.id };
}
