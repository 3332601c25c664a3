-- Purpose: plans as versions of data, and which measures count the figures of each version's targets.
create table plan_versions (
  plan_id text not null,
  version int not null,
  content jsonb not null,
  reason text not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (plan_id, version)
);
comment on table plan_versions is 'every version of every plan; a report keeps the version it was made with; never updated';
create table plans (
  plan_id text primary key,
  version int not null,
  file_digest text not null,
  foreign key (plan_id, version) references plan_versions (plan_id, version)
);
comment on table plans is 'the version in force of each plan; file_digest tells whether the plan file was loaded already';
create table target_measures (
  plan_id text not null,
  version int not null,
  target_id text not null,
  part int not null,
  measure_id int not null references measures (id),
  primary key (plan_id, version, target_id, part),
  foreign key (plan_id, version) references plan_versions (plan_id, version)
);
comment on table target_measures is 'the measure of each figure of a target; targets of several figures have several parts';
