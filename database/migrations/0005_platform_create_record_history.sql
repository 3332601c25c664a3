-- Purpose: history of every change to a register's records, and the batches by which workbooks were brought in.
create table record_versions (
  district int not null,
  register text not null,
  record_id bigint not null,
  version int not null,
  action text not null check (action in ('created', 'updated', 'ended', 'deleted', 'undone', 'merged')),
  changed_at timestamptz not null,
  changed_by text not null,
  changed_by_name text not null,
  reason text,
  import_batch_id bigint,
  -- changed columns of the table as stored (personal data encrypted); a deleted record whole; null for a new record
  before jsonb,
  after jsonb,
  primary key (district, register, record_id, version)
);
comment on table record_versions is 'one row per change of a record: who, when, why, and the changed columns before and after';
create index record_versions_by_batch on record_versions (import_batch_id, register) where import_batch_id is not null;
create index record_versions_by_record on record_versions (register, record_id);
select distribute('record_versions');
create table import_batches (
  id bigint primary key,
  file_name text not null,
  status text not null check (status in ('applied', 'undone')),
  jurisdiction bigint not null,
  created_at timestamptz not null,
  created_by text not null,
  created_by_name text not null,
  undone_at timestamptz,
  undone_by text,
  undone_reason text,
  sheets jsonb not null
);
comment on table import_batches is 'workbooks brought in: what each sheet created, updated and left alone; a batch can be undone while nobody changed its records since';
create index import_batches_by_time on import_batches (created_at desc, id desc);
create table record_pair_decisions (
  district int not null,
  register text not null,
  one_id bigint not null,
  other_id bigint not null,
  decision text not null check (decision in ('kept', 'merged')),
  decided_at timestamptz not null,
  decided_by text not null,
  reason text,
  primary key (district, register, one_id, other_id),
  check (one_id < other_id)
);
comment on table record_pair_decisions is 'likely duplicates somebody looked at: kept apart or merged; decided pairs are not offered again';
select distribute('record_pair_decisions');
