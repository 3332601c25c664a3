import { accessErrors } from '#platform/access/errors.ts';
import { can } from '#platform/access/jurisdiction.ts';
import { findDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { DATA_CLASS_NAMES, type DataClass } from '#shared/data-class.ts';
import { districtOf, isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import type { LiveSession } from '../authenticator.ts';
import { notify } from '../notice-store.ts';
import { administratorsNear } from '../recipients.ts';
import { insertRequest } from '../temporary-access-store.ts';

export interface AccessRequest {
  /** 12-digit code of a division outside the own jurisdiction */
  division: string;
  verbs: readonly string[];
  classes: readonly DataClass[];
  hours: number;
  reason: string;
}

/**
 * Asks to use rights of one's own post over a division outside it, for some hours. Nobody takes it without being given:
 * there is no way in for emergencies but another person's decision, which takes minutes, is noticed there and audited.
 * @throws STAND_IN_NO_FURTHER, POST_NOT_FOUND, STAND_IN_ADMINISTRATOR, PERMISSION_MISSING, DATA_CLASS_MISSING, ACCESS_DIVISION, ACCESS_OPEN
 */
export async function requestAccess(context: Context, session: LiveSession, input: AccessRequest): Promise<number> {
  const { actor } = context;
  const { post } = session;
  if (session.borrowed || actor.borrowed) throw refuse(accountErrors.STAND_IN_NO_FURTHER);
  if (!post) throw refuse(accountErrors.POST_NOT_FOUND);
  if (session.account.duty !== 'business') throw refuse(accountErrors.STAND_IN_ADMINISTRATOR);
  for (const verb of input.verbs) if (!can(actor, verb)) throw refuse(accessErrors.PERMISSION_MISSING, { permission: verb });
  const lacking = input.classes.find((name) => input.verbs.every((verb) => !can(actor, verb, name)));
  if (lacking) throw refuse(accessErrors.DATA_CLASS_MISSING, { permission: input.verbs.join('、'), class: DATA_CLASS_NAMES[lacking] });
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const key = Number(input.division);
    const division = (await findDivisions(tx, [key])).get(key);
    const isElsewhere = division && division.validTo === null && division.level !== 'nation' && !isWithin(key, actor.range);
    if (!isElsewhere) throw refuse(accountErrors.ACCESS_DIVISION, { code: input.division });
    const id = await nextRecordId(tx, districtOf(key));
    const { hours, reason } = input;
    const [verbs, classes] = [[...new Set(input.verbs)], [...new Set(input.classes)]];
    const request = {
      id,
      div: key,
      level: division.level,
      accountId: session.account.id,
      postId: post.id,
      verbs,
      classes,
      hours,
      reason,
      requestedAt: context.now,
    };
    if (!(await insertRequest(tx, request))) throw refuse(accountErrors.ACCESS_OPEN, { division: division.name });
    const body = `${session.account.officeName}的${actor.name}申请在${hours}小时内办理${division.name}范围内的工作，请决定。理由：${reason}`;
    await notify(tx, context, { accounts: await administratorsNear(tx, key, context.today) }, 'temporaryAccess', body);
    await auditAccount(tx, context, 'temporary-access.requested', session.account, { access: id, division: key, hours, reason, verbs: verbs.join('、') });
    return id;
  });
}
