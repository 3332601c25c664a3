import type { Command } from 'commander';
import { resetFactorLocally } from '#modules/accounts/server/public.ts';
import { requireOperator } from '../command-options.ts';
import { print } from '../print.ts';
import { type Options, plainly, withCommonOptions } from '../run-command.ts';
import { inSession } from '../session.ts';

export function addAccountResetFactor(account: Command): void {
  withCommonOptions(account.command('reset-factor'))
    .description('解除一个账号的身份验证器：手机和恢复码都丢失，又没有两位管理员可办理时使用')
    .argument('<账号>', '账号名')
    .action(plainly<[string]>(reset));
}

async function reset(options: Options, name: string): Promise<void> {
  requireOperator(options, 'account reset-factor');
  await inSession(options, async ({ context }) => {
    await resetFactorLocally(context, name);
    await print(
      { document: { account: name, reset: true }, lines: [`账号“${name}”的身份验证器已解除，登录已退出；下次登录时重新设置。`] },
      options.json === true,
    );
  });
}
