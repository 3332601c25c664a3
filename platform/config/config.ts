import path from 'node:path';
import { type FileSettings, fileSettingsOf } from './file-settings.ts';
import { checkSettings } from './settings.ts';
import { readSignInSettings, type SignInSettings } from './sign-in-settings.ts';

export interface Config {
  /** folder of the embedded database, keys and files */
  dataFolder: string;
  /** a PostgreSQL server instead of the embedded engine; the login owns the tables */
  databaseUrl: string | undefined;
  /** another login for the application; without it the owner's login takes the role `wotu_app` */
  applicationUrl: string | undefined;
  /** another login for the public portal; without it the owner's login takes the role `wotu_portal` */
  portalUrl: string | undefined;
  /** a streaming standby that answers readings which may lag */
  replicaUrl: string | undefined;
  /** of the owner of a copy that gathers all shards */
  gatherUrl: string | undefined;
  /** older than this it answers nobody */
  replicaLagSeconds: number;
  /** false behind a pooler that does not carry prepared statements from one transaction to the next */
  namedStatements: boolean;
  /** a statement of a request is ended after it; the command line's may take its time */
  statementSeconds: number;
  /** the same for background work */
  jobStatementSeconds: number;
  /** connections of one process for requests of the console and the interface */
  databaseConnections: number;
  /** file that holds the master key, else `<dataFolder>/keys/master` */
  keyFile: string;
  /** how people sign in, from the file `WOTU_SIGN_IN_FILE` */
  signIn: SignInSettings;
  /** `WOTU_NOW`: an ISO instant that stands for now, for demonstrations and tests of the command line */
  fixedNow: string | undefined;
  /** `WOTU_OUTGOING_ALLOW`: origins that may be called although they are private, without TLS or on an unusual port */
  outgoingAllow: string | undefined;
  /** `WOTU_AUDIT_DAYS`: how many days the audit trail is kept, whole months at a time */
  auditDays: number;
  /** `WOTU_TRUSTED_PROXIES`: reverse proxies whose word about the sender of a request is believed */
  trustedProxies: readonly string[];
  /** `WOTU_TRACES`: where traces go and what share of requests is followed; none without it */
  traces: { collector: URL; share: number } | undefined;
  /** where attachments lie */
  files: FileSettings;
}

/**
 * Reads the settings from the environment; `dataFolder` given on the command line wins.
 * @throws Error in Chinese that names every setting that will not do: a half-understood setting is no setting
 */
export function readConfig(environment: Record<string, string | undefined>, dataFolder?: string): Config {
  const { settings, problems } = checkSettings(environment);
  if (problems.length > 0) throw new Error(`设置有误，平台没有启动。请改正后再启动：\n${problems.map(({ text }) => `  ${text}`).join('\n')}`);
  const folder = path.resolve(dataFolder ?? settings.WOTU_DATA ?? 'data');
  return {
    dataFolder: folder,
    databaseUrl: settings.DATABASE_URL,
    applicationUrl: settings.WOTU_APPLICATION_URL,
    portalUrl: settings.WOTU_PORTAL_URL,
    replicaUrl: settings.WOTU_REPLICA_URL,
    gatherUrl: settings.WOTU_GATHER_URL,
    replicaLagSeconds: settings.WOTU_REPLICA_LAG,
    namedStatements: settings.WOTU_NAMED_STATEMENTS,
    statementSeconds: settings.WOTU_STATEMENT_SECONDS,
    jobStatementSeconds: settings.WOTU_JOB_STATEMENT_SECONDS,
    databaseConnections: settings.WOTU_DATABASE_CONNECTIONS,
    keyFile: settings.WOTU_KEY_FILE ?? path.join(folder, 'keys', 'master'),
    signIn: readSignInSettings(settings.WOTU_SIGN_IN_FILE),
    fixedNow: settings.WOTU_NOW,
    outgoingAllow: settings.WOTU_OUTGOING_ALLOW,
    auditDays: settings.WOTU_AUDIT_DAYS,
    trustedProxies: settings.WOTU_TRUSTED_PROXIES,
    traces: settings.WOTU_TRACES === undefined ? undefined : { collector: new URL(settings.WOTU_TRACES), share: settings.WOTU_TRACES_PERCENT / 100 },
    files: fileSettingsOf(settings, folder),
  };
}
