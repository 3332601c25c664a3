import { sql } from 'kysely';
import { checkFigures } from '#modules/indicators/server/public.ts';
import { auditFindingInWords } from '#platform/audit/finding-words.ts';
import type { HeadsFile } from '#platform/audit/heads-file.ts';
import { verifyAudit } from '#platform/audit/verify-audit.ts';
import type { Context } from '#platform/context.ts';
import { checkFiles, findingsInWords } from '#platform/files/check-files.ts';
import { readMigrations } from '#platform/db/migrate.ts';
import { codeOf } from '#shared/division-code.ts';

/** One kind of check; no findings means all is well. */
export interface IntegrityCheck {
  id: 'migrations' | 'constraints' | 'figures' | 'files' | 'audit';
  title: string;
  /** how many things were looked at */
  checked: number;
  /** Chinese sentences: what is wrong and where */
  findings: string[];
}

/** Everything `wotu verify` looks at. @param noted heads of the audit chains that were exported at some time */
export async function checkIntegrity(context: Context, noted?: HeadsFile): Promise<IntegrityCheck[]> {
  return [
    await checkMigrations(context),
    await checkConstraints(context),
    await checkCounters(context),
    await checkAttachments(context),
    await checkAudit(context, noted),
  ];
}

async function checkMigrations({ platform }: Context): Promise<IntegrityCheck> {
  const files = await readMigrations();
  const applied = await sql<{ name: string; digest: string }>`select name, digest from schema_migrations`.execute(platform.db);
  const digests = new Map(applied.rows.map((row) => [row.name, row.digest]));
  const findings = files.filter(({ name, digest }) => digests.get(name) !== digest).map(({ name }) => `数据库结构 ${name} 没有执行，或与程序不一致。`);
  return { id: 'migrations', title: '数据库结构与程序一致', checked: files.length, findings };
}

/** A constraint that was switched off and not checked since lets bad rows in. */
async function checkConstraints({ platform }: Context): Promise<IntegrityCheck> {
  const constraints = await sql<{ name: string; table: string; valid: boolean }>`
    select conname as name, conrelid::regclass::text as table, convalidated as valid from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'p', 'u', 'x')`.execute(platform.db);
  const findings = constraints.rows.filter((row) => !row.valid).map(({ name, table }) => `数据表 ${table} 的约束 ${name} 没有生效。`);
  return { id: 'constraints', title: '数据约束有效', checked: constraints.rows.length, findings };
}

/** Counters are kept up to date by every write; a recount from the records must give the same. */
async function checkCounters(context: Context): Promise<IntegrityCheck> {
  const { districts, drift } = await checkFigures(context);
  const findings = [...new Set(drift.map(({ district }) => district))].map(
    (district) => `${codeOf(district * 1_000_000)} 的指标数字与台账重新统计的结果不一致。`,
  );
  return { id: 'figures', title: '指标数字与台账一致', checked: districts, findings };
}

/** Every content is read and compared with what was kept; nothing is changed. */
async function checkAttachments(context: Context): Promise<IntegrityCheck> {
  const check = await checkFiles(context, { isDeep: true });
  return { id: 'files', title: '附件齐全，内容与存入时一致', checked: check.contents, findings: findingsInWords(check) };
}

async function checkAudit({ platform }: Context, noted: HeadsFile | undefined): Promise<IntegrityCheck> {
  const { entries, findings } = await verifyAudit(platform.db, platform.cipher.auditKey, noted);
  return {
    id: 'audit',
    title: noted ? `审计链完整，并与 ${noted.day} 导出的链头相符` : '审计链完整',
    checked: entries,
    findings: findings.map(auditFindingInWords),
  };
}
