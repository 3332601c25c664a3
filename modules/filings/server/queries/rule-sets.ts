import { sql } from 'kysely';
import { findDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { can, requirePermission } from '#platform/access/jurisdiction.ts';
import { codeOf, isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import { presentRules } from '../domain/present-rules.ts';
import { resolveRules } from '../domain/resolve-rules.ts';
import { judgeRuleSet } from '../judge-rule-set.ts';
import { chainInForce, chainKeys, findRuleSet } from '../rule-store.ts';

const MOST = 500;

/** The rule sets that hold in the caller's division (its own and those above) and below it, by place. Rules are no secret; others' are left out for brevity. */
export async function listRuleSets({ platform: { db }, actor }: Context) {
  requirePermission(actor, 'rules.read');
  const { rows } = await sql<{ id: string; version: number; div: number; name: string; note: string | null; reason: string; at: Date }>`
    select s.rule_set_id as id, s.version, s.div, v.content ->> 'name' as name, v.content ->> 'note' as note, v.reason, v.created_at as at
    from rule_sets s join rule_set_versions v on v.rule_set_id = s.rule_set_id and v.version = s.version
    where s.div = any(${chainKeys(actor.division)}::bigint[]) or (s.div >= ${actor.range.from} and s.div < ${actor.range.to}) order by s.div limit ${MOST}`.execute(
    db,
  );
  const divisions = await findDivisions(
    db,
    rows.map(({ div }) => div),
  );
  return rows.map(({ div, at, ...row }) => ({
    ...row,
    division: codeOf(div),
    divisionName: divisions.get(div)?.name ?? codeOf(div),
    publishedAt: at.toISOString(),
    mayEdit: can(actor, 'rules.edit') && isWithin(div, actor.range),
  }));
}

/** One version with what it means where it holds, and the versions before it. @throws RULE_SET_NOT_FOUND */
export async function getRuleSet({ platform: { db }, actor }: Context, id: string, version?: number) {
  requirePermission(actor, 'rules.read');
  const set = await findRuleSet(db, id, version);
  if (!set) throw refuse(filingErrors.RULE_SET_NOT_FOUND, { id });
  const above = await chainInForce(db, set.div, id);
  const { rows } = await sql<{ version: number; reason: string; at: Date; count: number }>`
    select v.version, v.reason, v.created_at as at from rule_set_versions v where v.rule_set_id = ${id} order by v.version desc limit ${MOST}`.execute(db);
  return {
    id: set.id,
    version: set.version,
    inForce: set.inForce,
    content: set.content,
    resolved: presentRules(resolveRules([...above, set.content])),
    above: above.length === 0 ? null : presentRules(resolveRules(above)),
    versions: rows.map(({ at, ...row }) => ({ version: row.version, reason: row.reason, publishedAt: at.toISOString() })),
    mayEdit: can(actor, 'rules.edit') && isWithin(set.div, actor.range),
  };
}

/** What publishing would mean: problems, changes, and the rules as they would hold. Writes nothing. */
export async function previewRuleSet({ platform: { db }, actor }: Context, content: unknown) {
  requirePermission(actor, 'rules.edit');
  const { problems, changes, rules } = await judgeRuleSet(db, content);
  return { problems, changes, resolved: rules ? presentRules(rules) : null };
}
