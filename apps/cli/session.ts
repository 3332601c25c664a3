import { randomUUID } from 'node:crypto';
import { createPlatform, type RunningPlatform } from '#apps/server/compose.ts';
import { findActorByAccount } from '#modules/accounts/server/public.ts';
import { loadRuleSets } from '#modules/filings/server/public.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { type Actor, systemActor } from '#platform/access/actor.ts';
import { type Config, readConfig } from '#platform/config/config.ts';
import type { Context, Platform } from '#platform/context.ts';
import type { ServingLimits } from '#platform/db/serving-limits.ts';
import { dayInChina } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { commandErrors } from './errors.ts';
import type { CommonOptions } from './command-options.ts';
import { say } from './print.ts';

/** One run of a command: the opened platform and who acts. */
export interface Session {
  running: RunningPlatform;
  context: Context;
  /** progress for people, on standard error */
  say(text: string): void;
}

/**
 * Opens the platform for one piece of work and closes it again, whatever happens. A new database gets its tables, the
 * plans and the rule sets, and nothing else.
 */
export async function inSession<T>(options: CommonOptions, work: (session: Session) => Promise<T>, limits?: (config: Config) => ServingLimits): Promise<T> {
  const config = readConfig(process.env, options.data);
  const running = await createPlatform(config, limits?.(config));
  try {
    if (running.masterKeyCreated) say(`已生成主密钥：${config.keyFile}。请另存一份到安全的地方；丢失后，加密的身份证号和电话无法恢复。`);
    const operator = contextOf(running.platform, systemActor('system:cli'));
    await loadPlanFiles(operator);
    await loadRuleSets(operator);
    const context = options.as === undefined ? operator : contextOf(running.platform, await actorOf(operator, options.as));
    return await work({ running, context, say });
  } finally {
    await running.close();
  }
}

function contextOf(platform: Platform, actor: Actor): Context {
  const now = platform.clock.now();
  return { platform, actor, now, today: dayInChina(now), requestId: randomUUID(), origin: 'cli' };
}

async function actorOf({ platform, now }: Context, account: string): Promise<Actor> {
  const actor = await findActorByAccount(platform.db, account, now);
  if (!actor) throw refuse(commandErrors.ACCOUNT_UNKNOWN, { account });
  return actor;
}
