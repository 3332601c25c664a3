import type { CheckedRecord, Problem, ResolvedDivision } from '#platform/imports/sheet.ts';
import { LEVEL_NAMES } from '#shared/division-code.ts';

const LEVEL_OF_OFFICE = { nation: [], province: ['省'], city: ['市'], county: ['区'], township: ['街道'], community: ['社区'] } as const;

/** A city without counties may write 市 or 区. */
function levelsOf(division: ResolvedDivision): readonly string[] {
  return division.alsoCounty ? ['市', '区'] : LEVEL_OF_OFFICE[division.level];
}

/** Such a training counts for no office target (readings, target by target); its attendances still count. */
export function hostLevelFitsDivision({ values, divisions }: CheckedRecord): Problem[] {
  const host = divisions.get('div');
  const stated = values['hostLevel'];
  if (!host || typeof stated !== 'string' || levelsOf(host).includes(stated)) return [];
  return [
    {
      severity: 'notice',
      field: 'hostLevel',
      rule: 'host-level-contradicts-code',
      message: `主办层级为“${stated}”，但主办单位区划代码是${LEVEL_NAMES[host.level]}的“${host.name}”，这次培训不计入对主办单位的考核，只计参训人次。`,
      suggestion: '请核对主办单位区划代码和主办层级。',
    },
  ];
}
