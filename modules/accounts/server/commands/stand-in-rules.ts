import { addDays, type Day, dayInWords, dayNumber } from '#shared/day.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import type { DataClass } from '#shared/data-class.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { STAND_IN_DAYS } from '../../contract/limits.ts';
import { ROLES, roleOf } from '../../contract/roles.ts';
import { auditAccount } from '../account-events.ts';
import type { Account } from '../account-store.ts';
import { notify } from '../notice-store.ts';
import type { Post } from '../post-store.ts';
import { insertStandIn, overlaps, type StandIn } from '../stand-in-store.ts';

export interface StandInInput {
  verbs: readonly string[];
  classes: readonly DataClass[];
  /** today unless said */
  beginsOn?: Day | undefined;
  /** first day on which it is over */
  endsOn: Day;
  reason: string;
}

/** @throws POST_DAYS, STAND_IN_TOO_LONG */
export function requireFewDays({ today }: Context, { beginsOn = today, endsOn }: StandInInput): Day {
  if (endsOn <= beginsOn || beginsOn < today) throw refuse(accountErrors.POST_DAYS, { begins: beginsOn, ends: endsOn });
  if (dayNumber(endsOn) - dayNumber(beginsOn) > STAND_IN_DAYS) throw refuse(accountErrors.STAND_IN_TOO_LONG, { days: STAND_IN_DAYS });
  return beginsOn;
}

/**
 * Stores who acts for whom, tells both, and writes it down. The account of the stand-in is locked by the caller.
 * @throws STAND_IN_EXISTS, ACCOUNT_DISABLED, ROLE_DUTY
 */
export async function storeStandIn(
  tx: Transaction,
  context: Context,
  { post, holder, deputy }: { post: Post; holder: Pick<Account, 'id' | 'displayName' | 'div'>; deputy: Account },
  input: StandInInput & { kind: StandIn['kind'] },
): Promise<void> {
  const beginsOn = requireFewDays(context, input);
  if (deputy.disabledAt) throw refuse(accountErrors.ACCOUNT_DISABLED, { account: deputy.name });
  const duty = roleOf(post.role)?.duty ?? post.duty;
  if (deputy.duty !== duty) throw refuse(accountErrors.STAND_IN_DUTY, { account: deputy.displayName });
  if (await overlaps(tx, post.id, deputy.id, beginsOn, input.endsOn)) throw refuse(accountErrors.STAND_IN_EXISTS, { account: deputy.displayName });
  const id = await nextRecordId(tx, districtOf(post.div));
  const { kind, endsOn, reason } = input;
  const [verbs, classes] = [[...new Set(input.verbs)], [...new Set(input.classes)]];
  await insertStandIn(tx, {
    id,
    postId: post.id,
    accountId: deputy.id,
    kind,
    verbs,
    classes,
    beginsOn,
    endsOn,
    reason,
    madeAt: context.now,
    madeBy: context.actor.id,
  });
  const role = ROLES[post.role as keyof typeof ROLES].name;
  const body = `${dayInWords(beginsOn)}至${dayInWords(addDays(endsOn, -1))}，${deputy.displayName}可以代${holder.displayName}行使“${role}”的部分或全部权限。理由：${reason}`;
  await notify(tx, context, { accounts: [holder.id, deputy.id] }, 'standIn', body);
  const details = { standIn: id, kind, post: post.id, role: post.role, deputy: deputy.id, beginsOn, endsOn, reason, verbs: verbs.join('、') };
  await auditAccount(tx, context, 'stand-in.made', holder, details);
}
