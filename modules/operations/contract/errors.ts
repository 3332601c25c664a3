import { defineErrors } from '#shared/errors.ts';

export const operationErrors = defineErrors({
  OPERATIONS_WHOLE: { status: 403, text: '运行状况关系到整个平台，只有全平台的系统管理员能查看和处理。需要时请联系平台管理办公室。' },
  JOB_UNKNOWN: { status: 404, text: '没有名为“{job}”的后台任务。请刷新页面，从列表里选择。' },
  JOB_NOT_DEAD: { status: 409, text: '这项任务已经不在“需要处理”里了：可能别人已经处理，或它已重新运行。请刷新页面查看。' },
  JOBS_NOT_RUNNING: {
    status: 409,
    text: '后台任务没有启动：数据库账号不能建立任务队列。请让数据库管理员授予 DATABASE_URL 的账号在库中建立模式的权限；平台每隔几分钟自动再试。',
  },
});
