-- Purpose: trainings, selections and the spreading of pilots: events that count from their day on.
create table trainings (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null check (name <> ''),
  host_level text not null check (host_level in ('省', '市', '区', '街道', '社区')),
  started_on date not null,
  ended_on date,
  audiences text[] not null check (cardinality(audiences) > 0 and audiences <@ array['民政工作人员', '城乡社区工作者', '儿童主任', '社区社会组织负责人', '社会工作者', '志愿者', '骨干', '从业人员']),
  content text,
  method text,
  participants int not null check (participants >= 0),
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, recorded_div, name, started_on),
  check (ended_on is null or ended_on >= started_on)
);
comment on table trainings is 'trainings; div is the division of the host office, participants are person-times';
create index trainings_by_place on trainings (district, div, started_on desc, id desc);
create index trainings_by_id on trainings (id);
select distribute('trainings');
create table selections (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('优质项目', '品牌组织', '品牌项目')),
  year int not null check (year between 1900 and 2199),
  completed_on date not null,
  candidates int check (candidates >= 0),
  winners int check (winners >= 0),
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, recorded_div, name, year)
);
comment on table selections is 'selection rounds; div is the division of the host office';
create index selections_by_place on selections (district, div, completed_on desc, id desc);
create index selections_by_id on selections (id);
select distribute('selections');
create table extensions (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  pilot_div bigint not null,
  extended_on date not null,
  content text,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, recorded_div, pilot_div, extended_on)
);
comment on table extensions is 'a pilot''s experience carried to another unit; div is the receiving unit';
create index extensions_by_place on extensions (district, div, extended_on desc, id desc);
create index extensions_by_id on extensions (id);
select distribute('extensions');
