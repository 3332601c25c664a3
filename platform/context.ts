import type { Day } from '#shared/day.ts';
import type { Actor } from './access/actor.ts';
import type { Clock } from './clock/clock.ts';
import type { SignInSettings } from './config/sign-in-settings.ts';
import type { SignInAdapters } from './identity/create-adapters.ts';
import type { CodeMessages } from './notify/code-messages.ts';
import type { PersonalDataCipher } from './crypto/personal-data-cipher.ts';
import type { Database } from './db/database.ts';
import type { ReadReplica } from './replica/read-replica.ts';
import type { Files } from './files/files.ts';
import type { FactExchange } from './facts/fact-exchange.ts';
import type { Outgoing } from './outgoing/outgoing.ts';

/** What the composition root hands to every use case. */
export interface Platform {
  db: Database;
  /** the same data through the role of the public pages, which sees what is published for them */
  portalDb: Database;
  /** holds together what lies on several shards, for the readings of a request that writes besides; without it `db` is asked */
  gathered?: Database | undefined;
  /** answers readings that may lag; nothing without one */
  replica?: ReadReplica | undefined;
  clock: Clock;
  cipher: PersonalDataCipher;
  facts: FactExchange;
  /** attachments of records */
  files: Files;
  /** the only door to other systems */
  outgoing: Outgoing;
  signIn: SignInSettings;
  /** single-use codes to telephones */
  messages: CodeMessages;
  /** single sign-on, by id of the provider */
  identities: SignInAdapters;
}

/** One use case: who asks, when, and with what means. Time is read once, so a use case sees one instant. */
export interface Context {
  platform: Platform;
  actor: Actor;
  now: Date;
  /** the calendar day in China */
  today: Day;
  requestId: string;
  /** network address or `cli` */
  origin: string;
}
