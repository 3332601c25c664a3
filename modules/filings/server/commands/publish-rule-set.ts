import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { LOCK_NUMBERS } from '#platform/db/lock-numbers.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import { judgeRuleSet, requireKeeper } from '../judge-rule-set.ts';
import { findRuleSet, insertRuleSetVersion } from '../rule-store.ts';

export interface PublishInput {
  id: string;
  content: unknown;
  /** the version the editor saw; 0 for a new set */
  baseVersion: number;
  reason: string;
}

/**
 * Puts a new version of a rule set in force. Applications under way stay under theirs.
 * @throws RULE_SET_INVALID, RULE_SET_OTHER_PLACE, RULE_SET_CHANGED, RULE_SET_TAKEN, RULE_SET_SAME
 */
export async function publishRuleSet(context: Context, { id, content, baseVersion, reason }: PublishInput): Promise<{ version: number }> {
  requirePermission(context.actor, 'rules.edit');
  return inTransaction(context.platform.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK_NUMBERS.ruleSets})`.execute(tx);
    const current = await findRuleSet(tx, id);
    if (current) await requireKeeper(tx, context, current.content);
    const { file, problems, changes } = await judgeRuleSet(tx, content);
    if (!file || problems.length > 0 || file.id !== id) {
      const all = file && file.id !== id ? ['规则的代号不能改变。', ...problems] : problems;
      throw refuse(
        filingErrors.RULE_SET_INVALID,
        { count: all.length, first: all[0] ?? '' },
        all.map((message) => ({ path: 'content', message })),
      );
    }
    await requireKeeper(tx, context, file);
    if ((current?.version ?? 0) !== baseVersion) throw refuse(filingErrors.RULE_SET_CHANGED, { version: current?.version ?? 0 });
    const div = Number(file.division);
    const there = await sql<{ id: string }>`select rule_set_id as id from rule_sets where div = ${div} and rule_set_id <> ${id}`.execute(tx);
    if (there.rows[0] || (current && current.div !== div)) throw refuse(filingErrors.RULE_SET_TAKEN, { division: file.name, id: there.rows[0]?.id ?? id });
    if (changes.length === 0 && current) throw refuse(filingErrors.RULE_SET_SAME);
    const { rows } = await sql<{ last: number | null; digest: string | null }>`
      select max(v.version) as last, (select s.file_digest from rule_sets s where s.rule_set_id = ${id}) as digest from rule_set_versions v where v.rule_set_id = ${id}`.execute(
      tx,
    );
    const version = (rows[0]?.last ?? 0) + 1;
    const { actor, now } = context;
    await insertRuleSetVersion(tx, {
      id,
      version,
      div,
      content: file,
      reason,
      createdAt: now.toISOString(),
      createdBy: actor.id,
      fileDigest: rows[0]?.digest ?? null,
    });
    await audit(tx, context, {
      action: 'ruleSet.published',
      subject: { type: 'ruleSet', id, district: 0 },
      details: { version, reason, changes: changes.length },
      before: current?.content,
      after: file,
    });
    return { version };
  });
}
