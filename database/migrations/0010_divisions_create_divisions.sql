-- Purpose: the division tree with its past: one row per division that is or was. Reversible: drop the tables and the function.
-- Every start position of a name as two characters, the last as one: Chinese words of any length are found by index.
create function division_name_grams(name text) returns text[] language sql immutable parallel safe as
$$ select array_agg(substr(name, position, 2)) from generate_series(1, length(name)) as position $$;
create table divisions (
  key bigint primary key check (key >= 0 and key < 1000000000000),
  level smallint not null check (level between 0 and 5),
  parent bigint check ((parent is null) = (level = 0)),
  name text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  kind text check (kind in ('urban', 'rural')),
  committee_kind text check (committee_kind in ('居', '村', '类居', '类村', '虚拟')),
  counted boolean not null,
  also_county boolean not null default false,
  official_codes bigint[] not null,
  valid_from date,
  valid_to date,
  pinyin text not null,
  pinyin_initials text not null,
  source text not null,
  check (valid_from is null or valid_to is null or valid_from < valid_to),
  check (level = 5 or kind is null),
  check (level = 2 or not also_county)
);
comment on table divisions is 'division tree; key is the platform''s 12-digit code, level 0 nation to 5 community; in force while valid_from <= day < valid_to (null: since ever, until further notice); the row holds the latest state';
comment on column divisions.counted is 'false: stands in the tree but in no denominator; not inherited';
comment on column divisions.also_county is 'a city without counties: also one county-level unit';
comment on column divisions.official_codes is 'official codes, 12 digits; differs from the key where the official tree is irregular';
create index divisions_by_parent on divisions (parent, key);
create index divisions_by_level on divisions (level, key);
create index divisions_by_short_name on divisions (level, short_name text_pattern_ops);
create index divisions_by_initials on divisions (level, pinyin_initials text_pattern_ops);
create index divisions_by_pinyin on divisions (level, pinyin text_pattern_ops);
create index divisions_by_name_grams on divisions using gin (division_name_grams(short_name)) with (fastupdate = off);
create index divisions_by_irregular_code on divisions using gin (official_codes) where official_codes <> array[key];
-- The application loads the tree but does not own it; without fresh statistics the first searches would read it whole.
create function divisions_analyze() returns void language plpgsql security definer set search_path from current as
$$ begin analyze divisions; end $$;
-- Former states of a division that kept its key: renamed, of another kind, counted otherwise.
create table division_versions (
  key bigint not null references divisions,
  until_on date not null,
  name text not null,
  short_name text not null,
  kind text check (kind in ('urban', 'rural')),
  committee_kind text check (committee_kind in ('居', '村', '类居', '类村', '虚拟')),
  counted boolean not null,
  also_county boolean not null,
  primary key (key, until_on)
);
comment on table division_versions is 'the state of a division before until_on; a past day''s state is the first with until_on after that day, else the row of divisions';
create view divisions_published_units as
  select key, (key / 1000000)::int as district, level, parent, name, short_name, kind, counted, also_county, valid_from, valid_to from divisions;
comment on view divisions_published_units is 'for joins of other modules: today''s state of every division that is or was';
-- On a Citus cluster every node holds the whole tree.
do $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    perform create_reference_table('divisions');
    perform create_reference_table('division_versions');
  end if;
end $$;
