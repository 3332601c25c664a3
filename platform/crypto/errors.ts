import { defineErrors } from '#shared/errors.ts';

export const keyErrors = defineErrors({
  MASTER_KEY_DIFFERS: {
    status: 409,
    text: '主密钥文件 {file}（编号 {held}）不是这份数据所用的那一把（编号 {needed}），身份证号和电话会无法解密，因此没有启动。请把另存的那一把主密钥放回这个位置，或用 WOTU_KEY_FILE 指明它在哪里。',
  },
  MASTER_KEY_CHANGED: { status: 409, text: '主密钥刚刚更换过，没有生成新密钥。请再执行一次。' },
});
