/** Photographs and documents of an application's materials. */
import type { DataClass } from '#shared/data-class.ts';
import { type FileKind, IMAGE_KINDS } from '#shared/file-kind.ts';
import type { MaterialId } from './workflow.ts';

export const MATERIAL_FILE_KINDS: readonly FileKind[] = [...IMAGE_KINDS, 'pdf', 'word', 'excel'];
const MIB = 1_048_576;
/** A photograph of a newer phone is 3 to 12 MB. */
export const MATERIAL_FILE_BYTES = 20 * MIB;
/** Of one material, unless the rules of the place say another number (`files`). */
export const MATERIAL_FILES = 6;

/** What bears ID numbers, telephones or many people's names. */
const PERSONAL: ReadonlySet<MaterialId> = new Set(['leaderIdentity', 'roster', 'initiators', 'cadreApproval', 'caseFile', 'evidence']);

/** Files of these are looked at for a stated reason only. */
export function materialClass(material: MaterialId): DataClass {
  return PERSONAL.has(material) ? 'personal' : 'general';
}
