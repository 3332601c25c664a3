import { rm } from 'node:fs/promises';
import type { Clock } from '#platform/clock/clock.ts';
import { fixedClock, systemClock } from '#platform/clock/clock.ts';
import { prepareMonths } from '#platform/audit/audit-months.ts';
import type { Config } from '#platform/config/config.ts';
import type { Platform } from '#platform/context.ts';
import { createFiles } from '#platform/files/files.ts';
import { createScanner, createStorage } from '#platform/files/create-storage.ts';
import { learnKeys, REFRESH_MS } from '#platform/crypto/data-keys.ts';
import { readOrMakeMasterKey } from '#platform/crypto/master-key.ts';
import { nextKeyFile } from '#platform/crypto/master-key-files.ts';
import { followMasterKey, openCipher } from '#platform/crypto/open-cipher.ts';
import type { PersonalDataCipher } from '#platform/crypto/personal-data-cipher.ts';
import type { Connection, Database } from '#platform/db/database.ts';
import { type OpenDatabases, openDatabases } from '#platform/db/open-databases.ts';
import type { ServingLimits } from '#platform/db/serving-limits.ts';
import { type ReadReplica, watchReplica } from '#platform/replica/read-replica.ts';
import { readAllowedOrigins } from '#platform/outgoing/allowed-origins.ts';
import { createOutgoing } from '#platform/outgoing/outgoing.ts';
import { hasDemonstrationPosts } from '#modules/accounts/server/public.ts';
import { createSignInAdapters } from '#platform/identity/create-adapters.ts';
import type { CodeMessages } from '#platform/notify/code-messages.ts';
import { createDemonstrationMessages } from '#platform/notify/demonstration-messages.ts';
import { createSmsGatewayMessages } from '#platform/notify/sms-gateway-messages.ts';
import type { Outgoing } from '#platform/outgoing/outgoing.ts';
import { createProductFacts } from './facts.ts';

/** The product's means, opened once by each process: server, command line, background jobs. */
export interface RunningPlatform {
  platform: Platform;
  /** the owner's connection, for restore and bulk maintenance */
  owner: Connection;
  /** the same for background work of a server, which may keep the database longer than a request */
  background: { platform: Platform; owner: Connection };
  config: Config;
  /** true when this start made the master key: people must be told to keep a copy */
  masterKeyCreated: boolean;
  /** migrations that this start applied; all of them on a new database */
  appliedMigrations: string[];
  /** for a server: the embedded engine is started again when it dies. @returns stops watching */
  keepDatabaseRunning(): () => Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the databases (starting the embedded engine or joining it), brings them to this version and puts the means together.
 * Close it at the end: the last process out stops the embedded engine.
 * @param limits for a server: how long a request and a job may keep the database
 */
export async function createPlatform(config: Config, limits?: ServingLimits): Promise<RunningPlatform> {
  const outgoing = createOutgoing({ allowed: readAllowedOrigins(config.outgoingAllow) });
  const { key, created } = await readOrMakeMasterKey(config.keyFile);
  const databases = await openDatabases(config, limits);
  let cipher: PersonalDataCipher;
  try {
    cipher = await openCipher(databases.application, key, config.keyFile);
    await prepareMonths(databases.application, clockOf(config).now());
    await learnKeys(databases.application, cipher, clockOf(config).now());
  } catch (error) {
    await databases.close();
    // a key made a moment ago in place of a lost one would hide the loss
    if (created) await rm(config.keyFile);
    throw error;
  }
  const replica = watch(databases, config);
  const refreshing = refreshKeys(databases.application, cipher, config);
  const platform: Platform = {
    db: databases.application,
    portalDb: databases.portal,
    replica,
    clock: clockOf(config),
    cipher,
    facts: createProductFacts(),
    files: createFiles({ storage: createStorage(config.files), scanner: createScanner(config.files) }),
    outgoing,
    signIn: config.signIn,
    messages: messagesOf(config, databases.application, outgoing),
    identities: createSignInAdapters(config.signIn.identityProviders, outgoing, () => clockOf(config).now()),
  };
  return {
    platform,
    owner: databases.owner,
    background: { platform: { ...platform, db: databases.background }, owner: limits ? { ...databases.owner, limits: limits.jobs } : databases.owner },
    config,
    masterKeyCreated: created,
    appliedMigrations: databases.appliedMigrations,
    keepDatabaseRunning: () => databases.keepRunning(),
    async close() {
      clearInterval(refreshing);
      await replica?.stop();
      await databases.close();
    },
  };
}

function watch({ replica }: OpenDatabases, { replicaLagSeconds }: Config): ReadReplica | undefined {
  return replica && watchReplica(replica, { mostLagMs: replicaLagSeconds * 1000, say: (line) => void process.stderr.write(`${line}\n`) });
}

/** A key that another process announces is known here before anybody writes with it; a database that is away is asked again. */
function refreshKeys(db: Database, cipher: PersonalDataCipher, config: Config): NodeJS.Timeout {
  const refresh = async () => {
    const missed = await followMasterKey(db, cipher, config.keyFile);
    if (missed !== undefined) process.stderr.write(`主密钥已更换，这台机器上没有新的一把（编号 ${missed}）。请把它复制为 ${nextKeyFile(config.keyFile)}。\n`);
    await learnKeys(db, cipher, clockOf(config).now());
  };
  return setInterval(() => void refresh().catch(() => undefined), REFRESH_MS).unref();
}

function clockOf(config: Config): Clock {
  return config.fixedNow ? fixedClock(config.fixedNow) : systemClock;
}

/** Without a gateway, codes are shown at the terminal while there is demonstration data, and nowhere otherwise. */
function messagesOf({ signIn }: Config, db: Database, outgoing: Outgoing): CodeMessages {
  if (signIn.smsGateway) return createSmsGatewayMessages(signIn.smsGateway, outgoing);
  return createDemonstrationMessages(
    () => hasDemonstrationPosts(db),
    (line) => void process.stderr.write(`${line}\n`),
  );
}
