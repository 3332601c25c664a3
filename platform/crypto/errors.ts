import { defineErrors } from '#shared/errors.ts';

export const keyErrors = defineErrors({
  MASTER_KEY_DIFFERS: {
    status: 409,
    text: '主密钥文件 {file} 不是这份数据所用的那一把，身份证号和电话会无法解密，因此没有启动。请把当初另存的主密钥放回这个位置，或用 WOTU_KEY_FILE 指明它在哪里。',
  },
});
