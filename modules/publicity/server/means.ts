import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { LinkKind, ArticleLink } from '../contract/article.ts';

export interface LinkTarget extends ArticleLink {
  /** what tells it from others of the same name */
  detail: string;
}

/** What the composition root gives this module of others that it may not call. */
export interface PublicityMeans {
  /** whether somebody else of the office at a division may review: an account in use, apart from these */
  hasOtherReviewer(db: Transaction | Context['platform']['db'], context: Context, division: number, except: readonly string[]): Promise<boolean>;
  /** what an article may be about, by a fragment of its name, as far as the caller may look */
  findTargets(context: Context, kind: LinkKind, q: string): Promise<LinkTarget[]>;
  /** how a target is called today; undefined for what is absent or outside the jurisdiction */
  nameTarget(context: Context, kind: LinkKind, target: string): Promise<string | undefined>;
}
