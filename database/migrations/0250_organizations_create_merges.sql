-- Purpose: decisions that two organizations on the ledger are one. Reversible: drop the table; the records stay merged.
create table organization_merges (
  district int not null,
  removed_id bigint not null,
  kept_id bigint not null,
  removed_name text not null check (removed_name <> ''),
  reason text not null check (reason <> ''),
  -- what followed the record that stays, by kind: how many
  moved jsonb not null,
  merged_at timestamptz not null,
  merged_by text not null,
  merged_by_name text not null,
  primary key (district, removed_id),
  check (removed_id <> kept_id)
);
comment on table organization_merges is 'two records found to be one organization: which stays, which went, who decided and why, what followed; leads from the id that went to the one that stays';
create index organization_merges_by_removed on organization_merges (removed_id);
create index organization_merges_by_kept on organization_merges (kept_id);
select distribute('organization_merges');
