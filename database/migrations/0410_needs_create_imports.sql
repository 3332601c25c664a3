-- Purpose: tickets of the 12345 hotline that came as a file, so that a file can be taken back. Reversible: drop the table and the columns.
create table need_imports (
  id bigint not null,
  district int not null,
  -- the office that brought it in
  div bigint not null,
  recorded_div bigint not null,
  file_name text not null,
  rows int not null check (rows >= 0),
  created int not null check (created >= 0),
  already int not null check (already >= 0),
  joined int not null check (joined >= 0),
  rejected int not null check (rejected >= 0),
  imported_at timestamptz not null,
  imported_by text not null,
  imported_by_name text not null,
  undone_at timestamptz,
  undone_by text,
  undone_reason text,
  primary key (district, id),
  check (district = div / 1000000),
  check ((undone_at is null) = (undone_by is null))
);
comment on table need_imports is 'files of 12345 tickets brought in by an office; what came of each, and who took it back';
create index need_imports_by_place on need_imports (district, div, id desc);
select distribute('need_imports');
-- import_version: as the import left it; any later one means that somebody went on from there
alter table needs add column import_id bigint, add column import_version int;
alter table needs add constraint needs_import_complete check ((import_id is null) = (import_version is null));
-- what the hotline itself set as the last day
alter table needs add column external_due_on date;
create index needs_by_import on needs (import_id) where import_id is not null;
