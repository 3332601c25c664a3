import type { DivisionFollower } from '#platform/facts/division-follower.ts';
import { accessFollower } from './accesses.ts';
import { hatFollower } from './hats.ts';
import { officeFollower } from './offices.ts';
import { postFollower } from './posts.ts';

/** What of this module lies at divisions and goes along with them. */
export const accountFollowers: readonly DivisionFollower[] = [officeFollower, postFollower, accessFollower, hatFollower];
