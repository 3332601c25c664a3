import { readFileSync } from 'node:fs';
import type { OperationMeans } from '#modules/operations/server/index.ts';
import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { getLastCheck } from '#modules/indicators/server/public.ts';
import { grantsOf } from '#platform/access/actor.ts';
import type { Config } from '#platform/config/config.ts';
import type { Context } from '#platform/context.ts';
import { readAllowedOrigins } from '#platform/outgoing/allowed-origins.ts';
import { codeOf } from '#shared/division-code.ts';
import { JOB_PLAN } from './job-plan.ts';

/** Where this installation lies, for watching it. */
export interface Installation {
  dataFolder: string;
  /** our own address and those of other systems whose certificates run out */
  httpsOrigins: readonly string[];
}

/** For a server that nobody told where it lies. */
export const ELSEWHERE: Installation = { dataFolder: '/', httpsOrigins: [] };

export const VERSION = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

export function installationOf({ dataFolder, signIn, outgoingAllow }: Config): Installation {
  const issuers = signIn.identityProviders.flatMap((provider) => ('issuer' in provider ? [provider.issuer] : []));
  const addresses = [signIn.address, ...issuers, signIn.smsGateway?.url, ...readAllowedOrigins(outgoingAllow)];
  const origins = addresses.flatMap((address) => (address?.startsWith('https:') ? [new URL(address).origin] : []));
  return { dataFolder, httpsOrigins: [...new Set(origins)] };
}

/** What the operations page is told about the whole product. */
export function operationMeansOf({ dataFolder, httpsOrigins }: Installation): OperationMeans {
  return {
    jobs: Object.entries(JOB_PLAN).map(([name, plan]) => ({ name, ...plan })),
    version: VERSION,
    dataFolder,
    httpsOrigins,
    lastCheck: lastCheckOfAll,
  };
}

/** Who looks after the machine may know whether the counters hold, whatever other rights there are. */
async function lastCheckOfAll(context: Context): ReturnType<OperationMeans['lastCheck']> {
  const check = await getLastCheck({ ...context, actor: { ...context.actor, grants: grantsOf(['indicator.check']) } });
  if (!check) return null;
  const keys = [...new Set(check.drift.map(({ division }) => Number(division)))];
  const paths = await getDivisionPaths(context.platform.db, keys);
  return { ...check, places: keys.map((key) => paths.get(key)?.path.join('') ?? codeOf(key)) };
}
