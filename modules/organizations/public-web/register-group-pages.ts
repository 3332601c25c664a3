import type { PublicDoor } from '#platform/http/public-door.ts';
import { showDirectory } from './directory-page.ts';
import { showGroup } from './group-page.ts';

/** Pages for anybody who looks for an organization: by place, by name, one by one. */
export function registerGroupPages(door: PublicDoor): void {
  door.get('/groups', showDirectory);
  door.get('/groups/:id', showGroup);
}
