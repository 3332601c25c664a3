/** Which rows of a distributed installation its gathered copy holds (ADR 0160). */
import type pg from 'pg';

/** Tables on the shards that lists do not read: the ends of the chains, and codes by which leaders claim an organization. */
const NOT_COPIED = ['audit_heads', 'audit_checkpoints', 'filing_claim_codes'];
/** What signs for a program that passes needs on. */
const SECRETS: Readonly<Record<string, readonly string[]>> = { need_programs: ['secret_cipher', 'previous_secret_cipher'] };

/** What lies on the coordinator and lists read besides. Of an account everything but how its bearer signs in. */
const OF_COORDINATOR: Readonly<Record<string, readonly string[] | '*'>> = {
  accounts: ['id', 'office_id', 'name', 'display_name', 'duty', 'demonstration', 'created_at', 'created_by', 'disabled_at'],
  filing_templates: '*',
  filing_template_versions: '*',
  major_activity_rules: '*',
  offices: '*',
  person_consents: '*',
  person_hats: '*',
  persons: '*',
  posts: '*',
  plans: '*',
  plan_versions: '*',
  measures: '*',
  target_measures: '*',
  rule_sets: '*',
  rule_set_versions: '*',
  whereabouts: '*',
  places_run_elsewhere: '*',
  replica_head_marks: '*',
};

export interface CopiedTable {
  name: string;
  /** lies on the shards; everything else on the coordinator */
  isOnShards: boolean;
  /** by month, which the copy leaves be */
  isPartitioned: boolean;
  /** stored, and copied */
  columns: string[];
  /** not copied, though the table is */
  left: string[];
}

/** Asked of the coordinator. */
export async function listCopiedTables(coordinator: pg.ClientBase): Promise<CopiedTable[]> {
  const { rows } = await coordinator.query<{ name: string; kind: string | null; isPartitioned: boolean; columns: string[] }>(
    `select c.relname as name, p.partmethod as kind, c.relkind = 'p' as "isPartitioned", array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      left join pg_dist_partition p on p.logicalrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition group by 1, 2, 3 order by 1`,
  );
  return rows.flatMap(({ name, kind, isPartitioned, columns }) => {
    const isOnShards = kind === 'h';
    const wanted = OF_COORDINATOR[name] ?? (kind === null ? [] : '*');
    if (wanted.length === 0 || NOT_COPIED.includes(name)) return [];
    const copied = columns.filter((column) => (wanted === '*' || wanted.includes(column)) && !SECRETS[name]?.includes(column));
    return [{ name, isOnShards, isPartitioned, columns: copied, left: columns.filter((column) => !copied.includes(column)) }];
  });
}
