import type { Command } from 'commander';
import { checkFiles, type FileCheck, findingsInWords } from '#platform/files/check-files.ts';
import { requireOperator } from '../command-options.ts';
import { answering, withCommonOptions } from '../run-command.ts';

export function addFilesCheck(files: Command): void {
  withCommonOptions(files.command('check'))
    .description('核对附件的记录与存放的内容：没有记录的内容移到一旁（30 天后清除），丢失或损坏的列出来')
    .option('--deep', '逐个读出内容核对，附件多时较慢')
    .option('--look', '只看，不移动任何内容')
    .action(
      answering(async ({ context, say }, options) => {
        requireOperator(options, 'files check');
        say(`正在核对 ${context.platform.files.storage.place} 里的附件……`);
        const check = await checkFiles(context, { isDeep: options['deep'] === true, mends: options['look'] !== true });
        const findings = findingsInWords(check);
        return { document: { ok: findings.length === 0, ...check }, lines: [...linesOf(check), ...findings], refused: findings.length > 0 };
      }),
    );
}

function linesOf({ contents, orphans, setAside, takenBack, removed }: FileCheck): string[] {
  return [
    `核对了 ${contents} 份内容。`,
    `没有记录的内容 ${orphans.count} 份${setAside > 0 ? `，已移到一旁 ${setAside} 份` : ''}。`,
    ...(takenBack > 0 ? [`从一旁取回 ${takenBack} 份。`] : []),
    ...(removed > 0 ? [`清除移到一旁满 30 天的 ${removed} 份。`] : []),
  ];
}
