/** What a module shows on the public page of an organization. */
import type { html } from 'hono/html';
import type { Context } from '../context.ts';

/** The organization of a page, and where there is something about it. */
export interface PublicGroup {
  id: number;
  /** where its record lies */
  district: number;
  /** all districts to ask about it */
  districts: readonly number[];
}

export interface GroupSection {
  /** what is not recorded when there is nothing to show: the page says so by this name */
  what: string;
  /** only registered organizations have it: of others it is no gap */
  ofRegisteredOnly?: boolean;
  /**
   * Reads through `platform.portalDb`, by the organization's id, in its districts.
   * @returns a heading of the second level with what stands below it; `''` when there is nothing to show
   */
  show(context: Context, group: PublicGroup): Promise<ReturnType<typeof html> | ''>;
}
