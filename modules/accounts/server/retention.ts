import { sql } from 'kysely';
import type { RetentionRule } from '#platform/personal-data/retention.ts';

const THREE_YEARS = 1096;
const NOT_NEEDED = '目的已经实现，不再需要（个人信息保护法第四十七条）';

/** What opens nothing any more goes the night after it ran out: it says where people were. */
const lapsed: readonly RetentionRule[] = [
  { table: 'sessions', key: ['id'], column: 'expires_at', id: 'sessions', data: '过期的登录', keptDays: 0 },
  { table: 'known_browsers', key: ['id'], column: 'expires_at', id: 'known-browsers', data: '登录过的浏览器的标记', keptDays: 0 },
  { table: 'sign_in_attempts', key: ['subject'], column: 'ends_at', id: 'sign-in-attempts', data: '登录尝试的计数', keptDays: 0 },
  { table: 'phone_codes', key: ['phone_index'], column: 'expires_at', id: 'phone-codes', data: '短信验证码', keptDays: 0 },
  { table: 'sign_ons', key: ['state_digest'], column: 'expires_at', id: 'sign-ons', data: '没有完成的统一身份认证', keptDays: 0 },
  { table: 'second_factor_resets', key: ['account_id'], column: 'expires_at', id: 'second-factor-resets', data: '过期的解除第二步验证申请', keptDays: 0 },
  // "already used" can be told from "never was" for so long
  { table: 'one_time_links', key: ['token_digest'], column: 'expires_at', id: 'one-time-links', data: '过期的一次性链接', keptDays: 30 },
].map(({ column, ...rule }) => ({
  ...rule,
  since: '过期之时',
  ground: NOT_NEEDED,
  isDue: (before: Date) => sql`${sql.ref(`t.${column}`)} <= ${before}::timestamptz`,
  erase: 'delete' as const,
}));

export const accountRetention: readonly RetentionRule[] = [
  ...lapsed,
  {
    id: 'closed-persons-whereabouts',
    data: '已注销的个人账号在哪些区县办过事',
    keptDays: 0,
    since: '注销之时',
    ground: NOT_NEEDED,
    table: 'whereabouts',
    key: ['subject', 'district'],
    isDue: (before) => sql`t.subject in (select 'account ' || p.account_id from persons p where p.closed_at <= ${before}::timestamptz)`,
    erase: 'delete',
  },
  {
    id: 'closed-persons',
    data: '已注销的个人账号和它的同意记录',
    keptDays: THREE_YEARS,
    since: '注销之日',
    ground: '证明处理有同意；诉讼时效三年（民法典第一百八十八条）',
    table: 'accounts',
    key: ['id'],
    isDue: (before) => sql`t.duty = 'person' and t.id in (select p.account_id from persons p where p.closed_at <= ${before}::timestamptz)`,
    erase: 'delete',
  },
  {
    id: 'ended-corrections',
    data: '已答复或撤回的更正申请',
    keptDays: THREE_YEARS,
    since: '答复或撤回之日',
    ground: '证明已经依法答复；诉讼时效三年（民法典第一百八十八条）',
    table: 'correction_requests',
    key: ['district', 'id'],
    isDue: (before) => sql`t.ended_on < (${before}::timestamptz at time zone 'Asia/Shanghai')::date`,
    erase: 'delete',
  },
  {
    id: 'withdrawn-consents',
    data: '撤回的同意记录',
    keptDays: THREE_YEARS,
    since: '撤回之日',
    ground: '证明处理有同意；诉讼时效三年（民法典第一百八十八条）',
    table: 'person_consents',
    key: ['account_id', 'purpose', 'given_at'],
    isDue: (before) => sql`t.withdrawn_at <= ${before}::timestamptz`,
    erase: 'delete',
  },
];
