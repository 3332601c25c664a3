import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { can } from '#platform/access/jurisdiction.ts';
import { DATA_CLASS_NAMES } from '#shared/data-class.ts';
import { accountErrors } from '../../contract/errors.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { lockAccount } from '../account-store.ts';
import type { LiveSession } from '../authenticator.ts';
import { areColleagues } from '../colleague-store.ts';
import { lockPost } from '../post-store.ts';
import { type StandInInput, storeStandIn } from './stand-in-rules.ts';

/**
 * The holder of a post lends part of its verbs to a colleague of the same office or its sections, for a time. What is
 * borrowed is not lent on, and administrators lend nothing: their stand-ins come from above (`appointActing`).
 * @throws STAND_IN_NO_FURTHER, STAND_IN_ADMINISTRATOR, POST_NOT_FOUND, ACCOUNT_NOT_FOUND, PERMISSION_MISSING, those of `storeStandIn`
 */
export async function delegatePost(context: Context, session: LiveSession, deputyId: number, input: StandInInput): Promise<void> {
  const { actor } = context;
  if (session.borrowed || actor.borrowed) throw refuse(accountErrors.STAND_IN_NO_FURTHER);
  if (session.account.duty !== 'business') throw refuse(accountErrors.STAND_IN_ADMINISTRATOR);
  const own = session.post?.id;
  if (own === undefined) throw refuse(accountErrors.POST_NOT_FOUND);
  for (const verb of input.verbs) {
    if (!can(actor, verb)) throw refuse(accessErrors.PERMISSION_MISSING, { permission: verb });
  }
  const lacking = input.classes.find((name) => input.verbs.every((verb) => !can(actor, verb, name)));
  if (lacking) throw refuse(accessErrors.DATA_CLASS_MISSING, { permission: input.verbs.join('、'), class: DATA_CLASS_NAMES[lacking] });
  await inTransaction(context.platform.db, async (tx) => {
    const post = await lockPost(tx, own);
    const deputy = await lockAccount(tx, deputyId);
    const isColleague = deputy && deputy.id !== session.account.id && (await areColleagues(tx, session.account.id, deputy.id));
    if (!post || !isColleague) throw refuse(accountErrors.ACCOUNT_NOT_FOUND, { account: deputyId });
    await storeStandIn(tx, context, { post, holder: session.account, deputy }, { ...input, kind: 'delegated' });
  });
}
