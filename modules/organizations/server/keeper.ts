import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { Registers } from '#platform/registers/registers.ts';
import type { Happening, Matter } from '../contract/organization-page.ts';

/** Which organization, and where it lies. */
export interface OrganizationPlace {
  id: number;
  district: number;
}

/** Another module that keeps an organization's id, such as tasks for gaps. */
export interface OrganizationFollower {
  /** what belongs to one organization belongs to another from now on. @returns how many of what moved */
  follow(tx: Transaction, from: OrganizationPlace, to: OrganizationPlace): Promise<Record<string, number>>;
}

/**
 * Another module that keeps things about organizations, such as applications. It is above this one, so it is handed in by the
 * composition root; a page about one organization asks it, and a merge of two tells it.
 */
export interface OrganizationKeeper extends OrganizationFollower {
  /** the verb it takes to see what it keeps */
  permission: string;
  /** what happened to an organization that the caller has judged */
  happenings(context: Context, organizationId: number): Promise<Happening[]>;
  /** matters under way and decided, newest first */
  matters(context: Context, organizationId: number): Promise<Matter[]>;
}

/** What the composition root gives this module of others that it may not call. */
export interface OrganizationMeans {
  registers: Registers;
  keepers: readonly OrganizationKeeper[];
  /** told of a merge beside the keepers: nothing of theirs stands on the page */
  followers: readonly OrganizationFollower[];
}
