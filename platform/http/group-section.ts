/** What a module shows on the public page of an organization. */
import type { html } from 'hono/html';
import type { Context } from '../context.ts';

/**
 * Reads through `platform.portalDb`, by the organization's id.
 * @returns a heading of the second level with what stands below it; `''` when there is nothing to show
 */
export type GroupSection = (context: Context, organizationId: number) => Promise<ReturnType<typeof html> | ''>;
