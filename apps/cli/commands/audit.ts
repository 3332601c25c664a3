import type { Command } from 'commander';
import { audit } from '#platform/audit/audit.ts';
import { encodeAuditKey } from '#platform/audit/audit-key-file.ts';
import { monthOf } from '#platform/audit/audit-months.ts';
import { headsFileOf, headsNow } from '#platform/audit/daily-root.ts';
import { exportTrail } from '#platform/audit/export-trail.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { isDay } from '#shared/day.ts';
import { requireOperator } from '../command-options.ts';
import { commandErrors } from '../errors.ts';
import { withFileErrors, writePieces } from '../files.ts';
import { writeFile } from 'node:fs/promises';
import { answering, type Options, withCommonOptions } from '../run-command.ts';

/** `wotu audit export|heads|key`: what another machine needs to check the trail. */
export function addAudit(program: Command): void {
  const group = program.command('audit').description('审计记录');
  withCommonOptions(group.command('export'))
    .description('把审计记录导出到文件，可在别的电脑上用 wotu verify --audit 核对')
    .argument('<文件>', '导出文件')
    .option('--from <月份>', '从哪个月（默认最早），如 2023-01')
    .option('--to <月份>', '到哪个月（默认本月）')
    .action(
      answering<[string]>(async ({ context }, options, file) => {
        requireOperator(options, 'audit export');
        const months = { from: monthOption(options, 'from', '1900-01-01'), to: monthOption(options, 'to', monthOf(context.now)) };
        await writePieces(file, asBytes(exportTrail(context, months)));
        await note(context, 'audit.exported', months);
        return { document: { file, ...months }, lines: [`审计记录已导出到 ${file}。`] };
      }),
    );
  withCommonOptions(group.command('heads'))
    .description('把此刻各条审计链的链头导出到文件，请存到平台之外')
    .argument('<文件>', '链头文件')
    .action(
      answering<[string]>(async ({ context }, options, file) => {
        requireOperator(options, 'audit heads');
        const heads = await headsNow(context);
        await withFileErrors(file, () => writeFile(file, headsFileOf(heads).text));
        await note(context, 'audit.heads-exported', { root: heads.root });
        return {
          document: { file, day: heads.day, root: heads.root, chains: heads.heads.size },
          lines: [`${heads.heads.size} 条链的链头已导出到 ${file}。`, `根：${heads.root}`],
        };
      }),
    );
  withCommonOptions(group.command('key'))
    .description('导出只用于核对审计记录的密钥（不能解密个人信息）')
    .argument('<文件>', '密钥文件')
    .action(
      answering<[string]>(async ({ context }, options, file) => {
        requireOperator(options, 'audit key');
        await withFileErrors(file, () => writeFile(file, encodeAuditKey(context.platform.cipher.auditKey), { mode: 0o600 }));
        await note(context, 'audit.key-exported', {});
        return { document: { file }, lines: [`审计密钥已写入 ${file}。请妥善保管：持有它的人能伪造审计记录。`] };
      }),
    );
}

function monthOption(options: Options, name: 'from' | 'to', otherwise: string): string {
  const value = options[name] as string | undefined;
  if (value === undefined) return otherwise;
  if (!isDay(`${value}-01`)) throw refuse(commandErrors.OPTION_INVALID, { option: `--${name}`, value, expected: '应为月份，如 2023-01' });
  return `${value}-01`;
}

async function* asBytes(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(line);
}

function note(context: Context, action: string, details: Record<string, string>): Promise<void> {
  return inTransaction(context.platform.db, (tx) => audit(tx, context, { action, subject: { type: 'audit', id: 'trail', district: 0 }, details }));
}
