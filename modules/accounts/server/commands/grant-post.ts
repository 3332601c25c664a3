import type { Division } from '#modules/divisions/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, LEVEL_NAMES, NATION_KEY } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { DUTY_NAMES, grantableBy, type Role, type RoleId, ROLES } from '../../contract/roles.ts';
import { auditAccount } from '../account-events.ts';
import type { Account } from '../account-store.ts';
import { insertPost } from '../post-store.ts';
import { requireOthersAccount } from '../require-account.ts';
import { requireDivision } from '../require-division.ts';

export interface NewPostInput {
  role: RoleId;
  /** 12-digit code of the division that the post is responsible for */
  division: string;
  /** today unless said */
  beginsOn?: Day | undefined;
  /** first day on which it is no longer held */
  endsOn?: Day | undefined;
}

/**
 * Gives an account a role over a division and everything below it. Nobody grants what is not theirs to grant, outside
 * their branch, or to themselves; duties of administrators exclude each other.
 * @throws ACCOUNT_NOT_FOUND, ACCOUNT_OWN, ACCOUNT_DISABLED, ROLE_NOT_GRANTABLE, ROLE_DUTY, ROLE_LEVEL, ROLE_BRANCH_OWN, OFFICE_OUTSIDE, POST_DAYS
 */
export async function grantPost(context: Context, accountId: number, input: NewPostInput): Promise<void> {
  requirePermission(context.actor, 'security.manage');
  const role = ROLES[input.role];
  if (!grantableBy(context.actor.grants).includes(input.role)) throw refuse(accountErrors.ROLE_NOT_GRANTABLE, { role: role.name });
  const beginsOn = input.beginsOn ?? context.today;
  const endsOn = input.endsOn ?? null;
  if (endsOn !== null && endsOn <= beginsOn) throw refuse(accountErrors.POST_DAYS, { begins: beginsOn, ends: endsOn });
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const division = await requireDivision(context, input.division);
    const account = await requireOthersAccount(context, tx, accountId);
    refuseUnfit(context, account, role, division);
    const id = await nextRecordId(tx, districtOf(division.key));
    await insertPost(tx, {
      id,
      accountId,
      duty: account.duty,
      officeId: account.officeId,
      role: input.role,
      div: division.key,
      level: division.level,
      beginsOn,
      endsOn,
      grantedAt: context.now,
      grantedBy: context.actor.id,
    });
    await auditAccount(tx, context, 'post.granted', account, { post: id, role: input.role, division: division.key, beginsOn, endsOn });
  });
}

function refuseUnfit({ actor }: Context, account: Account, role: Role, division: Division): void {
  if (account.disabledAt) throw refuse(accountErrors.ACCOUNT_DISABLED, { account: account.name });
  if (role.duty !== account.duty) throw refuse(accountErrors.ROLE_DUTY, { account: account.name, duty: DUTY_NAMES[account.duty], role: role.name });
  if (!mayStandAt(role, division)) throw refuse(accountErrors.ROLE_LEVEL, { role: role.name, level: LEVEL_NAMES[division.level] });
  // nobody stands above the whole tree, so its administrators are set up on their own level
  const isOwnLevel = division.key === actor.division && division.level === actor.divisionLevel && division.key !== NATION_KEY;
  if (role.duty !== 'business' && isOwnLevel) throw refuse(accountErrors.ROLE_BRANCH_OWN, { role: role.name });
}

/** A city without counties is a county's equal as well. */
function mayStandAt(role: Role, division: Division): boolean {
  return role.levels.includes(division.level) || (division.alsoCounty && role.levels.includes('county'));
}
