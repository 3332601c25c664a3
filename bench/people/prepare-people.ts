/** Accounts, telephones and sessions for everybody, by the use cases that people go through themselves. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createPlatform } from '#apps/server/compose.ts';
import { findAccount } from '#modules/accounts/server/account-store.ts';
import { createAccount } from '#modules/accounts/server/commands/create-account.ts';
import { createOffice } from '#modules/accounts/server/commands/create-office.ts';
import { enterByPhone } from '#modules/accounts/server/commands/enter-by-phone.ts';
import { grantPost } from '#modules/accounts/server/commands/grant-post.ts';
import { requestPhoneCode } from '#modules/accounts/server/commands/request-phone-code.ts';
import { startSession } from '#modules/accounts/server/start-session.ts';
import type { RoleId } from '#modules/accounts/contract/roles.ts';
import { NOBODY, systemActor } from '#platform/access/actor.ts';
import { readConfig } from '#platform/config/config.ts';
import type { Context } from '#platform/context.ts';
import { type Database, inTransaction } from '#platform/db/database.ts';
import { dayInChina } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { type Chance, chanceOf } from './chance.ts';
import { KIND_NAMES, KINDS, type Kind, type Person } from './person.ts';

const ROLES: Partial<Record<Kind, { role: RoleId; kind: 'committee' | 'street' | 'civilAffairs'; digits: number }>> = {
  committee: { role: 'neighborhoodCommitteeStaff', kind: 'committee', digits: 12 },
  street: { role: 'streetStaff', kind: 'street', digits: 9 },
  district: { role: 'districtCivilAffairsStaff', kind: 'civilAffairs', digits: 6 },
  city: { role: 'cityCivilAffairsStaff', kind: 'civilAffairs', digits: 4 },
};

interface Home {
  /** a community with organizations that its committee keeps the ledger of */
  key: number;
  organizations: number[];
}

/** @param environment settings of the installation whose database is filled already */
export async function preparePeople(environment: Record<string, string>, count: number, seed: number): Promise<Person[]> {
  const running = await createPlatform(readConfig(environment));
  try {
    const now = new Date();
    const context = { platform: running.platform, actor: systemActor('system:cli'), now, today: dayInChina(now), requestId: randomUUID(), origin: 'bench' };
    return await new Preparation(context, chanceOf(seed)).run(count);
  } finally {
    await running.close();
  }
}

class Preparation {
  readonly #context: Context;
  readonly #chance: Chance;
  /** tells the people of one run from those of another */
  readonly #stamp: number;
  #made = 0;

  constructor(context: Context, chance: Chance) {
    this.#context = context;
    this.#chance = chance;
    this.#stamp = context.now.getTime();
  }

  async run(count: number): Promise<Person[]> {
    const homes = await readHomes(this.#context.platform.db);
    if (homes.length === 0) throw new Error('no community with organizations: fill the database first');
    const people: Person[] = [];
    const committees: { person: Person; home: Home }[] = [];
    for (const kind of KIND_NAMES.toReversed()) {
      for (let index = 0; index < Math.round(count * KINDS[kind].share); index += 1) {
        // a leader's organization lies where one of the committees is that can hand out the code
        const led = kind === 'leader' ? committees[index % committees.length] : undefined;
        const home = led?.home ?? this.#chance.one(homes);
        const person = await this.#make(kind, home);
        const organization = led?.home.organizations.pop();
        if (led && organization !== undefined) person.leads = { organization: String(organization), committee: led.person.cookie };
        if (kind === 'committee') committees.push({ person, home });
        people.push(person);
      }
    }
    return people;
  }

  async #make(kind: Kind, home: Home): Promise<Person> {
    this.#made += 1;
    const address = `10.${20 + (this.#made >> 16)}.${(this.#made >> 8) & 255}.${this.#made & 255}`;
    const role = ROLES[kind];
    if (role) {
      const place = codeOf(home.key).slice(0, role.digits).padEnd(12, '0');
      return { kind, address, place, cookie: `wotu_session=${await this.#clerk(role, place, address)}` };
    }
    const place = codeOf(home.key);
    const here = `wotu_place=${place}`;
    return { kind, address, place, cookie: kind === 'visitor' ? here : `wotu_person=${await this.#byPhone(address)}; ${here}` };
  }

  async #clerk({ role, kind }: { role: RoleId; kind: 'committee' | 'street' | 'civilAffairs' }, division: string, origin: string): Promise<string> {
    const name = `load${this.#stamp}n${this.#made}`;
    const officeId = await createOffice(this.#context, { name: `压测单位${name}`, kind, division });
    const { id } = await createAccount(this.#context, { officeId, name, displayName: name, duty: 'business' });
    await grantPost(this.#context, id, { role, division });
    const { db } = this.#context.platform;
    const account = await findAccount(db, id);
    if (!account) throw new Error('the account is not there');
    const own = { ...this.#context, origin };
    // the hashing of passwords is not what this bench looks at
    const { token } = await inTransaction(db, (tx) => startSession(tx, own, account, { userAgent: 'bench', formerToken: null }, 'password'));
    return token;
  }

  async #byPhone(origin: string): Promise<string> {
    const phone = `19${String((Math.floor(this.#stamp / 1000) % 500_000) * 2000 + this.#made).padStart(9, '0')}`;
    let code = '';
    const messages = { isOpen: async () => true, sendCode: async (message: { code: string }) => void (code = message.code) };
    const stranger = { ...this.#context, actor: NOBODY, origin, platform: { ...this.#context.platform, messages } };
    await (await requestPhoneCode(stranger, phone)).sent;
    const { token } = await enterByPhone(stranger, { phone, code, agreed: true }, { userAgent: 'bench', formerToken: null });
    return token;
  }
}

/** Communities all over what is loaded that lie in a county of a city, each with a few organizations that stand in the ledger only and nobody has claimed. */
async function readHomes(db: Database): Promise<Home[]> {
  const { rows } = await sql<Home>`
    select div as key, (array_agg(id order by id))[1:20] as organizations from organizations
    where tier = '台账' and ended_on is null and recorded_div = div and div % 1000 > 0
      and 2 = (select count(*) from divisions where key in (div / 100000000 * 100000000, div / 1000000 * 1000000) and valid_to is null and counted)
      and not exists (select from filing_claims c where c.organization_id = organizations.id)
    group by div having count(*) >= 3 order by hashint8(div) limit 2000`.execute(db);
  return rows;
}
