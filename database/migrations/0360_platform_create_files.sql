-- Purpose: attachments of records of every module. The content lies sealed in a storage; without its row it cannot be opened.
-- Reversible: drop the table and the view, and remove the folder of files.
create table files (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  -- what it is kept for: names the module and the kind of its record
  purpose text not null check (purpose ~ '^[a-z][a-zA-Z-]*\.[a-z][a-zA-Z-]*$'),
  owner_id bigint not null,
  -- which place of the record
  part text check (part <> ''),
  data_class text not null check (data_class in ('general', 'personal', 'restricted', 'financial')),
  -- people write names and numbers into the names of their files
  name_cipher text not null,
  -- every image is kept as JPEG
  kind text not null check (kind in ('jpeg', 'pdf', 'word', 'excel')),
  size int not null check (size > 0),
  width int check (width > 0),
  height int check (height > 0),
  medium_size int check (medium_size > 0),
  small_size int check (small_size > 0),
  -- SM3 of what was sent, by which the same is kept once in a district; and of what is kept, which photographs differ in
  sent_digest text not null check (sent_digest ~ '^[0-9a-f]{64}$'),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  -- in the order in which a storage lists its objects
  object text collate "C" not null check (object ~ '^[0-9a-f]{32}$'),
  key_cipher text not null,
  scan text not null check (scan in ('unscanned', 'clean', 'infected')),
  scanned_at timestamptz,
  public_since timestamptz,
  kept_at timestamptz not null,
  kept_by text not null,
  kept_by_name text not null,
  primary key (district, id),
  check (district = div / 1000000),
  check ((width is null) = (height is null) and (medium_size is null) = (small_size is null)),
  check ((scan = 'unscanned') = (scanned_at is null)),
  check (public_since is null or (data_class = 'general' and scan <> 'infected'))
);
comment on table files is 'attachments: one row per file of a record; rows with the same content share one sealed object and its key';
create index files_by_id on files (id);
create index files_by_owner on files (district, purpose, owner_id, id);
create index files_by_content on files (district, sent_digest);
create index files_by_object on files (object);
create index files_by_place on files (district, div);
create index files_to_scan on files (district, id) where scan = 'unscanned';
select distribute('files');
create view files_published as
select district, purpose, owner_id, id, kind, width, height, size, medium_size, small_size, name_cipher, object, key_cipher from files where public_since is not null and scan <> 'infected';
comment on view files_published is 'for the public pages: files that were made public with their record';
