import { defineErrors } from '#shared/errors.ts';

export const commandErrors = defineErrors({
  ACCOUNT_UNKNOWN: { status: 422, text: '没有账号“{account}”，或它已停用、没有在任的岗位。请检查 --as 后面的账号名。' },
  OPERATOR_ONLY: { status: 403, text: '“wotu {command}”关系到整个平台，只由本机操作员执行，不能用 --as 换成别的账号。' },
  FILE_NOT_READABLE: { status: 422, text: '读不到文件 {file}：{reason}。请检查路径和权限。' },
  FILE_NOT_WRITABLE: { status: 422, text: '不能写入文件 {file}：{reason}。请检查文件夹是否存在、是否有权限、文件是否正被打开。' },
  AUDIT_KEY_UNREADABLE: { status: 422, text: '{file} 不是审计密钥文件。请用 wotu audit key 在原来的平台上导出。' },
  AUDIT_HEADS_UNTRUE: {
    status: 422,
    text: '链头文件 {file} 不能用：它不是平台导出的，内容被改动过，或密钥不是原来那一把。请换一份链头文件，或核对密钥。',
  },
  OPTION_MISSING: { status: 422, text: '请用 {option} 说明{purpose}。' },
  OPTION_INVALID: { status: 422, text: '{option} 的值“{value}”不正确：{expected}。' },
});
