import { defineErrors } from '#shared/errors.ts';

export const notifyErrors = defineErrors({
  MESSAGE_NOT_SENT: { status: 503, text: '验证码短信没有发出去（{why}）。请过一会儿再试；如仍不行，请联系系统管理员检查短信网关的设置。' },
});
