-- Purpose: social work talent and the social workers who serve organizations.
create table talents (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null check (name <> ''),
  id_number_cipher text,
  id_number_index text,
  certificate text check (certificate in ('无', '助理社会工作师', '社会工作师', '高级社会工作师')),
  post text,
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
  unique nulls not distinct (district, recorded_div, name, started_on, id_number_index),
  check (ended_on is null or ended_on >= started_on)
);
comment on table talents is 'social work talent of a community';
create index talents_by_place on talents (district, div, name);
create index talents_by_id on talents (id);
select distribute('talents');
create table organization_social_workers (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  name text not null check (name <> ''),
  employment text not null check (employment in ('专职', '兼职')),
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
  unique (district, organization_id, name, started_on),
  check (ended_on is null or ended_on >= started_on)
);
comment on table organization_social_workers is 'social workers serving an organization; they lie where the organization lies';
create index organization_social_workers_by_place on organization_social_workers (district, div, name);
create index organization_social_workers_by_id on organization_social_workers (id);
select distribute('organization_social_workers');
create index organization_social_workers_by_organization on organization_social_workers (organization_id);
