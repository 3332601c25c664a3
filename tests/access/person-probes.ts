/** Persons of the public pages: codes, sessions and hats that have ended, and the telephone in stars. */
import { sql } from 'kysely';
import { endPersonSession, enterByPhone, findPersonVisit, requestPhoneCode, setPersonClosed } from '#modules/accounts/server/public.ts';
import { readHats } from '#modules/accounts/server/person-store.ts';
import { giveHat } from '#modules/accounts/server/commands/give-hat.ts';
import { NOBODY } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { digestOfToken } from '#platform/auth/secret-token.ts';
import { inTransaction } from '#platform/db/database.ts';
import { addDays } from '#shared/day.ts';
import { differs, outcomeOf } from './asking.ts';
import type { House } from './open-house.ts';
import { SHUBEI } from './places.ts';
import type { Probe } from './probes.ts';

const HOUR = 3_600_000;

async function wrongWithPersons(house: House): Promise<string[]> {
  let code = '';
  const messages = { isOpen: async () => true, sendCode: async (message: { code: string }) => void (code = message.code) };
  const at = (hours: number): Context => ({
    ...house.operator,
    actor: NOBODY,
    origin: '10.9.8.7',
    now: new Date(house.operator.now.getTime() + hours * HOUR),
    platform: { ...house.operator.platform, messages },
  });
  const ask = async (phone: string, hours: number) => (await requestPhoneCode(at(hours), phone)).sent;
  const enter = (phone: string, hours: number) =>
    enterByPhone(at(hours), { phone, code, agreed: true }, { userAgent: 'test', formerToken: null }).then(({ token }) => token);
  await ask('13700137001', 0);
  const wrong = differs('a code an hour later', await outcomeOf(enter('13700137001', 1)), 'PHONE_CODE_WRONG');
  await ask('13700137001', 2);
  const token = await enter('13700137001', 2);
  await ask('13700137002', 2);
  const other = await findPersonVisit(at(2), await enter('13700137002', 2));
  const visit = await findPersonVisit(at(2), token);
  if (!visit || !other) throw new Error('nobody came in');
  await inTransaction(house.db, (tx) => giveHat(tx, house.operator, { personId: visit.id, hat: 'resident', div: Number(SHUBEI.code), organizationId: null }));
  await sql`update person_hats set ends_on = ${addDays(at(2).today, 1)}::date where account_id = ${visit.id}`.execute(house.owner);
  const tomorrow = { ...at(2), today: addDays(at(2).today, 1) };
  wrong.push(...differs('the telephone', visit.maskedPhone, '137****7001'));
  wrong.push(...differs('hats worn', (await findPersonVisit(at(2), token))?.hats.length, 1));
  wrong.push(...differs('hats that ended', (await findPersonVisit(tomorrow, token))?.hats, []));
  wrong.push(...differs('another’s session', await outcomeOf(endPersonSession(at(2), other, visit.sessionId)), 'SESSION_NOT_FOUND'));
  await inTransaction(house.db, (tx) => giveHat(tx, house.operator, { personId: visit.id, hat: 'volunteer', div: Number(SHUBEI.code), organizationId: null }));
  wrong.push(...differs('hats of somebody else', await readHats(house.db, other.id, at(2).today), []));
  wrong.push(...differs('a session left idle', await findPersonVisit(at(3), token), undefined));
  await sql`update sessions set seen_at = ${at(24 * 400).now.toISOString()}::timestamptz where account_id = ${visit.id}`.execute(house.owner);
  wrong.push(...differs('a session that ran out', await findPersonVisit(at(24 * 400), token), undefined));
  await setPersonClosed(house.operator, '13700137001', true);
  // as if the account were closed while its session was being opened
  await sql`insert into sessions (id, token_digest, account_id, post_id, started_at, seen_at, expires_at, origin, user_agent, awaits_code)
    select 'closed', ${digestOfToken('closed')}, ${visit.id}, null, ${at(4).now.toISOString()}::timestamptz, ${at(4).now.toISOString()}::timestamptz, ${at(5).now.toISOString()}::timestamptz, '', '', false`.execute(
    house.owner,
  );
  wrong.push(...differs('a closed person', await findPersonVisit(at(4), 'closed'), undefined));
  return wrong;
}

export function personProbes(): Probe[] {
  return [{ name: 'persons', changes: true, run: wrongWithPersons }];
}
