import { defineErrors } from '#shared/errors.ts';

export const accessErrors = defineErrors({
  NOT_SIGNED_IN: { status: 401, text: '您还没有登录，或登录已过期。请重新登录。' },
  PERMISSION_MISSING: { status: 403, text: '您的岗位没有“{permission}”权限。如工作需要，请联系本单位的系统管理员。' },
  DATA_CLASS_MISSING: { status: 403, text: '您的岗位可以“{permission}”，但不含{class}。如工作需要，请联系本单位的安全管理员。' },
  RECORD_NOT_FOUND: { status: 404, text: '没有找到这条记录。它可能已被删除，或不在您的管辖范围内。' },
});
