import { type Command, Option } from 'commander';
import { createStorage } from '#platform/files/create-storage.ts';
import { moveFiles } from '#platform/files/move-files.ts';
import { requireOperator } from '../command-options.ts';
import { answering, withCommonOptions } from '../run-command.ts';

const TELL_EVERY = 1000;

export function addFilesMove(files: Command): void {
  withCommonOptions(files.command('move'))
    .description('把附件的内容复制到另一处存储，逐个核对；中断后再运行会接着做，原处不删除')
    .addOption(new Option('--to <存储>', '复制到哪里：disk（文件夹）或 s3').choices(['disk', 's3']).makeOptionMandatory())
    .action(
      answering(async ({ running, say }, options) => {
        requireOperator(options, 'files move');
        const to = options['to'] as 'disk' | 's3';
        const [source, target] = [createStorage(running.config.files, to === 's3' ? 'disk' : 's3'), createStorage(running.config.files, to)];
        say(`正在把附件从 ${source.place} 复制到 ${target.place}……`);
        const totals = await moveFiles(source, target, ({ moved, present }) => {
          if ((moved + present) % TELL_EVERY === 0) say(`已核对 ${moved + present} 份……`);
        });
        return {
          document: { ...totals },
          lines: [
            `复制了 ${totals.moved} 份（${(totals.bytes / 1e6).toFixed(1)} MB），读回核对都相同；原来已有 ${totals.present} 份。`,
            running.config.files.storage === to
              ? '平台已在使用这处存储。'
              : `接下来：停止服务，再运行一次本命令（补上这期间的附件），把 WOTU_FILES_STORAGE 设为 ${to}，启动，运行 wotu files check --deep。`,
          ],
        };
      }),
    );
}
