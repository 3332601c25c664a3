import path from 'node:path';
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
}

/** A year and a day; the law asks for six months (网络安全法 art. 23(3)). */
const AUDIT_DAYS = 366;
const AUDIT_DAYS_LEAST = 184;

/** Reads the settings from the environment; `dataFolder` given on the command line wins. */
export function readConfig(environment: Record<string, string | undefined>, dataFolder?: string): Config {
  const folder = path.resolve(dataFolder ?? environment['WOTU_DATA'] ?? 'data');
  return {
    dataFolder: folder,
    databaseUrl: environment['DATABASE_URL'] || undefined,
    applicationUrl: environment['WOTU_APPLICATION_URL'] || undefined,
    portalUrl: environment['WOTU_PORTAL_URL'] || undefined,
    keyFile: path.resolve(environment['WOTU_KEY_FILE'] ?? path.join(folder, 'keys', 'master')),
    signIn: readSignInSettings(environment['WOTU_SIGN_IN_FILE']),
    fixedNow: readInstant(environment['WOTU_NOW']),
    outgoingAllow: environment['WOTU_OUTGOING_ALLOW'] || undefined,
    auditDays: readAuditDays(environment['WOTU_AUDIT_DAYS']),
  };
}

/** @throws when the text is no instant: a wrong clock must not go unnoticed */
function readInstant(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (Number.isNaN(Date.parse(text))) throw new Error(`WOTU_NOW 的值“${text}”不是时刻，请写成 2023-11-20T12:00:00+08:00 这样的形式。`);
  return text;
}

/** @throws when the text is no number of days, or fewer than the law allows */
function readAuditDays(text: string | undefined): number {
  if (!text) return AUDIT_DAYS;
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < AUDIT_DAYS_LEAST)
    throw new Error(
      `WOTU_AUDIT_DAYS 的值“${text}”不行：审计记录至少保存 ${AUDIT_DAYS_LEAST} 天（网络安全法要求不少于六个月）。请填不小于 ${AUDIT_DAYS_LEAST} 的天数。`,
    );
  return days;
}
