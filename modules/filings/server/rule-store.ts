import { sql } from 'kysely';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { NATION_KEY } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { LatestAsked } from '#shared/latest-asked.ts';
import { filingErrors } from '../contract/errors.ts';
import type { RuleSetFile } from '../contract/rule-set-file.ts';
import { resolveRules, type Rules } from './domain/resolve-rules.ts';

export interface RuleSetVersion {
  id: string;
  version: number;
  div: number;
  content: RuleSetFile;
  reason: string;
  createdAt: Date;
  createdBy: string;
}

/** What holds in all cities and held when their open applications began; some 60 kB each. */
const MOST_CHAINS = 500;
/** Versions never change, so a process resolves each chain once. */
const resolved = new LatestAsked<string, Rules>(MOST_CHAINS);

const SPANS = [1e12, 1e10, 1e8, 1e6, 1e3, 1];

/** The keys whose rule sets hold at a place, from the nation down. */
export function chainKeys(div: number): number[] {
  return [...new Set(SPANS.map((span) => div - (div % span)))];
}

/** What holds at a place now. @returns the rules and the versions they are made of, `national@1+shenzhen@2` @throws FILING_NO_RULES */
export async function rulesAt(db: Database | Transaction, div: number): Promise<{ rules: Rules; versions: string }> {
  const versions = (await versionsAt(db, [div])).get(div) ?? '';
  return { rules: await rulesOf(db, versions), versions };
}

/** What holds at several places now, in as many statements as there are different rules. @throws FILING_NO_RULES */
export async function rulesAtPlaces(db: Database | Transaction, divs: readonly number[]): Promise<Map<number, Rules>> {
  const versions = await versionsAt(db, divs);
  const rules = new Map<string, Rules>();
  for (const chain of new Set(versions.values())) rules.set(chain, await rulesOf(db, chain));
  return new Map(
    [...versions].flatMap(([div, chain]) => [[div, rules.get(chain)] as const]).filter((entry): entry is [number, Rules] => entry[1] !== undefined),
  );
}

async function versionsAt(db: Database | Transaction, divs: readonly number[]): Promise<Map<number, string>> {
  if (divs.length === 0) return new Map();
  const wanted = [...new Set(divs.flatMap(chainKeys))];
  const { rows } = await sql<{ id: string; version: number; div: number }>`
    select rule_set_id as id, version, div from rule_sets where div = any(${wanted}::bigint[])`.execute(db);
  const inForce = new Map(rows.map(({ div, id, version }) => [div, `${id}@${version}`]));
  if (!inForce.has(NATION_KEY)) throw refuse(filingErrors.FILING_NO_RULES);
  return new Map(
    divs.map((div) => [
      div,
      chainKeys(div)
        .flatMap((key) => inForce.get(key) ?? [])
        .join('+'),
    ]),
  );
}

/** The rules an application began with, whatever was published since. @throws FILING_NO_RULES */
export async function rulesOf(db: Database | Transaction, versions: string): Promise<Rules> {
  const wanted = versions.split('+').map((part) => part.split('@'));
  const ids = wanted.map(([id]) => id ?? '');
  const numbers = wanted.map(([, version]) => Number(version));
  const { rows: chain } = await sql<{ createdAt: Date }>`
    select v.created_at as "createdAt" from unnest(${ids}::text[], ${numbers}::int[]) with ordinality as w (id, version, place)
    join rule_set_versions v on v.rule_set_id = w.id and v.version = w.version order by w.place`.execute(db);
  if (chain.length !== wanted.length) throw refuse(filingErrors.FILING_NO_RULES);
  const key = `${versions}/${chain.map(({ createdAt }) => createdAt.getTime()).join('+')}`;
  const known = resolved.find(key);
  if (known) return known;
  const { rows } = await sql<{ content: RuleSetFile }>`
    select v.content from unnest(${ids}::text[], ${numbers}::int[]) with ordinality as w (id, version, place)
    join rule_set_versions v on v.rule_set_id = w.id and v.version = w.version order by w.place`.execute(db);
  const rules = resolveRules(rows.map(({ content }) => content));
  // what an open transaction has written may still be taken back
  if (!db.isTransaction) resolved.keep(key, rules);
  return rules;
}

/** Sets that stand above or at a division, in force, from the nation down, without one. */
export async function chainInForce(db: Database | Transaction, div: number, without: string): Promise<RuleSetFile[]> {
  const keys = chainKeys(div);
  const { rows } = await sql<{ div: number; content: RuleSetFile }>`
    select s.div, v.content from rule_sets s join rule_set_versions v on v.rule_set_id = s.rule_set_id and v.version = s.version
    where s.div = any(${keys}::bigint[]) and s.rule_set_id <> ${without}`.execute(db);
  return rows.sort((one, other) => keys.indexOf(one.div) - keys.indexOf(other.div)).map(({ content }) => content);
}

/** One version, the one in force by default. */
export async function findRuleSet(db: Database | Transaction, id: string, version?: number): Promise<(RuleSetVersion & { inForce: number }) | undefined> {
  const { rows } = await sql<RuleSetVersion & { inForce: number }>`
    select v.rule_set_id as id, v.version, s.div, v.content, v.reason, v.created_at as "createdAt", v.created_by as "createdBy", s.version as "inForce"
    from rule_sets s join rule_set_versions v on v.rule_set_id = s.rule_set_id and v.version = coalesce(${version ?? null}::int, s.version) where s.rule_set_id = ${id}`.execute(
    db,
  );
  return rows[0];
}

export async function insertRuleSetVersion(
  tx: Transaction,
  set: Omit<RuleSetVersion, 'createdAt'> & { createdAt: string; fileDigest: string | null },
): Promise<void> {
  await sql`insert into rule_set_versions (rule_set_id, version, content, reason, created_at, created_by)
    values (${set.id}, ${set.version}, ${JSON.stringify(set.content)}::json, ${maskNumbersIn(set.reason)}, ${set.createdAt}, ${set.createdBy})`.execute(tx);
  await sql`insert into rule_sets (rule_set_id, version, div, file_digest) values (${set.id}, ${set.version}, ${set.div}, ${set.fileDigest})
    on conflict (rule_set_id) do update set version = excluded.version, file_digest = excluded.file_digest`.execute(tx);
}
