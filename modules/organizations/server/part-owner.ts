import { accessErrors } from '#platform/access/errors.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { readRows, type StoredRow } from '#platform/registers/stored-row.ts';
import { codeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { PartId } from '../contract/parts.ts';
import { PARTS } from './parts/organization-parts.ts';
import type { OrganizationStanding } from './queries/find-organization.ts';

/** The fields by which a part names its organization. */
export function ownerValues({ name, recordedDiv }: OrganizationStanding): { organizationName: string; organizationDiv: string } {
  return { organizationName: name, organizationDiv: codeOf(recordedDiv) };
}

/** One record of a part that belongs to an organization. @throws RECORD_NOT_FOUND also for what belongs to another */
export async function requirePartRecord(db: Database | Transaction, { actor }: Context, part: PartId, organizationId: number, id: number): Promise<StoredRow> {
  const row = (await readRows(db, PARTS[part], [id], { within: actor.range })).get(id);
  if (!row || row['organization_id'] !== organizationId) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return row;
}
