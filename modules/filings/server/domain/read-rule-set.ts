import { parse } from 'yaml';
import { zhCN } from 'zod/locales';
import { type RuleSetFile, ruleSetFileSchema } from '../../contract/rule-set-file.ts';
import { checkClauses } from './check-rules.ts';

export type RuleSetReading = { file: RuleSetFile } | { file: undefined; problems: string[] };

/** Reads a rule set: shape and vocabulary, and that its clauses name listed documents. */
export function readRuleSet(content: unknown): RuleSetReading {
  const parsed = ruleSetFileSchema.safeParse(content, { error: zhCN().localeError });
  if (!parsed.success) return { file: undefined, problems: parsed.error.issues.map(({ path, message }) => `${path.join('.') || '整个文件'}：${message}`) };
  const problems = checkClauses(parsed.data);
  return problems.length > 0 ? { file: undefined, problems } : { file: parsed.data };
}

/** The same of a YAML text. */
export function readRuleSetText(text: string): RuleSetReading {
  try {
    return readRuleSet(parse(text, { maxAliasCount: 0 }));
  } catch (error) {
    return { file: undefined, problems: [error instanceof Error ? error.message : String(error)] };
  }
}
