-- Purpose: what has been done once for this installation, such as the first start with demonstration data. Reversible: drop.
create table installation_marks (
  name text primary key,
  set_at timestamptz not null
);
comment on table installation_marks is 'things done once in the life of this installation; a mark is never taken back';
