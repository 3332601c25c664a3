-- Purpose: platforms that support organizations, and social work stations with their workers.
create table platforms (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null check (name <> ''),
  level text not null check (level in ('市', '区', '街道', '社区')),
  kind text not null check (kind in ('支持平台', '孵化基地', '服务中心', '联合会', '活动场所')),
  started_on date not null,
  ended_on date,
  operator text,
  area numeric(12, 2) check (area >= 0),
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, recorded_div, name),
  check (ended_on is null or ended_on >= started_on)
);
comment on table platforms is 'venues and institutions that support community social organizations';
create index platforms_by_place on platforms (district, div, name);
create index platforms_by_id on platforms (id);
select distribute('platforms');
create table stations (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null check (name <> ''),
  started_on date not null,
  ended_on date,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, recorded_div, name),
  check (ended_on is null or ended_on >= started_on)
);
comment on table stations is 'social work stations of streets and townships';
create index stations_by_place on stations (district, div, name);
create index stations_by_id on stations (id);
select distribute('stations');
create table station_former_names (
  district int not null,
  record_id bigint not null,
  name text not null,
  until_on date not null,
  primary key (district, record_id, name)
);
comment on table station_former_names is 'names a station bore before; references in workbooks find it by them';
create index station_former_names_by_name on station_former_names (district, name);
select distribute('station_former_names');
create table station_workers (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  station_id bigint not null,
  name text not null check (name <> ''),
  id_number_cipher text,
  id_number_index text,
  certificate text check (certificate in ('无', '助理社会工作师', '社会工作师', '高级社会工作师')),
  started_on date not null,
  ended_on date,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, station_id, name, started_on),
  check (ended_on is null or ended_on >= started_on)
);
comment on table station_workers is 'social workers posted at a station; they lie where the station lies';
create index station_workers_by_place on station_workers (district, div, name);
create index station_workers_by_id on station_workers (id);
select distribute('station_workers');
create index station_workers_by_station on station_workers (station_id);
