import { defineErrors } from '#shared/errors.ts';

export const backupErrors = defineErrors({
  BACKUP_NOT_FOUND: { status: 422, text: '打不开备份文件 {file}：{reason}。没有改动任何数据。请检查路径和文件名；平台的账号要有读它的权限。' },
  BACKUP_NOT_READABLE: { status: 422, text: '{file} 不是沃土的备份文件，或者已经损坏（{reason}）。没有改动任何数据，请换一份备份。' },
  BACKUP_TRUNCATED: {
    status: 422,
    text: '备份文件 {file} 不完整：后面缺了一段，多半是复制时中断或磁盘满了。没有改动任何数据，请重新复制，或换一份备份。',
  },
  BACKUP_DAMAGED: {
    status: 422,
    text: '备份文件 {file} 损坏：第 {at} 字节之后的内容与写入时不同（磁盘出错，或被人改动）。没有改动任何数据，请换一份备份。',
  },
  BACKUP_OF_OTHER_VERSION: { status: 422, text: '这份备份来自另一个版本的程序（{migration}）。没有改动任何数据，请用生成备份时的版本或更新的版本恢复。' },
  BACKUP_KEY_MISSING: { status: 422, text: '没有找到主密钥文件 {file}。备份里不含主密钥：请先把原来的主密钥文件复制到这个位置，再恢复。' },
  BACKUP_KEY_DIFFERS: {
    status: 422,
    text: '主密钥文件 {file}（编号 {held}）不是生成这份备份时所用的那一把（编号 {needed}），打不开它。没有改动任何数据，请换上编号 {needed} 的主密钥文件后再恢复；更换过主密钥的，旧的一把在同一文件夹，文件名以编号结尾。',
  },
  BACKUP_KEY_NOT_IN_FORCE: {
    status: 409,
    text: '主密钥文件 {file}（编号 {held}）不是现在使用的那一把（编号 {needed}），没有备份。如果刚刚更换过主密钥，请再执行一次。',
  },
  BACKUP_TARGET_NOT_EMPTY: { status: 409, text: '目标数据库里已经有数据（{table}）。恢复只能用于空数据库：请用 --data 指定一个新文件夹，或新建一个数据库。' },
  BACKUP_TARGET_NEWER: { status: 409, text: '目标数据库的结构比备份新（{migration}）。请用 --data 指定一个新文件夹，或新建一个数据库，再恢复。' },
});
