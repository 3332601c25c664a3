import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import type { Hat } from '../../contract/hats.ts';
import { insertHat, lockPerson } from '../person-store.ts';

export interface HatInput {
  personId: number;
  hat: Hat;
  /** key of the community or township */
  div: number;
  /** of a leader or member */
  organizationId: number | null;
}

/**
 * Says as what a person comes, within the transaction of the act that shows it: a filing names its leader, a volunteer signs
 * up. Worn already, nothing changes. The caller has checked that the act is within the jurisdiction. @throws PERSON_NOT_FOUND
 */
export async function giveHat(tx: Transaction, context: Context, input: HatInput): Promise<void> {
  const person = await lockPerson(tx, input.personId);
  if (!person) throw refuse(accountErrors.PERSON_NOT_FOUND);
  const district = districtOf(input.div);
  const { personId: accountId, ...rest } = input;
  const hat = { id: await nextRecordId(tx, district), accountId, district, ...rest, beginsOn: context.today, givenAt: context.now, givenBy: context.actor.id };
  if (!(await insertHat(tx, hat))) return;
  await audit(tx, context, {
    action: 'person.hat-given',
    subject: { type: 'person', id: accountId, district },
    details: { hat: input.hat, division: input.div },
  });
}

/** The hat of a leader for an account, if it is a person's: staff lead by their post. */
export async function giveLeaderHat(
  tx: Transaction,
  context: Context,
  { accountId, div, organizationId }: { accountId: string; div: number; organizationId: number },
): Promise<void> {
  if (!/^\d{1,16}$/.test(accountId) || !(await lockPerson(tx, Number(accountId)))) return;
  await giveHat(tx, context, { personId: Number(accountId), hat: 'leader', div, organizationId });
}
