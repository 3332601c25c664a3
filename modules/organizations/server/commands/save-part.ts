import { sql } from 'kysely';
import { accessErrors } from '#platform/access/errors.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import type { FormValues } from '#platform/registers/record-form.ts';
import { createRecordIn, type SavedRecord, updateRecordIn } from '#platform/registers/save-record.ts';
import type { StoredRow } from '#platform/registers/stored-row.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { refuse } from '#shared/errors.ts';
import { documentClass } from '../../contract/document-files.ts';
import { organizationErrors } from '../../contract/errors.ts';
import type { PartId } from '../../contract/parts.ts';
import { filesOfDocuments } from '../document-files.ts';
import { ownerValues, requirePartRecord } from '../part-owner.ts';
import { PARTS } from '../parts/organization-parts.ts';
import { findOrganization, type OrganizationStanding } from '../queries/find-organization.ts';
import { takeOffice } from './take-office.ts';

interface PartOf {
  organizationId: number;
  part: PartId;
}

/** A new record of an organization's dossier. @throws RECORD_NOT_FOUND, RECORD_INVALID, RECORD_KEY_TAKEN, HUB_EXPECTED */
export async function addPart(context: Context, registers: Registers, { organizationId, part }: PartOf, values: FormValues): Promise<SavedRecord> {
  return inTransaction(context.platform.db, async (tx) => {
    const organization = await hold(tx, context, organizationId);
    return addPartIn(tx, context, registers, organization, part, values);
  });
}

/** The same within a wider act, which holds the places and the organization. */
export async function addPartIn(
  tx: Transaction,
  context: Context,
  registers: Registers,
  organization: OrganizationStanding,
  part: PartId,
  values: FormValues,
): Promise<SavedRecord> {
  const definition = PARTS[part];
  const saved = await createRecordIn(tx, context, registers, definition.register, { ...values, ...ownerValues(organization) });
  // what hangs on an invented organization goes with it
  if (organization.demonstration)
    await sql`update ${sql.table(definition.table)} set demonstration = true where district = ${organization.district} and id = ${saved.id}`.execute(tx);
  await follow(tx, context, registers, organization, part, saved.id);
  return saved;
}

/** Changes some fields of one; the others stay. @throws RECORD_NOT_FOUND, RECORD_VERSION_STALE, RECORD_INVALID, RECORD_KEY_TAKEN, HUB_EXPECTED, DOCUMENT_KIND_FIXED */
export async function changePart(
  context: Context,
  registers: Registers,
  { organizationId, part, id, version }: PartOf & { id: number; version: number },
  values: FormValues,
  reason: string | undefined,
): Promise<SavedRecord> {
  return inTransaction(context.platform.db, async (tx) => {
    const organization = await hold(tx, context, organizationId);
    const stored = await requirePartRecord(tx, context, part, organizationId, id);
    if (part === 'documents') await keepClass(tx, context, stored, values['kind'] ?? stored['kind']);
    const own = ownerValues(organization);
    const saved = await updateRecordIn(tx, context, registers, PARTS[part].register, { id, version }, { ...values, ...own }, reason);
    await follow(tx, context, registers, organization, part, id);
    return saved;
  });
}

/** Files were taken in as what may be seen by whom; another kind of document would show them to others. @throws DOCUMENT_KIND_FIXED */
async function keepClass(tx: Transaction, context: Context, stored: StoredRow, kind: unknown): Promise<void> {
  if (documentClass(kind) === documentClass(stored['kind'])) return;
  const files = (await filesOfDocuments(context, [stored], tx)).get(stored.id) ?? [];
  if (files.length > 0) throw refuse(organizationErrors.DOCUMENT_KIND_FIXED, { from: String(stored['kind']), to: String(kind) });
}

/** The organization, locked, with the places held. @throws RECORD_NOT_FOUND */
export async function hold(tx: Transaction, context: Context, organizationId: number): Promise<OrganizationStanding> {
  await holdPlaces(tx);
  const organization = await findOrganization(tx, organizationId, context.actor.range, true);
  if (!organization) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return organization;
}

async function follow(tx: Transaction, context: Context, registers: Registers, organization: OrganizationStanding, part: PartId, id: number): Promise<void> {
  if (part === 'people') await takeOffice(tx, context, registers, organization, id);
  if (part === 'hubs') await requireHub(tx, context, organization.id, id);
}

/** What is joined is a hub, and another one. @throws HUB_EXPECTED */
async function requireHub(tx: Transaction, context: Context, organizationId: number, id: number): Promise<void> {
  const row = await requirePartRecord(tx, context, 'hubs', organizationId, id);
  const hub = await findOrganization(tx, Number(row['hub_id']), context.actor.range);
  if (!hub?.isHub) throw refuse(organizationErrors.HUB_EXPECTED, { name: String(row['hub_name']) });
}
