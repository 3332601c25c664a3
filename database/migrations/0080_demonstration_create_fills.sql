-- Purpose: remembers that the installation holds demonstration data, and from which seed, so that every screen can say so.
create table demonstration_fills (
  id bigint primary key,
  seed int not null,
  organizations_per_community numeric(8, 2),
  counts jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  removed_at timestamptz
);
comment on table demonstration_fills is 'each filling with demonstration data; the data is there while removed_at is null';
