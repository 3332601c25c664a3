import { defineErrors } from '#shared/errors.ts';

export const limitErrors = defineErrors({
  ACCOUNT_TOO_BUSY: { status: 429, text: '您的账号在{window}内{doing}的次数已到上限 {limit} 次，这一次没有执行。请在 {wait}后再试，已填内容都还在。' },
  ADDRESS_TOO_BUSY: {
    status: 429,
    text: '您所在的网络地址在{window}内{doing}的次数已到上限 {limit} 次，这一次没有执行。请在 {wait}后再试；如是多人共用一个出口地址，请联系系统管理员。',
  },
  ENCLOSED_TOO_MUCH: {
    status: 429,
    text: '您所在的网络地址在{window}内上传的照片和文件已到上限 {limit} MB，这一次没有收下。请在 {wait}后再试，或者换小一些的照片；也可以先不附，只写文字。',
  },
});
