import type { Command } from 'commander';
import { FILLED_BY_OPENING } from '#apps/server/filled-by-opening.ts';
import { readBackupKey } from '#platform/backup/backup-key.ts';
import { restoreBackup } from '#platform/backup/restore-backup.ts';
import { readConfig } from '#platform/config/config.ts';
import { createStorage } from '#platform/files/create-storage.ts';
import { openOwner } from '#platform/db/open-databases.ts';
import { requireOperator } from '../command-options.ts';
import { print, say } from '../print.ts';
import { type Options, plainly, withCommonOptions } from '../run-command.ts';

export function addRestore(program: Command): void {
  withCommonOptions(program.command('restore'))
    .description('把备份恢复到空数据库（要么全部恢复，要么什么都不变）')
    .argument('<文件>', '备份文件')
    .action(plainly<[string]>(restore));
}

async function restore(options: Options, file: string): Promise<void> {
  requireOperator(options, 'restore');
  const config = readConfig(process.env, options.data);
  const key = await readBackupKey(config.keyFile);
  say('正在恢复，数据多时需要几分钟……');
  const access = await openOwner(config);
  try {
    const totals = await restoreBackup({
      owner: access.owner,
      file,
      key,
      mayBeFilled: FILLED_BY_OPENING,
      storage: createStorage(config.files),
    });
    const rows = totals.tables.reduce((sum, table) => sum + table.rows, 0);
    await print(
      {
        document: { file, tables: totals.tables, rows },
        lines: [`已恢复 ${totals.tables.length} 张表、${rows} 行、${totals.objects?.count ?? 0} 份附件内容，行数和校验值都与备份一致。`],
      },
      options.json === true,
    );
  } finally {
    await access.close();
  }
}
