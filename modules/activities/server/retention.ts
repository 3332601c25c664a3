import { sql } from 'kysely';
import type { RetentionRule } from '#platform/personal-data/retention.ts';

/** Who came to what is forgotten after a year; how many came, and the minutes that followed from it, stay. */
export const activityRetention: readonly RetentionRule[] = [
  {
    id: 'past-sign-ups',
    data: '活动名单里的姓名、手机号和账号；只留各类人数',
    keptDays: 365,
    since: '活动结束',
    ground: '签到已经核对、服务时长已经记录，不再需要（个人信息保护法第四十七条）',
    table: 'activity_sign_ups',
    key: ['district', 'id'],
    isDue: (before) => sql`t.name_cipher is not null and (t.district, t.occasion_id) in
      (select o.district, o.id from activity_occasions o where o.starts_at <= ${before}::timestamptz and o.ends_at <= ${before}::timestamptz)`,
    erase: sql`name_cipher = null, phone_cipher = null, phone_index = null, account_id = null, version = version + 1`,
  },
];
