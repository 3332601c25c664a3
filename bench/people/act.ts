import { dayInChina } from '#shared/day.ts';
import type { Browser } from './browser.ts';
import type { Chance } from './chance.ts';

/** One step, as often as its weight says beside the others. */
export interface Act {
  weight: number;
  item(browser: Browser): Promise<void>;
}

const MOST_KEPT = 50;

export function keepIds(browser: Browser, what: string, items: readonly { id: string }[]): void {
  browser.seen.set(
    what,
    items.map(({ id }) => id),
  );
}

export function remember(browser: Browser, what: string, id: string): void {
  browser.seen.set(what, [id, ...(browser.seen.get(what) ?? [])].slice(0, MOST_KEPT));
}

/** One of what was seen last. */
export function kept(browser: Browser, what: string): string | undefined {
  const all = browser.seen.get(what) ?? [];
  return all.length > 0 ? browser.chance.one(all) : undefined;
}

const DAY_MS = 86_400_000;

/** A day of the coming three weeks. */
export function nextDays(chance: Chance): string {
  return dayInChina(new Date(Date.now() + chance.between(2, 21) * DAY_MS));
}
