/** Filled by opening or serving a database: plans, what is counted for them, links to begin with, what was written down of backups and restores on trial, and the entries about these. */
export const FILLED_BY_OPENING: ReadonlySet<string> = new Set([
  'audit_entries',
  'audit_heads',
  'master_key_checks',
  'plans',
  'plan_versions',
  'rule_set_versions',
  'rule_sets',
  'measures',
  'target_measures',
  'one_time_links',
  'job_runs',
  'backups',
  'restore_drills',
]);
