import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { type Database, inTransaction, type Transaction } from '#platform/db/database.ts';
import { LOCK_NUMBERS } from '#platform/db/lock-numbers.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import type { RuleSetFile } from '../../contract/rule-set-file.ts';
import { checkRules } from '../domain/check-rules.ts';
import { readRuleSetText } from '../domain/read-rule-set.ts';
import { resolveRules } from '../domain/resolve-rules.ts';
import { chainInForce, findRuleSet, insertRuleSetVersion } from '../rule-store.ts';

const FOLDER = new URL('../../../../rulesets/', import.meta.url);

/**
 * Brings the rule sets that came with the program into the database, the widest first. A new edition of a file becomes a
 * new version; what an office changed meanwhile stays in its history. @idempotent by the file's content
 * @throws RULE_SET_FILE_INVALID
 */
export async function loadRuleSets(context: Context): Promise<string[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(names.map(async (name) => ({ name, text: await readFile(new URL(name, FOLDER), 'utf8') })));
  const known = await knownDigests(context.platform.db);
  // every start comes by here: what is known already is not even read
  const files = texts.filter(({ text }) => !known.has(digestOf(text))).map(({ name, text }) => readOrRefuse(name, text));
  if (files.length === 0) return [];
  files.sort((one, other) => one.file.division.replace(/0+$/, '').length - other.file.division.replace(/0+$/, '').length);
  return inTransaction(context.platform.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK_NUMBERS.ruleSets})`.execute(tx);
    const loaded: string[] = [];
    for (const one of files) if (await loadFile(tx, context, one)) loaded.push(one.name);
    return loaded;
  });
}

interface ReadFile {
  name: string;
  file: RuleSetFile;
  digest: string;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function knownDigests(db: Database): Promise<Set<string>> {
  const { rows } = await sql<{ digest: string }>`select file_digest as digest from rule_sets where file_digest is not null`.execute(db);
  return new Set(rows.map(({ digest }) => digest));
}

function readOrRefuse(name: string, text: string): ReadFile {
  const reading = readRuleSetText(text);
  if (!reading.file) throw refuse(filingErrors.RULE_SET_FILE_INVALID, { file: name, problem: reading.problems[0] ?? '无法读取' });
  return { name, file: reading.file, digest: digestOf(text) };
}

async function loadFile(tx: Transaction, context: Context, { name, file, digest }: ReadFile): Promise<boolean> {
  const known = await sql<{ digest: string | null }>`select file_digest as digest from rule_sets where rule_set_id = ${file.id}`.execute(tx);
  if (known.rows[0]?.digest === digest) return false;
  const div = Number(file.division);
  const [problem] = checkRules(resolveRules([...(await chainInForce(tx, div, file.id)), file]));
  if (problem) throw refuse(filingErrors.RULE_SET_FILE_INVALID, { file: name, problem });
  const before = await findRuleSet(tx, file.id);
  const { rows } = await sql<{ last: number | null }>`select max(version) as last from rule_set_versions where rule_set_id = ${file.id}`.execute(tx);
  const version = (rows[0]?.last ?? 0) + 1;
  const reason = before ? '程序自带的规则有更新' : '首次载入程序自带的规则';
  await insertRuleSetVersion(tx, {
    id: file.id,
    version,
    div,
    content: file,
    reason,
    createdAt: context.now.toISOString(),
    createdBy: context.actor.id,
    fileDigest: digest,
  });
  await audit(tx, context, { action: 'ruleSet.published', subject: { type: 'ruleSet', id: file.id, district: 0 }, details: { version, reason }, after: file });
  return true;
}
