import type { PublicDoor } from '#platform/http/public-door.ts';
import type { NeedMeans } from '../server/public.ts';
import { askReceipt, replyToFollowed, showFollowed } from './follow-page.ts';
import { showLanding } from './landing-page.ts';
import { type Asked, beginStating, goOnStating, submitNeed } from './state-need.ts';

/** Pages for anybody: state a need, follow it by its number and the phone, say whether it helped. */
export function registerNeedPages(door: PublicDoor, means: NeedMeans): void {
  const asGuest = <T extends object>(visit: T) => ({ typed: {}, ...visit, isSignedIn: false }) as T & Pick<Asked, 'typed' | 'isSignedIn'>;
  door.get('/needs', showLanding);
  door.get('/needs/new', (visit) => beginStating(asGuest(visit)));
  door.post('/needs/new', 'check', (visit) => goOnStating(asGuest(visit)));
  door.post('/needs/new/submit', 'object', (visit) => submitNeed(asGuest(visit), means));
  door.get('/needs/follow', askReceipt);
  door.post('/needs/follow', 'check', showFollowed);
  door.post('/needs/follow/reply', 'check', replyToFollowed);
}
