import { blanksIn } from '#modules/organizations/contract/charter.ts';
import { CHARTER_WRITTEN_HERE, type FilingForm, type HeldMaterial } from '../../contract/application.ts';

/**
 * The charter that was written on the platform and stands for the paper: without a blank, noted as the charter handed in, and of a change only
 * when the charter is to change. A draft that somebody left lying, or a paper handed in instead, is none (ADR 0083).
 */
export function writtenCharter(form: FilingForm, materials: readonly Pick<HeldMaterial, 'material' | 'reference'>[]): string | undefined {
  const { charterText, changes } = form;
  if (charterText === undefined || blanksIn(charterText) > 0) return undefined;
  const isHandedIn = materials.some(
    ({ material, reference }) => reference === CHARTER_WRITTEN_HERE && (material === 'charter' || (material === 'newCharter' && changes?.charter === true)),
  );
  return isHandedIn ? charterText : undefined;
}
