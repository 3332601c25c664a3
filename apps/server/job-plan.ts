import type { Job } from '#platform/jobs/job.ts';

/** Name, purpose and hour in China of all background work: what the operations page shows and `jobs.ts` carries out. */
export const JOB_PLAN = {
  'keep-audit': { title: '审计记录：准备新月份、做当天的链头、清理到期月份', nightlyAt: { hour: 0, minute: 10 } },
  'keep-retention': { title: '按保存期限清除个人信息和过期的登录', nightlyAt: { hour: 1, minute: 30 } },
  'sweep-idempotency-keys': { title: '清理过期的重复提交标记', nightlyAt: { hour: 1, minute: 40 } },
  'sweep-request-counts': { title: '清理过期的请求计数和任务运行记录', nightlyAt: { hour: 1, minute: 45 } },
  'watch-filing-deadlines': { title: '备案登记：检查办理期限，发出提醒', nightlyAt: { hour: 1, minute: 50 } },
  'record-minutes': { title: '志愿服务：把活动签到记成服务时长，等队长确认', nightlyAt: { hour: 1, minute: 20 } },
  'check-files': { title: '附件：记录与内容互相核对，没有记录的移到一旁', nightlyAt: { hour: 3, minute: 30 } },
  'scan-files': { title: '附件：给还没有查毒的补查', nightlyAt: { hour: 3, minute: 0 } },
  'watch-needs': { title: '居民需求：没有等到居民答复的自动结束', nightlyAt: { hour: 1, minute: 55 } },
  'send-exchange': { title: '平台之间：向上级平台报送约定的数据，并核对', nightlyAt: { hour: 4, minute: 10 } },
  'check-figures': { title: '指标：按台账重新计算并核对', nightlyAt: { hour: 2, minute: 0 } },
} as const satisfies Record<string, Pick<Job, 'title' | 'nightlyAt' | 'mostTries'>>;

export type JobName = keyof typeof JOB_PLAN;
