import type { SourceFile, Violation } from '../source-files.ts';

/** Each owner has ten numbers, so that two people never take the same one. From 100 on numbers go by time, whoever needs one. */
const RANGES: Record<string, readonly [number, number]> = {
  platform: [1, 9],
  divisions: [10, 19],
  accounts: [20, 29],
  organizations: [30, 39],
  evidence: [40, 49],
  indicators: [50, 59],
  plans: [60, 69],
  reports: [70, 79],
  demonstration: [80, 89],
  filings: [180, 199],
  activities: [310, 319],
  volunteers: [320, 329],
  publicity: [340, 349],
  needs: [300, 309],
  exchange: [440, 449],
};

const BY_TIME = 100;

const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\bgenerated\s+(?:always|by\s+default)\s+as\s+identity\b|\b(?:big|small)?serial\b/i, 'no identity columns: ids come from the application (Citus)'],
  [/\bcreate\s+(?:constraint\s+)?trigger\b/i, 'no triggers: the command does it, where people can read it (Citus)'],
  [/\bdo\s+update\s+set\b[^;]*\bnow\(\)/i, 'no now() in DO UPDATE: pass the instant (Citus)'],
];

export function checkMigrations(files: readonly SourceFile[]): Violation[] {
  const migrations = files.filter((file) => file.path.startsWith('database/migrations/'));
  const numbers = Map.groupBy(migrations, (file) => numberOf(file.path));
  const twice = [...numbers.values()].filter((same) => same.length > 1).flatMap((same) => same.slice(1));
  return [...twice.map((file) => ({ path: file.path, message: 'this number is taken' })), ...migrations.flatMap(checkMigration)];
}

function numberOf(file: string): number {
  return Number(/\/(\d{4})_/.exec(file)?.[1]);
}

function checkMigration(file: SourceFile): Violation[] {
  const violations: string[] = [];
  const owner = /\/\d{4}_([a-z]+)_[a-z]+(?:_[a-z0-9]+)+\.sql$/.exec(file.path)?.[1];
  const range = owner ? RANGES[owner] : undefined;
  if (!owner) violations.push('named NNNN_<module>_<verb>_<noun>.sql');
  else if (!range || (numberOf(file.path) < BY_TIME && (numberOf(file.path) < range[0] || numberOf(file.path) > range[1])))
    violations.push(`numbers of ${owner} are ${range?.join(' to ') ?? 'not given out'}`);
  if (!file.text.startsWith('-- ')) violations.push('the first line says what it is for');
  const text = file.text.replaceAll(/--[^\n]*/g, '');
  for (const [pattern, message] of FORBIDDEN) if (pattern.test(text)) violations.push(message);
  for (const [, table] of text.matchAll(/\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)/gi)) {
    if (!new RegExp(`\\bcomment\\s+on\\s+table\\s+${table}\\b`, 'i').test(text)) violations.push(`${table} has no COMMENT ON TABLE`);
  }
  return violations.map((message) => ({ path: file.path, message }));
}
