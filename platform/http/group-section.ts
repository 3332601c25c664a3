/** What a module shows on the public page of an organization. */
import type { html } from 'hono/html';
import type { Context } from '../context.ts';

export interface GroupSection {
  /** what is not recorded when there is nothing to show: the page says so by this name */
  what: string;
  /** only registered organizations have it: of others it is no gap */
  ofRegisteredOnly?: boolean;
  /**
   * Reads through `platform.portalDb`, by the organization's id.
   * @returns a heading of the second level with what stands below it; `''` when there is nothing to show
   */
  show(context: Context, organizationId: number): Promise<ReturnType<typeof html> | ''>;
}
