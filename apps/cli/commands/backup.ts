import path from 'node:path';
import type { Command } from 'commander';
import { audit } from '#platform/audit/audit.ts';
import { noteBackup } from '#platform/backup/backup-log.ts';
import { readBackupKey } from '#platform/backup/backup-key.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { inTransaction } from '#platform/db/database.ts';
import { requireOperator } from '../command-options.ts';
import { withFileErrors } from '../files.ts';
import { answering, withCommonOptions } from '../run-command.ts';

export function addBackup(program: Command): void {
  withCommonOptions(program.command('backup'))
    .description('把全部数据备份到一个文件（压缩、加密；不含主密钥）')
    .argument('<文件>', '备份文件')
    .action(
      answering<[string]>(async ({ running, context, say }, options, file) => {
        requireOperator(options, 'backup');
        const { files } = context.platform;
        const key = await readBackupKey(running.config.keyFile);
        say('正在备份，数据多时需要几分钟……');
        const summary = await withFileErrors(file, () => writeBackup({ owner: running.owner, file, now: context.now, key, storage: files.storage }));
        await inTransaction(context.platform.db, async (tx) => {
          await noteBackup(tx, context, { file: path.basename(file), ...summary });
          await audit(tx, context, {
            action: 'backup.written',
            subject: { type: 'backup', id: path.basename(file), district: 0 },
            details: { rows: summary.rows },
          });
        });
        return {
          document: { file, ...summary },
          lines: [
            `已备份 ${summary.tables.length} 张表、${summary.rows} 行、${summary.objects} 份附件内容到 ${file}。`,
            ...(summary.missingObjects.length > 0
              ? [`有 ${summary.missingObjects.length} 份附件内容不见了，没有备份到；请运行 wotu files check 查看是哪些。`]
              : []),
            '备份用主密钥加密，文件里不含主密钥。请把主密钥文件另存一份；恢复时两样都要有。',
            `检查这份备份：wotu verify --backup ${file}`,
          ],
        };
      }),
    );
}
