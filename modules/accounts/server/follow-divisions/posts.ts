import { sql } from 'kysely';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { DivisionFollower } from '#platform/facts/division-follower.ts';
import { districtOf } from '#shared/division-code.ts';
import { roleOf } from '../../contract/roles.ts';
import { notify } from '../notice-store.ts';
import { administratorsNear } from '../recipients.ts';
import { districtsAt, heirsOf, shortNames } from './moved-places.ts';

interface MovedPost {
  id: number;
  accountId: number;
  role: string;
  source: number;
  target: number;
}

/**
 * A post goes where its division goes, administrators' posts as well: nobody loses the local administrator by a merge. Holders
 * and the security administrators there are told, as a merged place is wider than what the post was granted for.
 */
export const postFollower: DivisionFollower = {
  label: '岗位',
  async count(tx, { today }, keys) {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from posts
      where district = any(${districtsAt(keys)}::int[]) and div = any(${keys}::bigint[]) and (ends_on is null or ends_on > ${today}::date)`.execute(tx);
    return rows[0]?.count ?? 0;
  },
  async follow(tx, context, { moves }) {
    const { rows } = await sql<MovedPost>`
      update posts p set district = (pair.target / 1000000)::int, div = pair.target, level = pair.level from ${await heirsOf(tx, moves)}
      where p.div = pair.source and p.district = any(${districtsAt(moves.keys())}::int[]) and (p.ends_on is null or p.ends_on > ${context.today}::date)
      returning p.id, p.account_id as "accountId", p.role, pair.source, pair.target`.execute(tx);
    const nameOf = await shortNames(
      tx,
      rows.flatMap(({ source, target }) => [source, target]),
    );
    for (const post of rows) await tellHolder(tx, context, post, nameOf);
    for (const [target, posts] of Map.groupBy(rows, (post) => post.target)) await tellAdministrators(tx, context, target, posts, nameOf);
  },
};

type NameOf = (key: number) => string;

async function tellHolder(tx: Transaction, context: Context, { id, accountId, role, source, target }: MovedPost, nameOf: NameOf): Promise<void> {
  const body = `区划变更：您的岗位“${roleOf(role)?.name ?? role}”从${nameOf(source)}转到${nameOf(target)}，管辖范围随之改变。`;
  await notify(tx, context, { accounts: [accountId] }, 'divisionChange', body);
  await audit(tx, context, {
    action: 'post.followed-division',
    subject: { type: 'account', id: accountId, district: districtOf(target) },
    details: { post: id, role, from: source, to: target },
  });
}

async function tellAdministrators(tx: Transaction, context: Context, target: number, posts: readonly MovedPost[], nameOf: NameOf): Promise<void> {
  const from = [...new Set(posts.map(({ source }) => source))].map(nameOf).join('、');
  const body = `区划变更：${from}的 ${posts.length} 个岗位转到${nameOf(target)}。请核对是否还需要，不需要的请收回。`;
  await notify(tx, context, { accounts: await administratorsNear(tx, target, context.today) }, 'divisionChange', body);
}
