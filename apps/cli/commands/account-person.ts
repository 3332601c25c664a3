import type { Command } from 'commander';
import { setPersonClosed } from '#modules/accounts/server/public.ts';
import { requireOperator } from '../command-options.ts';
import { print } from '../print.ts';
import { type Options, plainly, withCommonOptions } from '../run-command.ts';
import { inSession } from '../session.ts';

export function addAccountPerson(account: Command): void {
  withCommonOptions(account.command('person'))
    .description('停用（或加 --reopen 恢复）一个用手机号登录的个人账号，其登录立即退出')
    .argument('<手机号>', '11 位手机号')
    .option('--reopen', '恢复')
    .action(plainly<[string]>(setClosed));
}

async function setClosed(options: Options, phone: string): Promise<void> {
  requireOperator(options, 'account person');
  const closed = options['reopen'] !== true;
  await inSession(options, async ({ context }) => {
    await setPersonClosed(context, phone, closed);
    await print({ document: { closed }, lines: [closed ? '个人账号已停用，登录已退出。' : '个人账号已恢复。'] }, options.json === true);
  });
}
