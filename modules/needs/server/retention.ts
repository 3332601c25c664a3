import { sql } from 'kysely';
import type { RetentionRule } from '#platform/personal-data/retention.ts';
import { SERVICE_PHOTO } from './service-photos.ts';

/** What was needed and what came of it stays; who it was is forgotten. */
export const needRetention: readonly RetentionRule[] = [
  {
    id: 'ended-need-photos',
    data: '已结束的居民需求的服务照片',
    keptDays: 1096,
    since: '结束之日',
    ground: '办理已经完成；诉讼时效三年（民法典第一百八十八条）',
    table: 'files',
    key: ['district', 'id'],
    isDue: (before) => sql`t.purpose = ${SERVICE_PHOTO.name} and (t.district, t.owner_id) in
      (select n.district, n.id from needs n where n.closed_on < (${before}::timestamptz at time zone 'Asia/Shanghai')::date)`,
    erase: 'delete',
  },
  {
    id: 'ended-needs',
    data: '已结束的居民需求里的姓名、电话、地址和补充说明',
    keptDays: 1096,
    since: '结束之日',
    ground: '办理已经完成；诉讼时效三年（民法典第一百八十八条）',
    table: 'needs',
    key: ['district', 'id'],
    // as the index needs_with_person has it
    isDue: (before) => sql`t.closed_on < (${before}::timestamptz at time zone 'Asia/Shanghai')::date
      and coalesce(t.details_cipher, t.requester_name_cipher, t.requester_phone_cipher, t.address_cipher) is not null`,
    erase: sql`details_cipher = null, requester_name_cipher = null, requester_phone_cipher = null, requester_phone_index = null, channel = case channel when 'partyMember' then 'portal' else channel end, address_cipher = null, shares_contact = false`,
  },
];
