import type { DivisionLevel } from '#shared/division-code.ts';

const COMMITTEE = '(?:委员会|员委会|委会|委员|名委员会)';
/** 村民委员会, 村委会, 村委员会 and the misspelt doublings that official lists contain (村民委员会委会). */
const VILLAGERS = new RegExp(`(?:村民|村名|村)${COMMITTEE}+会?$`);
const RESIDENTS = new RegExp(`(?:居民|居名|居)(?:${COMMITTEE}+会?|委)$`);
const OTHER = new RegExp(`${COMMITTEE}+会?$`);
const OFFICE = /(?:人民政府|办事处|筹备组)+$/;

/**
 * The name people say: 翠洲社区居民委员会 → 翠洲社区, 下湾村委会 → 下湾村, 香山街道办事处筹备组 → 香山街道.
 * The official name stays beside it. Levels above the township keep their names.
 */
export function shortNameOf(name: string, level: DivisionLevel): string {
  if (level === 'township') return name.replace(OFFICE, '') || name;
  if (level !== 'community') return name;
  const villagers = name.replace(VILLAGERS, '');
  if (villagers !== name && villagers !== '') return /(?:村|社区|嘎查|屯)$/.test(villagers) ? villagers : `${villagers}村`;
  const residents = name.replace(RESIDENTS, '');
  if (residents !== name && residents !== '') return /(?:社区|小区|村)$/.test(residents) ? residents : `${residents}社区`;
  return name.replace(OTHER, '') || name;
}
