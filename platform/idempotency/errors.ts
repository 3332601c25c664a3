import { defineErrors } from '#shared/errors.ts';

export const idempotencyErrors = defineErrors({
  IDEMPOTENCY_KEY_MALFORMED: { status: 400, text: '请求头 Idempotency-Key 应为 16 到 255 个字母、数字或 - _ . :，每次提交各用一个，请改正后重新提交。' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, text: '这个 Idempotency-Key 已经用于另一次内容不同的提交，本次没有执行。请换一个新的再提交。' },
  REQUEST_UNDER_WAY: { status: 409, text: '相同的提交正在处理，没有重复执行。请在 {seconds} 秒后再试，或刷新查看结果。' },
});
