import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { LinkKind } from '../../contract/article.ts';
import type { LinkTarget, PublicityMeans } from '../means.ts';

/** What an article may be about, by a fragment of the name, as far as the caller may look. */
export async function findLinkTargets(context: Context, means: PublicityMeans, { kind, q }: { kind: LinkKind; q: string }): Promise<LinkTarget[]> {
  requirePermission(context.actor, 'publicity.write');
  return means.findTargets(context, kind, q);
}
