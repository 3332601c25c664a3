import type { Command } from 'commander';
import { nextKeyFile } from '#platform/crypto/master-key-files.ts';
import { prepareMasterKey, rotateMasterKey } from '#platform/crypto/rotate-master-key.ts';
import { requireOperator } from '../command-options.ts';
import { withFileErrors } from '../files.ts';
import { answering, withCommonOptions } from '../run-command.ts';

/** `wotu keys rotate-master`: another master key, while the service goes on. */
export function addKeysRotateMaster(group: Command): void {
  withCommonOptions(group.command('rotate-master'))
    .description('更换主密钥（服务不必停）。旧的一把改名保存在旁边，更换前的备份仍要用它打开')
    .option('--prepare', '只生成新主密钥，先不启用：有几台机器时，先把它复制到每一台')
    .action(
      answering(async ({ running, context }, options) => {
        requireOperator(options, 'keys rotate-master');
        const { keyFile } = running.config;
        if (options['prepare'] === true) {
          const { number } = await withFileErrors(keyFile, () => prepareMasterKey(keyFile));
          const file = nextKeyFile(keyFile);
          return {
            document: { prepared: number, file },
            lines: [
              `新主密钥（编号 ${number}）在 ${file}，还没有启用。`,
              '请把它复制到其他机器的同一位置，另存一份到安全的地方，再执行 wotu keys rotate-master。',
            ],
          };
        }
        const { before, after } = await withFileErrors(keyFile, () => rotateMasterKey(context, running.owner, keyFile));
        return {
          document: { before, after, file: keyFile },
          lines: [
            `已启用新主密钥（编号 ${after}）：${keyFile}。请马上另存一份到安全的地方，再做一次备份。`,
            `旧主密钥（编号 ${before}）改名为 ${keyFile}.${before}：更换前的备份要用它打开。最后一份旧备份删除后，再删它。`,
            '如果是因为旧主密钥可能泄露而更换，请接着执行 wotu keys rotate。',
          ],
        };
      }),
    );
}
