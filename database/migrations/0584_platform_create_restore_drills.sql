-- Purpose: a weekly restore on trial that failed, or was not held, is noticed by somebody. Reversible by dropping the table.
create table restore_drills (
  id bigint primary key,
  held_at timestamptz not null,
  file_name text not null check (length(file_name) between 1 and 255),
  rows bigint check (rows >= 0),
  seconds double precision check (seconds >= 0),
  findings integer check (findings >= 0),
  refusal text check (length(refusal) between 1 and 500),
  check (num_nonnulls(rows, seconds, findings) = case when refusal is null then 3 else 0 end)
);
create index restore_drills_by_time on restore_drills (held_at desc, id desc);
comment on table restore_drills is 'One row per restore on trial (wotu drill): what it came to, or why it came to nothing';
comment on column restore_drills.seconds is 'the restore alone, without the checks';
comment on column restore_drills.refusal is 'why the backup could not be restored at all, in words for people; null when it was';
