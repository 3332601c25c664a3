/** What a module offers on the public front page. A door nobody registers a link for is not shown. */
import type { html } from 'hono/html';
import type { PublicVisit } from './public-door.ts';

/** The four doors, in the order of the page. */
export const FRONT_DOORS = { join: '参加活动', find: '找组织', ask: '说需求', open: '看公开' } as const;
export type FrontDoor = keyof typeof FRONT_DOORS;

/** A place somebody chose, as links and short lists need it. */
export interface FrontPlace {
  key: number;
  /** 12 digits */
  code: string;
  name: string;
}

/** One way in. The first link of a door is the door itself; further ones stand below it. */
export interface FrontLink {
  door: FrontDoor;
  name: string;
  /** one sentence: what is behind it */
  what: string;
  /** @param place undefined while none is chosen: the page behind then asks for it */
  address(place: FrontPlace | undefined): string;
}

export interface FrontPart {
  links: readonly FrontLink[];
  /** a few lines of what is new at the place, below the doors; `''` when there is nothing. Reads through `platform.portalDb`. */
  section?(visit: PublicVisit, place: FrontPlace | undefined): Promise<ReturnType<typeof html> | ''>;
}
