import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import type { Session } from '../../contract/schemas.ts';
import type { Borrowable } from '../../contract/borrowed-schemas.ts';
import { roleOf } from '../../contract/roles.ts';
import { actorOf } from '../actor-of.ts';
import { findLiveSession, type LiveSession } from '../authenticator.ts';
import { type BorrowedRights, readBorrowedRights } from '../borrowed-rights.ts';
import { countUnread } from '../notice-store.ts';
import type { Post } from '../post-store.ts';
import { hasDemonstrationPosts } from '../demonstration-store.ts';
import { namesOfDivisions, presentPost } from '../present.ts';
import { restrictionOf } from '../second-factor-rule.ts';

/** The session of a browser. @throws SESSION_REQUIRED for programs with a bearer token */
export async function requireSession(context: Context, token: string | null): Promise<LiveSession> {
  const session = token ? await findLiveSession(context.platform.db, token, context.now) : undefined;
  if (!session) throw refuse(accountErrors.SESSION_REQUIRED);
  return session;
}

/** What the screens need to know about who sits in front of them. */
export async function getSession(context: Context, token: string | null): Promise<Session> {
  const { stored, account, post, posts, borrowed } = await requireSession(context, token);
  const lent = await readBorrowedRights(context.platform.db, account.id, context.now);
  const nameOf = await namesOfDivisions(
    context.platform.db,
    [...posts, ...lent].map(({ div }) => div),
  );
  const restriction = restrictionOf(context.platform.signIn, account, borrowed?.post ?? post, context.now);
  return {
    account: { id: account.id, name: account.name, displayName: account.displayName, office: account.officeName, duty: account.duty },
    post: postInUse(post, borrowed, nameOf, context),
    posts: posts.map((own) => presentPost(own, nameOf, context.today)),
    borrowed: borrowed && presentBorrowed(borrowed, nameOf),
    borrowable: lent.map((one) => presentBorrowed(one, nameOf)),
    unread: await countUnread(context.platform.db, account.id),
    permissions: [...actorOf(account, post, restriction, borrowed).grants.keys()],
    mustChangePassword: restriction === 'change-password',
    mustEnrol: restriction === 'enrol-second-factor',
    demonstration: account.demonstration || (await hasDemonstrationPosts(context.platform.db)),
    today: context.today,
    signOffPage: stored.provider === null ? null : `/sso/${stored.provider}/sign-off`,
  };
}

type NameOf = (key: number) => string;

/** What the rights in use reach, in the shape of a post. */
function postInUse(own: Post | null, borrowed: BorrowedRights | null, nameOf: NameOf, { today }: Context): Session['post'] {
  if (!borrowed) return own && presentPost(own, nameOf, today);
  const { post, div, level } = borrowed;
  return {
    id: post.id,
    role: post.role,
    roleName: roleOf(post.role)?.name ?? post.role,
    office: post.officeName,
    division: codeOf(div),
    divisionName: nameOf(div),
    level,
    beginsOn: post.beginsOn,
    endsOn: null,
    inForce: true,
  };
}

function presentBorrowed({ mark, post, div, endsAt }: BorrowedRights, nameOf: NameOf): Borrowable {
  const role = roleOf(post.role)?.name ?? post.role;
  const label = mark.kind === 'standIn' ? `代${mark.name}：${role}（${nameOf(div)}）` : `临时权限：${nameOf(div)}`;
  return { kind: mark.kind, id: mark.id, label, endsAt };
}
