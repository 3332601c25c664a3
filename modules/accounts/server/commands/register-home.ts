import { findDivisions, resolveDivisions } from '#modules/divisions/server/public.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { PURPOSES } from '../../contract/purposes.ts';
import { storeConsent } from '../consent-store.ts';
import { endResidence, readHats } from '../person-store.ts';
import { requirePersonLocked } from '../require-person.ts';
import { giveHat } from './give-hat.ts';

/**
 * Somebody says in which community they live, after agreeing to what is kept: the hat of a resident there, and nowhere else.
 * The same place twice changes nothing. @param code 12 digits
 * @throws PERSON_ONLY, HOME_NOT_AGREED, HOME_NOT_A_COMMUNITY
 */
export async function registerHome(context: Context, { code, agreed }: { code: string; agreed: boolean }): Promise<void> {
  if (!agreed) throw refuse(accountErrors.HOME_NOT_AGREED);
  await inTransaction(context.platform.db, async (tx) => {
    const person = await requirePersonLocked(context, tx);
    const key = (await resolveDivisions(tx, [code], context.today)).get(code)?.key;
    const home = key === undefined ? undefined : (await findDivisions(tx, [key])).get(key);
    if (home?.level !== 'community') throw refuse(accountErrors.HOME_NOT_A_COMMUNITY);
    const { version } = PURPOSES.residence.consent;
    const isNewConsent = await storeConsent(tx, {
      accountId: person.id,
      purpose: 'residence',
      textVersion: version,
      now: context.now,
      givenBy: context.actor.id,
    });
    const former = (await readHats(tx, person.id, context.today)).filter(({ hat }) => hat === 'resident');
    if (former.some(({ div }) => div !== home.key)) await endResidence(tx, person.id, context.today);
    await giveHat(tx, context, { personId: person.id, hat: 'resident', div: home.key, organizationId: null });
    if (!isNewConsent) return;
    await audit(tx, context, {
      action: 'consent.given',
      subject: { type: 'person', id: person.id, district: districtOf(home.key) },
      details: { purpose: 'residence', version },
    });
  });
}
