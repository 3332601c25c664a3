import { withoutComments } from '../imports.ts';
import { isTest, type SourceFile, type Violation } from '../source-files.ts';
import { distributedTables, statementsOf } from './distribution.ts';

const LOCK = /\bfor (?:no key )?(?:update|(?:key )?share)\b/;
const TABLE = /\b(?:from|join)\s+(?:only\s+)?(?:(\w+)|\$\{sql\.table\()/g;
const JOIN = /\bfrom\s+(\w+)(?:\s+\w+)?\s+(?:left\s+)?join\s+(\w+)\s+\w+\s+on\s+([\s\S]*?)(?=\bwhere\b|\bjoin\b|\bgroup\b|\border\b|$)/g;
const ONE_DISTRICT = /\bdistrict`?\s*=\s*\$\{/;

/** What Citus refuses in a statement on shards, met on a cluster (ADR 0152): pattern → what to write instead. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/\bexists ?\( ?select from\b/, 'select 1: a part without columns cannot be carried between nodes'],
  [/\boffset 0\b/, 'group by the key keeps a lateral part by itself: an offset there is refused'],
  [/\breturning\b[^`]*\bto_jsonb\(/, 'row_as_json: shards return only what is immutable'],
];

/**
 * Statements on shards that a distributed engine refuses though they name a district. What a cluster refuses otherwise (joins of rows of
 * different shards, mostly) is found by the database tests on one.
 */
export function checkRefused(files: readonly SourceFile[]): Violation[] {
  const distributed = distributedTables(files);
  const product = files.filter((file) => !isTest(file) && /^(modules\/[^/]+\/(server|public-web)|platform)\/.*\.ts$/.test(file.path));
  const inCode = product.flatMap(({ path, text }) =>
    statementsOf(withoutComments(text)).flatMap((statement) => {
      const isOfShards = [...statement.matchAll(TABLE)].some(([, name]) => name === undefined || distributed.has(name));
      if (!isOfShards) return [];
      const messages = REFUSED.filter(([pattern]) => pattern.test(statement)).map(([, instead]) => `is refused by a distributed engine; ${instead}`);
      if (LOCK.test(statement) && !ONE_DISTRICT.test(statement)) messages.push('locks rows of several shards: one district after the other (`inEach`)');
      for (const [, one = '', other = '', on = ''] of statement.matchAll(JOIN))
        if (distributed.has(one) && distributed.has(other) && !/district/.test(on))
          messages.push(`joins ${one} and ${other} across shards: read one, then the other`);
      return messages.map((message) => ({ path, message }));
    }),
  );
  return [...inCode, ...files.filter(({ path }) => path.startsWith('database/migrations/')).flatMap((file) => checkColumns(file, distributed))];
}

const ADDS_COLUMN = /\balter table (\w+)([^;]*\badd column\b[^;]*)/g;

function checkColumns({ path, text }: SourceFile, distributed: ReadonlySet<string>): Violation[] {
  return [...withoutSqlComments(text).matchAll(ADDS_COLUMN)]
    .filter(([, table = '', rest = '']) => distributed.has(table) && /\bcheck\b|\breferences\b|\bunique\b|\badd constraint\b/.test(rest))
    .map(([, table]) => ({ path, message: `${table}: a constraint of shards has its own name and its own statement, after the column's` }));
}

function withoutSqlComments(text: string): string {
  return text.replaceAll(/--[^\n]*/g, '');
}
