import { findDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../contract/errors.ts';
import type { RuleSetFile } from '../contract/rule-set-file.ts';
import { checkRules } from './domain/check-rules.ts';
import { compareRules, type RuleChange } from './domain/compare-rules.ts';
import { readRuleSet } from './domain/read-rule-set.ts';
import { resolveRules, type Rules } from './domain/resolve-rules.ts';
import { chainInForce, findRuleSet } from './rule-store.ts';

export interface Judged {
  file: RuleSetFile | undefined;
  problems: string[];
  changes: RuleChange[];
  rules: Rules | undefined;
}

/** What a proposed rule set would mean where it holds: what is wrong with it, and what it changes. */
export async function judgeRuleSet(db: Database | Transaction, content: unknown): Promise<Judged> {
  const reading = readRuleSet(content);
  if (!reading.file) return { file: undefined, problems: reading.problems, changes: [], rules: undefined };
  const { file } = reading;
  const above = await chainInForce(db, Number(file.division), file.id);
  const now = await findRuleSet(db, file.id);
  const rules = resolveRules([...above, file]);
  const before = resolveRules(now ? [...above, now.content] : above);
  return { file, problems: checkRules(rules), changes: compareRules(before, rules), rules };
}

/** Only whoever looks after a rule set's own division may change it; everybody in or above it may read it. @throws RULE_SET_OTHER_PLACE */
export async function requireKeeper(db: Database | Transaction, { actor }: Context, file: RuleSetFile): Promise<void> {
  const div = Number(file.division);
  if (isWithin(div, actor.range)) return;
  const name = (await findDivisions(db, [div])).get(div)?.name ?? file.division;
  throw refuse(filingErrors.RULE_SET_OTHER_PLACE, { name: file.name, division: name });
}
