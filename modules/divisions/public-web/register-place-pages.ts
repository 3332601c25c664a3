import type { PublicDoor } from '#platform/http/public-door.ts';
import { showPlaces } from './place-page.ts';

/** The page on which anybody chooses the place they live in. */
export function registerPlacePages(door: PublicDoor): void {
  door.get('/place', showPlaces);
}
