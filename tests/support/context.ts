import { systemActor, type Actor } from '#platform/access/actor.ts';
import { fixedClock } from '#platform/clock/clock.ts';
import { DEFAULT_SIGN_IN_SETTINGS, type SignInSettings } from '#platform/config/sign-in-settings.ts';
import type { Context } from '#platform/context.ts';
import { createPersonalDataCipher } from '#platform/crypto/personal-data-cipher.ts';
import type { Database } from '#platform/db/database.ts';
import { createFiles, type Files } from '#platform/files/files.ts';
import { NO_SCANNER } from '#platform/files/virus-scanner.ts';
import { createFactExchange, type FactExchange } from '#platform/facts/fact-exchange.ts';
import { createSignInAdapters } from '#platform/identity/create-adapters.ts';
import type { CodeMessages } from '#platform/notify/code-messages.ts';
import { createDemonstrationMessages } from '#platform/notify/demonstration-messages.ts';
import { createOutgoing, type Outgoing } from '#platform/outgoing/outgoing.ts';
import { dayInChina } from '#shared/day.ts';
import { portalOf } from './database.ts';
import { testStorage } from './files.ts';

export interface TestContextOptions {
  /** ISO instant, 2023-11-20 noon in China unless said */
  now?: string;
  actor?: Actor;
  /** through the role of the public pages of the same database, unless said */
  portalDb?: Database;
  facts?: FactExchange;
  /** on the disk of this test process, without a virus scanner */
  files?: Files;
  /** without it no other system is listed, so local ones are refused */
  outgoing?: Outgoing;
  /** the defaults, but for a second factor that nobody must have: most tests are about something else */
  signIn?: Partial<SignInSettings>;
  /** without it no codes are sent, as without gateway and demonstration data */
  messages?: CodeMessages;
}

/** The context of one use case in a test: the local operator unless said otherwise. */
export function testContext(db: Database, options: TestContextOptions = {}): Context {
  const clock = fixedClock(options.now ?? '2023-11-20T04:00:00.000Z');
  const signIn = { ...DEFAULT_SIGN_IN_SETTINGS, secondFactor: 'offered', ...options.signIn } as const;
  const outgoing = options.outgoing ?? createOutgoing({ allowed: new Set() });
  return {
    platform: {
      db,
      portalDb: options.portalDb ?? portalOf(db) ?? db,
      clock,
      cipher: createPersonalDataCipher(Buffer.alloc(32, 7)),
      facts: options.facts ?? createFactExchange([], []),
      files: options.files ?? createFiles({ storage: testStorage(), scanner: NO_SCANNER }),
      outgoing,
      signIn,
      messages:
        options.messages ??
        createDemonstrationMessages(
          async () => false,
          () => undefined,
        ),
      identities: createSignInAdapters(signIn.identityProviders, outgoing, () => clock.now()),
    },
    actor: options.actor ?? systemActor('system:cli'),
    now: clock.now(),
    today: dayInChina(clock.now()),
    requestId: 'test',
    origin: 'test',
  };
}
