import type { KyselyPlugin, RawNode } from 'kysely';
import type { Database } from './database.ts';

/** Statements that end so are not prepared under a name (`named-statements.ts`). */
export const OWN_PLAN_MARK = ' /* own plan */';

export const OWN_PLANS: KyselyPlugin = {
  transformQuery({ node }) {
    if (node.kind !== 'RawNode') return node;
    const { sqlFragments, ...rest } = node as RawNode;
    return { ...rest, sqlFragments: [...sqlFragments.slice(0, -1), (sqlFragments.at(-1) ?? '') + OWN_PLAN_MARK] } as RawNode;
  },
  transformResult: async ({ result }) => result,
};

/**
 * The same database, where each statement is planned for its own values: for searches and filters, whose one plan for any word or
 * place is wrong for most (one team of a rare name, or every 合唱队 of a province). PostgreSQL plans a statement without a name anew
 * each time, which costs half a millisecond and no round trip. Where one plan does for all, it is kept (`list-records.ts`).
 */
export function ownPlans<T extends Database>(db: T): T {
  return db.withPlugin(OWN_PLANS) as T;
}
