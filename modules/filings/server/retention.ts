import { sql } from 'kysely';
import type { RetentionRule } from '#platform/personal-data/retention.ts';
import { MATERIAL_PURPOSE } from './material-files.ts';
import { OBJECTION_PURPOSE } from './objection-files.ts';

/** Files of procedures are archives and stay; what never became one, and what was given for an answer alone, does not. */
export const filingRetention: readonly RetentionRule[] = [
  {
    id: 'untouched-draft-files',
    data: '没有交出、一年没有改动的草稿里的照片和文件',
    keptDays: 365,
    since: '最后一次改动',
    ground: '没有进入办理，不再需要（个人信息保护法第四十七条）',
    // the key of a content lies in its row: without it nobody can open what waits to be removed from the storage
    table: 'files',
    key: ['district', 'id'],
    isDue: (before) => sql`t.purpose = ${MATERIAL_PURPOSE.name} and (t.district, t.owner_id) in
      (select a.district, a.id from filing_applications a where a.state = 'draft' and a.updated_at <= ${before}::timestamptz) and t.kept_at <= ${before}::timestamptz`,
    erase: 'delete',
  },
  {
    id: 'untouched-drafts',
    data: '没有交出、一年没有改动的草稿里的负责人姓名、证件号和手机号',
    keptDays: 365,
    since: '最后一次改动',
    ground: '没有进入办理，不再需要（个人信息保护法第四十七条）',
    table: 'filing_applications',
    key: ['district', 'id'],
    isDue: (before) => sql`t.state = 'draft' and t.updated_at <= ${before}::timestamptz
      and (t.leader_id_number_index is not null or t.leader_phone_index is not null or t.form ->> 'leaderName' is not null)`,
    erase: sql`leader_id_number_cipher = null, leader_id_number_index = null, leader_phone_cipher = null, leader_phone_index = null, form = form - 'leaderName', version = version + 1`,
  },
  {
    id: 'answered-objection-files',
    data: '已答复的异议所附的照片和文件',
    keptDays: 1096,
    since: '答复之日',
    ground: '答复已经完成；诉讼时效三年（民法典第一百八十八条）',
    table: 'files',
    key: ['district', 'id'],
    isDue: (before) => sql`t.purpose = ${OBJECTION_PURPOSE.name} and (t.district, t.owner_id) in
      (select o.district, o.id from filing_objections o where o.answered_on < (${before}::timestamptz at time zone 'Asia/Shanghai')::date)`,
    erase: 'delete',
  },
  {
    id: 'answered-objections',
    data: '已答复的异议里的姓名和电话',
    keptDays: 1096,
    since: '答复之日',
    ground: '答复已经完成；诉讼时效三年（民法典第一百八十八条）',
    table: 'filing_objections',
    key: ['district', 'id'],
    isDue: (before) => sql`t.phone_index is not null and t.answered_on < (${before}::timestamptz at time zone 'Asia/Shanghai')::date`,
    erase: sql`name_cipher = null, phone_cipher = null, phone_index = null`,
  },
];
