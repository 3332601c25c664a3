import type { DivisionLevel } from '#shared/division-code.ts';

const TOWNSHIP = 1000;

/** The division whose office answers for a unit: the township for its communities, else the unit itself. */
export function responsibleDivision(div: number): number {
  return Math.floor(div / TOWNSHIP) * TOWNSHIP;
}

/** 曙光街街道, 新华区民政部门 */
export function officeName(division: { name: string; level: DivisionLevel } | undefined): string {
  if (!division) return '';
  return division.level === 'township' || division.level === 'community' ? division.name : `${division.name}民政部门`;
}
