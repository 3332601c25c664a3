-- Purpose: what became of divisions: the log of operations and who succeeds whom. Reversible: drop the tables.
create table division_operations (
  id bigint primary key,
  kind text not null check (kind in ('create', 'close', 'rename', 'move', 'merge', 'split', 'reclassify')),
  on_day date not null,
  reason text not null check (reason <> ''),
  input jsonb not null,
  districts int[] not null,
  keys bigint[] not null,
  actor_id text not null,
  done_at timestamptz not null
);
comment on table division_operations is 'changes of the tree, with the day of effect, the reason, the six-digit districts whose units changed, and the keys of all divisions that ended, began or changed (they say who may see the entry)';
create index division_operations_by_day on division_operations (on_day desc, id desc);
create table division_successions (
  predecessor bigint not null references divisions,
  successor bigint not null references divisions,
  operation bigint not null references division_operations,
  on_day date not null,
  keeps_code boolean not null,
  position smallint not null,
  primary key (predecessor, successor, on_day),
  check (predecessor <> successor)
);
comment on table division_successions is 'from on_day the successor stands where the predecessor stood; of several, the one that keeps the code goes first, then by position';
create index division_successions_by_successor on division_successions (successor);
create sequence division_operation_numbers;
do $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    perform create_reference_table('division_operations');
    perform create_reference_table('division_successions');
  end if;
end $$;
