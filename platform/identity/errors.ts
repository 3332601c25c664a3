import { defineErrors } from '#shared/errors.ts';

export const identityErrors = defineErrors({
  IDENTITY_REFUSED: { status: 401, text: '统一身份认证没有完成（{why}），您没有登录。请回到登录页重新开始；如仍不行，请联系系统管理员。' },
});
