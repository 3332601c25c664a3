import { sql } from 'kysely';
import type { RetentionRule } from './retention.ts';

const THREE_YEARS = 1096;

/** What the platform itself keeps about people, beside the trail, whose months have their own end. */
export const platformRetention: readonly RetentionRule[] = [
  {
    id: 'personal-data-views',
    data: '谁看过完整号码的记录',
    keptDays: THREE_YEARS,
    since: '查看之日',
    ground: '个人信息保护影响评估和处理情况记录至少保存三年（个人信息保护法第五十六条）',
    table: 'personal_data_views',
    key: ['district', 'register', 'record_id', 'request_id'],
    isDue: (before) => sql`t.viewed_at <= ${before}::timestamptz`,
    erase: 'delete',
  },
];
