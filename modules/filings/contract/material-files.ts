/** Photographs and documents of an application's materials. */
import type { DataClass } from '#shared/data-class.ts';
import type { MaterialId } from './workflow.ts';

/** Of one material, unless the rules of the place say another number (`files`). */
export const MATERIAL_FILES = 6;

/** What bears ID numbers, telephones or many people's names. */
const PERSONAL: ReadonlySet<MaterialId> = new Set(['leaderIdentity', 'roster', 'initiators', 'cadreApproval', 'caseFile', 'evidence']);

/** Files of these are looked at for a stated reason only. */
export function materialClass(material: MaterialId): DataClass {
  return PERSONAL.has(material) ? 'personal' : 'general';
}
