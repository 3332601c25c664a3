-- Purpose: what the nightly erasure of personal data erased. Reversible: drop the table; erased numbers do not come back.
create table retention_runs (
  rule text not null,
  ran_at timestamptz not null,
  erased int not null check (erased >= 0),
  primary key (rule, ran_at)
);
comment on table retention_runs is 'how many rows each rule of the retention schedule erased, night by night';
comment on table personal_data_views is 'one row per record whose ID number or phone somebody saw in clear: who, when, why; never changed, erased by the retention schedule alone';
