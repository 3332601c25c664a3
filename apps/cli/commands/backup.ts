import type { Command } from 'commander';
import { keyCheckOf } from '#platform/crypto/key-check.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { requireOperator } from '../command-options.ts';
import { withFileErrors } from '../files.ts';
import { answering, withCommonOptions } from '../run-command.ts';

export function addBackup(program: Command): void {
  withCommonOptions(program.command('backup'))
    .description('把全部数据备份到一个文件（不含主密钥）')
    .argument('<文件>', '备份文件')
    .action(
      answering<[string]>(async ({ running, context, say }, options, file) => {
        requireOperator(options, 'backup');
        const { cipher, files } = context.platform;
        say('正在备份，数据多时需要几分钟……');
        const summary = await withFileErrors(file, () =>
          writeBackup({ owner: running.owner, file, now: context.now, keyCheck: keyCheckOf(cipher), storage: files.storage }),
        );
        return {
          document: { file, ...summary },
          lines: [
            `已备份 ${summary.tables.length} 张表、${summary.rows} 行、${summary.objects} 份附件内容到 ${file}。`,
            ...(summary.missingObjects.length > 0
              ? [`有 ${summary.missingObjects.length} 份附件内容不见了，没有备份到；请运行 wotu files check 查看是哪些。`]
              : []),
            '备份不含主密钥文件，请把它另存一份；恢复时两样都要有。',
          ],
        };
      }),
    );
}
