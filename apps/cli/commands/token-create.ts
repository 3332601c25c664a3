import type { Command } from 'commander';
import { createToken } from '#modules/accounts/server/public.ts';
import { refuse } from '#shared/errors.ts';
import { isDay } from '#shared/day.ts';
import { commandErrors } from '../errors.ts';
import { type Options, plainly, withCommonOptions } from '../run-command.ts';
import { print } from '../print.ts';
import { inSession } from '../session.ts';

export function addTokenCreate(token: Command): void {
  withCommonOptions(token.command('create'))
    .description('为一个账号（--as）生成接口令牌，只显示这一次')
    .option('--expires <日期>', '从哪一天起失效（默认一年后），如 2024-12-31')
    .action(plainly(create));
}

/** `--as` names the account the token is for; the local operator makes it. */
async function create({ as: account, ...options }: Options): Promise<void> {
  const expires = options['expires'] as string | undefined;
  if (account === undefined) throw refuse(commandErrors.OPTION_MISSING, { option: '--as', purpose: '令牌属于哪个账号' });
  if (expires !== undefined && !isDay(expires))
    throw refuse(commandErrors.OPTION_INVALID, { option: '--expires', value: expires, expected: '应为日期，如 2024-12-31' });
  await inSession(options, async ({ context }) => {
    const created = await createToken(context, { account, expires });
    await print({ document: created, lines: [created.token] }, options.json === true);
  });
}
