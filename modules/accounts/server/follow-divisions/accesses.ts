import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { DivisionFollower } from '#platform/facts/division-follower.ts';
import { notify } from '../notice-store.ts';
import { districtsAt, heirsOf, shortNames } from './moved-places.ts';

/** Asked for, or granted and not over. */
function isOpen({ now }: Context) {
  return sql<boolean>`t.ended_at is null and (t.granted is null or (t.granted and t.ends_at > ${now}))`;
}

/**
 * A temporary access goes along with a division that goes on whole under another code. Into a wider one it does not: nobody
 * there agreed to that, so it ends and its holder is told.
 */
export const accessFollower: DivisionFollower = {
  label: '临时权限',
  async count(tx, context, keys) {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from temporary_accesses t
      where t.district = any(${districtsAt(keys)}::int[]) and t.div = any(${keys}::bigint[]) and ${isOpen(context)}`.execute(tx);
    return rows[0]?.count ?? 0;
  },
  async follow(tx, context, { moves, goesOn }) {
    const whole = new Map([...moves].filter(([source]) => goesOn.has(source)));
    const wider = [...moves.keys()].filter((source) => !goesOn.has(source));
    await sql`update temporary_accesses t set district = (pair.target / 1000000)::int, div = pair.target, level = pair.level from ${await heirsOf(tx, whole)}
      where t.div = pair.source and t.district = any(${districtsAt(whole.keys())}::int[]) and ${isOpen(context)}`.execute(tx);
    const { rows } = await sql<{ accountId: number; div: number }>`update temporary_accesses t set ended_at = ${context.now}
      where t.district = any(${districtsAt(wider)}::int[]) and t.div = any(${wider}::bigint[]) and ${isOpen(context)}
      returning t.account_id as "accountId", t.div`.execute(tx);
    const nameOf = await shortNames(
      tx,
      rows.map(({ div }) => div),
    );
    for (const { accountId, div } of rows) {
      const body = `区划变更：${nameOf(div)}已并入别的区划，您在那里的临时权限或申请随之结束。还需要时请重新申请。`;
      await notify(tx, context, { accounts: [accountId] }, 'divisionChange', body);
    }
  },
};
