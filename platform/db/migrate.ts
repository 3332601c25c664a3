import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { PUBLICATIONS } from '../replica/publications.ts';
import { LOCK_NUMBERS } from './lock-numbers.ts';
import { ONE_SHARD_AFTER_ANOTHER } from './shard-order.ts';

const FOLDER = new URL('../../database/migrations/', import.meta.url);
const ROLES = new URL('../../database/roles.sql', import.meta.url);

export interface Migration {
  name: string;
  sql: string;
  digest: string;
}

/** All migrations in order of their number. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, FOLDER), 'utf8');
      return { name, sql: text, digest: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing, each migration in one transaction, and sets the rights of the application's roles.
 * Refuses a database whose applied migrations differ from the files or are unknown: it belongs to another or a newer version.
 * @param isWanted chooses among the missing ones; a restore first goes to the version of its backup
 */
export async function migrate(owner: pg.ClientBase, isWanted: (name: string) => boolean = () => true): Promise<string[]> {
  await owner.query(`select pg_advisory_lock(${LOCK_NUMBERS.migrations})`);
  try {
    await owner.query(
      'create table if not exists schema_migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await owner.query<{ name: string; digest: string }>('select name, digest from schema_migrations');
    const applied = new Map(rows.map((row) => [row.name, row.digest]));
    const migrations = await readMigrations();
    requireNotNewer(applied, migrations);
    const pending: Migration[] = [];
    for (const migration of migrations) {
      const digest = applied.get(migration.name);
      if (digest && digest !== migration.digest) throw new Error(`数据库中的 ${migration.name} 与程序不一致，请使用与数据库相同版本的程序。`);
      if (!digest && isWanted(migration.name)) pending.push(migration);
    }
    // the rights come with the last one, in its transaction: killed in between, the next start would find nothing to do and leave them out
    const rights = splitStatements(await readFile(ROLES, 'utf8'));
    // what a gathered copy follows (ADR 0160) holds on to columns; the copy of the version before is of no use any more
    if (pending.length > 0) await owner.query(`drop publication if exists ${Object.values(PUBLICATIONS).join(', ')}`);
    for (const migration of pending) await apply(owner, migration, migration === pending.at(-1) ? rights : []);
    return pending.map((migration) => migration.name);
  } finally {
    await owner.query(`select pg_advisory_unlock(${LOCK_NUMBERS.migrations})`);
  }
}

/** An older program does not know what newer tables and columns demand. @throws Error in Chinese that says what to do */
function requireNotNewer(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(({ name }) => name));
  const newer = [...applied.keys()].filter((name) => !known.has(name)).sort();
  if (newer.length === 0) return;
  throw new Error(
    `数据库已经由更新版本的程序升级过（${newer.at(-1)} 等 ${newer.length} 项是这个程序不认识的），这个程序不能使用它，没有改动任何数据。请启动更新版本的程序；一定要用旧版本时，请从升级前的备份恢复到一个新的数据文件夹。`,
  );
}

async function apply(owner: pg.ClientBase, migration: Migration, rights: readonly string[]): Promise<void> {
  await owner.query('begin');
  try {
    await owner.query(ONE_SHARD_AFTER_ANOTHER);
    for (const statement of [...splitStatements(migration.sql), ...rights]) await owner.query(statement);
    await owner.query('insert into schema_migrations (name, digest) values ($1, $2)', [migration.name, migration.digest]);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw new Error(`${migration.name}: ${String(error)}`, { cause: error });
  }
}

/** One statement per message (Citus). Splits at semicolons outside quotes, dollar quotes and comments. */
export function splitStatements(text: string): string[] {
  const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|;/g;
  const statements: string[] = [];
  let start = 0;
  for (const match of text.matchAll(token)) {
    if (match[0] !== ';') continue;
    statements.push(text.slice(start, match.index));
    start = match.index + 1;
  }
  statements.push(text.slice(start));
  return statements.map((statement) => statement.trim()).filter((statement) => statement.replaceAll(/--[^\n]*/g, '').trim() !== '');
}
