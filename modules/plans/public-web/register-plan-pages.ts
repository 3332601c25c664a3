import type { PublicDoor } from '#platform/http/public-door.ts';
import { showPlan } from './plan-page.ts';
import { showPlans } from './plans-page.ts';
import { showText } from './text-page.ts';

/** Policies for anybody: which there are, how far each is at a place, and what was issued. */
export function registerPlanPages(door: PublicDoor): void {
  door.get('/plans', showPlans);
  door.get('/plans/:id', showPlan);
  door.get('/plans/:id/text', showText);
}
