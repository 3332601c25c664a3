import type { Context } from '#platform/context.ts';
import { mergeRecords } from '#platform/registers/merge-records.ts';
import type { OrganizationMeans } from '../keeper.ts';
import { dropOwnMembership, insertMerge } from '../merge-store.ts';
import { organizationSheet } from '../sheets.ts';

interface MergeOrganizationsInput {
  keep: { id: number; version: number };
  remove: { id: number; version: number };
  reason: string;
}

/**
 * Two records are one organization: one identity remains; the other's registers, applications and yearly reports follow, its
 * name becomes a former name, and the decision is kept. Both histories stay.
 * @throws RECORDS_NOT_MERGEABLE, RECORD_NOT_FOUND, RECORD_VERSION_STALE, and what a keeper refuses
 */
export async function mergeOrganizations(
  context: Context,
  { registers, keepers, followers }: OrganizationMeans,
  { keep, remove, reason }: MergeOrganizationsInput,
): Promise<{ id: number; version: number }> {
  return mergeRecords(context, registers, organizationSheet.register, {
    keep,
    remove,
    reason,
    async follow(tx, removed, kept) {
      await dropOwnMembership(tx, removed.id, kept.id);
      const moved: Record<string, number> = {};
      for (const one of [...keepers, ...followers]) Object.assign(moved, await one.follow(tx, removed, kept));
      await insertMerge(tx, context, { district: kept.district, removedId: removed.id, keptId: kept.id, removedName: String(removed['name']), reason, moved });
    },
  });
}
