import { type MaterialId, MATERIALS } from '../contract/workflow.ts';

const PLACES = Object.keys(MATERIALS);

/** Materials as papers lie in a file: the application form first. */
export function inUsualOrder<T extends { material: MaterialId }>(materials: readonly T[]): T[] {
  return [...materials].sort((one, other) => PLACES.indexOf(one.material) - PLACES.indexOf(other.material));
}
