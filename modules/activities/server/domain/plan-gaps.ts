import type { Day } from '#shared/day.ts';
import { CORE_THEMES } from '../../contract/activity-plan.ts';
import type { ActivityTheme } from '../../contract/themes.ts';

/** Whether the month is over and nothing was held for it. */
export function isGap({ month }: { month: number }, year: number, held: number, today: Day): boolean {
  return held === 0 && `${year}-${String(month).padStart(2, '0')}` < today.slice(0, 7);
}

/** Of the four themes, those that a plan leaves out (PDS-Q18). */
export function missingThemes(themes: Iterable<ActivityTheme>): ActivityTheme[] {
  const covered = new Set(themes);
  return CORE_THEMES.filter((theme) => !covered.has(theme));
}
