import type { GroupSection } from '#platform/http/group-section.ts';
import type { PublicDoor } from '#platform/http/public-door.ts';
import { showDirectory } from './directory-page.ts';
import { showGroup } from './group-page.ts';

/**
 * Pages for anybody who looks for an organization: by place, by name, one by one.
 * @param sections what other modules show on the page of an organization
 */
export function registerGroupPages(door: PublicDoor, sections: readonly GroupSection[]): void {
  door.get('/groups', showDirectory);
  door.get('/groups/:id', (visit) => showGroup(visit, sections));
}
