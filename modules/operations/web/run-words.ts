import type { Status } from '#ui/tokens.ts';
import type { JobRunShown, ScheduledJob } from '../contract/schemas.ts';

/** `0.4 秒`, `3 分 20 秒`: how long a run took. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 100) return '不到 0.1 秒';
  if (milliseconds < 9950) return `${(milliseconds / 1000).toFixed(1)} 秒`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} 秒`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} 分 ${seconds % 60} 秒` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`;
}

export function outcomeOf({ outcome, startedAt, finishedAt }: Pick<JobRunShown, 'outcome' | 'startedAt' | 'finishedAt'>): { status: Status; word: string } {
  if (outcome === null || finishedAt === null) return { status: 'notStarted', word: '正在运行，或进程中断了' };
  const took = durationText(Date.parse(finishedAt) - Date.parse(startedAt));
  return outcome === 'done' ? { status: 'met', word: `完成，用时 ${took}` } : { status: 'missed', word: `失败，用时 ${took}` };
}

export const STATE_WORDS: Record<ScheduledJob['state'], { status: Status; word: string }> = {
  idle: { status: 'met', word: '等下一次' },
  waiting: { status: 'onTrack', word: '已排队' },
  running: { status: 'onTrack', word: '正在运行' },
  retrying: { status: 'atRisk', word: '失败过，将自动再试' },
  dead: { status: 'missed', word: '多次失败，等您处理' },
};
