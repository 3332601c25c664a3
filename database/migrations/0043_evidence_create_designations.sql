-- Purpose: designations and party organizations.
create table designations (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  kind text not null check (kind in ('品牌组织', '品牌项目', '农村典型', '示范型组织', '观察点', '示范乡镇街道', '示范点', '农村试点', '试点市县', '全省示范点试点单位', '优质项目')),
  object_name text not null check (object_name <> ''),
  owner_name text,
  organization_id bigint,
  issuer_div bigint not null,
  designated_on date not null,
  ended_on date,
  document_number text,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, recorded_div, kind, object_name, designated_on),
  check (ended_on is null or ended_on >= designated_on)
);
comment on table designations is 'designations of organizations, projects and places; div is the division of the object';
create index designations_by_place on designations (district, div, designated_on desc, id desc);
create index designations_by_id on designations (id);
select distribute('designations');
create table party_organizations (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('独立支部', '联合支部', '总支')),
  established_on date not null,
  ended_on date,
  covered_organizations text[],
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
  check (ended_on is null or ended_on >= established_on)
);
comment on table party_organizations is 'party organizations in community social organizations';
create index party_organizations_by_place on party_organizations (district, div, name);
create index party_organizations_by_id on party_organizations (id);
select distribute('party_organizations');
