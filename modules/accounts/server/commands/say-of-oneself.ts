import { findDivisions, resolveDivisions } from '#modules/divisions/server/public.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { PURPOSES } from '../../contract/purposes.ts';
import { storeConsent } from '../consent-store.ts';
import { forgetHat, readHats } from '../person-store.ts';
import { requirePersonLocked } from '../require-person.ts';
import { giveHat } from './give-hat.ts';

/** What a person says of themself, with the consent it rests on. */
const SAID = { residence: 'resident', partyMember: 'partyMember' } as const;

/**
 * Somebody says what they are in which community, after agreeing to what is kept: the hat there, and nowhere else. The same place
 * twice changes nothing. @throws PERSON_ONLY, HOME_NOT_A_COMMUNITY
 */
async function say(context: Context, purpose: keyof typeof SAID, code: string): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    const person = await requirePersonLocked(context, tx);
    const key = (await resolveDivisions(tx, [code], context.today)).get(code)?.key;
    const place = key === undefined ? undefined : (await findDivisions(tx, [key])).get(key);
    if (place?.level !== 'community') throw refuse(accountErrors.HOME_NOT_A_COMMUNITY);
    const { version } = PURPOSES[purpose].consent;
    const isNewConsent = await storeConsent(tx, { accountId: person.id, purpose, textVersion: version, now: context.now, givenBy: context.actor.id });
    const hat = SAID[purpose];
    const former = (await readHats(tx, person.id, context.today)).filter((one) => one.hat === hat);
    if (former.some(({ div }) => div !== place.key)) await forgetHat(tx, person.id, hat);
    await giveHat(tx, context, { personId: person.id, hat, div: place.key, organizationId: null });
    if (!isNewConsent) return;
    await audit(tx, context, {
      action: 'consent.given',
      subject: { type: 'person', id: person.id, district: districtOf(place.key) },
      details: { purpose, version },
    });
  });
}

/** In which community somebody lives. @param code 12 digits @throws PERSON_ONLY, HOME_NOT_AGREED, HOME_NOT_A_COMMUNITY */
export async function registerHome(context: Context, { code, agreed }: { code: string; agreed: boolean }): Promise<void> {
  if (!agreed) throw refuse(accountErrors.HOME_NOT_AGREED);
  await say(context, 'residence', code);
}

/**
 * That somebody is a member of the Communist Party, as they say themself (SZ-D41, SZ L30); nobody checks it, so that no office keeps a
 * list of it. @param code 12 digits @throws PERSON_ONLY, PARTY_NOT_AGREED, HOME_NOT_A_COMMUNITY
 */
export async function registerPartyMember(context: Context, { code, agreed }: { code: string; agreed: boolean }): Promise<void> {
  if (!agreed) throw refuse(accountErrors.PARTY_NOT_AGREED);
  await say(context, 'partyMember', code);
}
