import type { Context } from '#platform/context.ts';
import { refuse } from '#shared/errors.ts';
import { publicityErrors } from '../contract/errors.ts';
import type { ArticleLink } from '../contract/article.ts';
import type { PublicityMeans } from './means.ts';

/** The links as they are to be kept: new ones under the name that their target has today. @throws ARTICLE_LINK_UNKNOWN */
export async function nameLinks(
  context: Context,
  means: PublicityMeans,
  wanted: readonly ArticleLink[],
  before: readonly ArticleLink[],
): Promise<ArticleLink[]> {
  const named: ArticleLink[] = [];
  for (const { kind, target, name } of wanted) {
    if (named.some((one) => one.kind === kind && one.target === target)) continue;
    const kept = before.find((one) => one.kind === kind && one.target === target);
    const found = kept?.name ?? (await means.nameTarget(context, kind, target));
    if (found === undefined) throw refuse(publicityErrors.ARTICLE_LINK_UNKNOWN, { name: name || target });
    named.push({ kind, target, name: found });
  }
  return named;
}
