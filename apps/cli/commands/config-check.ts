import type { Command } from 'commander';
import { checkInstallation, type SettingsFinding } from '#apps/server/check-settings.ts';
import { requireOperator } from '../command-options.ts';
import { print } from '../print.ts';
import { plainly, withCommonOptions } from '../run-command.ts';

const MARKS: Record<SettingsFinding['state'], string> = { good: '✓', warning: '！', wrong: '✗' };

/** `wotu config check`: everything a start would complain about, and what it would not notice, without starting. */
export function addConfigCheck(group: Command): void {
  withCommonOptions(group.command('check'))
    .description('检查设置、数据文件夹、主密钥文件和数据库账号，不启动、不改动任何东西')
    .action(
      plainly(async (options) => {
        requireOperator(options, 'config check');
        const findings = await checkInstallation(process.env, options.data);
        const refused = findings.some(({ state }) => state === 'wrong');
        const lines = findings.map(({ state, text }) => `${MARKS[state]} ${text}`);
        await print({ document: { ok: !refused, findings }, lines, refused }, options.json === true);
      }),
    );
}
