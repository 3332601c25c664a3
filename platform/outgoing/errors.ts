import { defineErrors } from '#shared/errors.ts';

export const outgoingErrors = defineErrors({
  OUTGOING_ADDRESS_REFUSED: {
    status: 422,
    text: '不允许访问外部地址 {address}（{why}），没有发出任何内容。如确需访问，请系统管理员在环境变量 WOTU_OUTGOING_ALLOW 中登记后重新启动。',
  },
  OUTGOING_FAILED: { status: 503, text: '连不上外部系统 {address}（{why}），这一步没有完成。请过一会儿再试；如仍不行，请联系系统管理员。' },
});
