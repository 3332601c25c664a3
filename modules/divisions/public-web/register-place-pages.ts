import type { PublicDoor } from '#platform/http/public-door.ts';
import { showPlaceAt, showPlaces } from './place-page.ts';

/** The page on which anybody chooses the place they live in. */
export function registerPlacePages(door: PublicDoor): void {
  door.get('/place', showPlaces);
}

/** What the page for choosing a place sends. @param door one that takes forms */
export function registerPlaceForms(door: PublicDoor): void {
  door.post('/place/near', 'search', showPlaceAt);
}
