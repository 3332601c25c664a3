import { withoutComments } from '../imports.ts';
import { isTest, type SourceFile, type Violation } from '../source-files.ts';
import { OF_ALL_SHARDS } from './statements-of-all-shards.ts';

const SCHEMA = 'database/schema.sql';
const KEY = /^\s*constraint (\w+) (?:primary key|unique)\b[^(]*\(([^)]*)\)/gim;
const FOREIGN_KEY = /^\s*constraint (\w+) foreign key \(([^)]*)\) references (\w+)\(([^)]*)\)/gim;
const UNIQUE_INDEX = /create unique index (\w+) on (?:only )?(?:public\.)?(\w+) using \w+ (\([^;]*)/gi;

/** Tables whose rows lie on the shard of their district. */
export function distributedTables(files: readonly SourceFile[]): Set<string> {
  const migrations = files.filter(({ path }) => path.startsWith('database/migrations/'));
  return new Set(migrations.flatMap(({ text }) => [...text.matchAll(/\bdistribute\('(\w+)'\)/g)].map(([, name = '']) => name)));
}

/** What modules show of such tables to others and on public pages. */
function viewsOf(files: readonly SourceFile[]): string[] {
  const tables = distributedTables(files);
  const schema = files.find(({ path }) => path === SCHEMA)?.text ?? '';
  const views = [...schema.matchAll(/create (?:or replace )?view (?:public\.)?(\w+) as([\s\S]*?);/gi)];
  return views.flatMap(([, name = '', text = '']) =>
    [...text.matchAll(/\b(?:from|join)\s+\(*(\w+)/gi)].some(([, table = '']) => tables.has(table)) ? [name] : [],
  );
}

function tablesOf(schema: string): Map<string, string> {
  return new Map([...schema.matchAll(/create table (?:public\.)?(\w+) \(([\s\S]*?)\n\)/gi)].map(([, name = '', columns = '']) => [name, columns]));
}

const names = (list: string) => list.split(',').map((name) => name.trim().replaceAll('"', ''));

/**
 * What a distributed PostgreSQL (Citus) refuses or does not keep: keys without the distribution column, foreign keys from shard to shard
 * or from elsewhere into shards; and rows whose district is not that of their place. Checked on the structure that all migrations together make.
 */
export function checkDistribution(files: readonly SourceFile[]): Violation[] {
  const schema = files.find(({ path }) => path === SCHEMA)?.text ?? '';
  const distributed = distributedTables(files);
  const found: string[] = [];
  for (const [table, columns] of tablesOf(schema)) {
    if (distributed.has(table)) {
      if (!/^\s*district integer not null/im.test(columns)) found.push(`${table} is distributed and has no column "district integer not null"`);
      const without = [...columns.matchAll(KEY)].filter(([, , key = '']) => !names(key).includes('district'));
      found.push(...without.map(([, name]) => `${table}: ${name} does not contain district, so no shard can keep it`));
      // `inRange` asks a range of whole districts of the district alone
      if (/^\s*div bigint/im.test(columns) && !/district = \(div \/ 1000000\)/.test(columns))
        found.push(`${table} does not check that its district is that of its div`);
    }
    for (const [, name, from = '', target = '', to = ''] of columns.matchAll(FOREIGN_KEY)) {
      if (!distributed.has(target)) continue;
      if (!distributed.has(table)) found.push(`${table}: ${name} refers from a table of one place into shards (${target})`);
      else if (!names(from).includes('district') || !names(to).includes('district')) found.push(`${table}: ${name} refers to ${target} across shards`);
    }
  }
  for (const [, name, table = '', columns = ''] of schema.matchAll(UNIQUE_INDEX))
    if (distributed.has(table) && !/\bdistrict\b/.test(columns)) found.push(`${table}: ${name} does not contain district, so no shard can keep it`);
  return found.map((message) => ({ path: SCHEMA, message }));
}

/** A statement whose condition is put together in its file, from `inRange`. */
const COMPOSED = /\$\{\s*(?:where|seen|own|condition|position|conditions\(|matches\(|in\w*Reach\(|sql\.join\((?:\[\.\.\.)?conditions)/;
/** What puts such conditions together. */
const IN_RANGE = /\b(?:inRange|conditionsOf)\(/;

/**
 * A statement on a distributed table names its district, or its file stands in the list of those that ask every shard, with the reason.
 * @param declared reason → files
 */
export function checkStatements(files: readonly SourceFile[], declared: Readonly<Record<string, readonly string[]>> = OF_ALL_SHARDS): Violation[] {
  const distributed = new Set([...distributedTables(files), ...viewsOf(files)]);
  const known = new Set(Object.values(declared).flat());
  const askAll = files
    .filter((file) => !isTest(file) && /^(modules\/[^/]+\/(server|public-web)|platform)\/.*\.ts$/.test(file.path))
    .filter(({ text }) => statementsOf(withoutComments(text)).some((statement) => isOfAllShards(statement, IN_RANGE.test(text), distributed)));
  const forgotten = askAll
    .filter(({ path }) => !known.has(path))
    .map(({ path }) => ({
      path,
      message: 'a statement on a distributed table names no district: name it, or declare in statements-of-all-shards.ts why every shard is asked',
    }));
  const idle = [...known]
    .filter((path) => !askAll.some((file) => file.path === path))
    .map((path) => ({ path, message: 'is no statement of all shards any more' }));
  return [...forgotten, ...idle];
}

const READ = /\b(?:from|join|update)\s+(?:only\s+)?(\w+)/g;
const WRITTEN = /\binto\s+(\w+)(?! \(\$\{)/g;
/** A table by a value: a register's, say. New rows bring their district along, whatever they are inserted into. */
const NAMED_LATER = /\b(?:from|join|update)\s+(?:only\s+)?\$\{sql\.table\(/;

/** A district that a row's is compared with: to be told it in the answer is not enough. */
const COMPARED = /\bdistrict`?\s*(?:=(?!\s*\w+\.district\b)|<|>|in\b|,\s*\w+(?:\([^)]*\))?,\s*'int'\))|inRange\(|inOneDistrict\(/i;
/** Rows that come with the statement, each with its district; or a part of one, about a row whose district the whole names. */
const OF_OTHER_ROWS = /\b(?:unnest|jsonb_to_recordset|values)\s*\(|^\s*(?:exists\s*)?\(\s*select\b/;

/** One record lies in one district, which its id leads to (`moved-records.ts`), however wide the jurisdiction is that it must lie in. */
const BY_ID = /\bid = \$\{/;
const EQUAL = /\bdistrict`?\s*(?:=|in\b|,\s*\w+(?:\([^)]*\))?,\s*'int'\))/i;

function isOfAllShards(statement: string, isFileInRange: boolean, distributed: ReadonlySet<string>): boolean {
  const isOf = (pattern: RegExp) => [...statement.matchAll(pattern)].some(([, name = '']) => distributed.has(name));
  if (!isOf(READ) && !NAMED_LATER.test(statement)) return isOf(WRITTEN) && !/\bdistrict\b/.test(statement);
  if (BY_ID.test(statement) && !EQUAL.test(statement)) return true;
  if (OF_OTHER_ROWS.test(statement) && /=\s*\w+\.district\b/.test(statement)) return false;
  return !COMPARED.test(statement) && !(isFileInRange && COMPOSED.test(statement));
}

/** The templates after `sql`, those within them as parts of the outermost. */
export function statementsOf(code: string): string[] {
  return [...code.matchAll(/\bsql(?:<[^`]*?>)?`/g)].map((match) => {
    let depth = 0;
    for (let at = match.index + match[0].length; at < code.length; at += 1) {
      if (code[at] === '\\') at += 1;
      else if (code.startsWith('${', at)) depth += 1;
      else if (code[at] === '}' && depth > 0) depth -= 1;
      else if (code[at] === '`' && depth === 0) return code.slice(match.index + match[0].length, at);
    }
    return '';
  });
}
