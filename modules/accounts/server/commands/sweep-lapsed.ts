import type { Context } from '#platform/context.ts';
import { deleteLapsed } from '../session-store.ts';

/** Links that were used or ran out are kept this long, so that "already used" can be told from "never was". */
const KEPT_LINK_DAYS = 30;

/** Removes lapsed sessions, old attempts and old links: they say where people were, and nobody needs them any more. */
export async function sweepLapsed(context: Context): Promise<void> {
  const linksBefore = new Date(context.now.getTime() - KEPT_LINK_DAYS * 86_400_000);
  await deleteLapsed(context.platform.db, context.now, linksBefore);
}
