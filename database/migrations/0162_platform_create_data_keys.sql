-- Purpose: keys for personal data beside the first one (k1, which follows from the master key), so that they can be changed while
-- running. Reversible only while every value is under k1.
create table data_keys (
  id text primary key check (id ~ '^k[0-9]+$' and id <> 'k1'),
  wrapped text not null,
  created_at timestamptz not null,
  active_from timestamptz not null
);
comment on table data_keys is 'keys of personal data, each encrypted under the master key; known to every process before the first use; never removed, so that nothing becomes unreadable';
