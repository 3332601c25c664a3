import type { Actor } from '#platform/access/actor.ts';
import type { Database } from '#platform/db/database.ts';
import { dayInChina } from '#shared/day.ts';
import { findAccount } from '../account-store.ts';
import { actorOf } from '../actor-of.ts';
import { readColleagues } from '../colleague-store.ts';
import { isInForce, readPostsOf } from '../post-store.ts';

/** More than an office or bureau has. */
const MOST = 200;

export interface ColleagueActor {
  /** the name they sign in with */
  account: string;
  office: string;
  actor: Actor;
}

/** Enabled colleagues of an account in its office or bureau, each as who they act in their first post in force. */
export async function listColleagueActors(db: Database, accountId: number, now: Date): Promise<ColleagueActor[]> {
  const colleagues = await readColleagues(db, accountId, 0, MOST);
  const posts = await readPostsOf(
    db,
    colleagues.map(({ id }) => id),
  );
  const today = dayInChina(now);
  const found: ColleagueActor[] = [];
  for (const { id, office } of colleagues) {
    const account = await findAccount(db, id);
    const post = posts.find((one) => one.accountId === id && isInForce(one, today)) ?? null;
    if (account && post) found.push({ account: account.name, office, actor: actorOf(account, post, null) });
  }
  return found;
}
