-- When backups were written, so that a missing one is noticed. The files are where the operator put them.
create table backups (
  id bigint primary key,
  written_at timestamptz not null,
  file_name text not null check (length(file_name) between 1 and 255),
  rows bigint not null check (rows >= 0),
  bytes bigint not null check (bytes > 0)
);
create index backups_by_time on backups (written_at desc);
comment on table backups is 'One row per backup that was written to its end';
