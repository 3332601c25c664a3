-- Purpose: a copy that gathers the rows of all shards (ADR 0160) tells by marks how far it is. Reversible: drop the
-- tables.
create table replica_marks (
  district integer primary key,
  mark bigint not null
);
comment on table replica_marks is 'one row for each node with shards, at a district that lies there; each writing raises it, and a copy that shows it has everything committed there before';
select distribute('replica_marks');
create table replica_head_marks (
  head boolean primary key default true check (head),
  mark bigint not null
);
comment on table replica_head_marks is 'the same for what is not distributed';
