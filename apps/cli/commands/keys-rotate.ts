import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { productEncryptedColumns } from '#apps/server/encrypted-columns.ts';
import { audit } from '#platform/audit/audit.ts';
import { ANNOUNCED_MS, announceKey, learnKeys } from '#platform/crypto/data-keys.ts';
import { inTransaction } from '#platform/db/database.ts';
import { reEncrypt } from '#platform/crypto/re-encrypt.ts';
import { requireOperator } from '../command-options.ts';
import { answering, withCommonOptions } from '../run-command.ts';

/** `wotu keys rotate`: a new key for ID numbers and phones, while the service goes on. */
export function addKeysRotate(group: Command): void {
  withCommonOptions(group.command('rotate'))
    .description('更换证件号和电话的加密密钥，并把台账、申请、异议和账号里的号码改用新密钥（服务不必停）')
    .action(
      answering(async ({ context, say }, options) => {
        requireOperator(options, 'keys rotate');
        const { db, cipher } = context.platform;
        const key = await inTransaction(db, async (tx) => {
          const id = await announceKey(tx, cipher, context.now);
          await audit(tx, context, { action: 'key.announced', subject: { type: 'key', id, district: 0 } });
          return id;
        });
        say(`新密钥 ${key} 已生成，等待各进程知晓（${ANNOUNCED_MS / 1000} 秒）……`);
        await wait(ANNOUNCED_MS);
        await learnKeys(db, cipher, new Date(context.now.getTime() + ANNOUNCED_MS));
        const values = await reEncrypt(context, productEncryptedColumns);
        await inTransaction(db, (tx) => audit(tx, context, { action: 'key.rotated', subject: { type: 'key', id: key, district: 0 }, details: { values } }));
        return { document: { key, values }, lines: [`已改用密钥 ${key}，${values} 个号码已重新加密。旧密钥仍保留，用于读取修改历史。`] };
      }),
    );
}
