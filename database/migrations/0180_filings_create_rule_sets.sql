-- Purpose: procedures as rule sets: versions of data, one set per division that differs from what it inherits. Reversible: drop the tables.
create table rule_set_versions (
  rule_set_id text not null,
  version int not null,
  -- as text: the order of its steps tells which of several is meant
  content json not null,
  reason text not null check (reason <> ''),
  created_at timestamptz not null,
  created_by text not null,
  primary key (rule_set_id, version)
);
comment on table rule_set_versions is 'every version of every rule set; a running application keeps the versions it began with; never updated';
create table rule_sets (
  rule_set_id text primary key,
  version int not null,
  -- the division it holds for, with everything below
  div bigint not null unique,
  -- null for a set that an office made itself
  file_digest text,
  foreign key (rule_set_id, version) references rule_set_versions (rule_set_id, version)
);
comment on table rule_sets is 'the version in force of each rule set; those of a division and of everything above it are laid over each other';
