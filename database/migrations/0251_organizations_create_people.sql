-- Purpose: people of an organization: in charge, members, who guides it. Reversible: drop the tables.
create table organization_people (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  role text not null check (role in ('发起人', '举办者', '拟任负责人', '负责人', '法定代表人', '副负责人', '财务人员', '其他')),
  name text not null check (name <> ''),
  sex text check (sex in ('男', '女')),
  born_on date,
  id_number_cipher text,
  id_number_index text,
  phone_cipher text,
  phone_index text,
  politics text check (politics in ('中共党员', '中共预备党员', '共青团员', '民主党派', '群众')),
  post text,
  started_on date not null,
  ended_on date,
  public_post text,
  is_street_cadre boolean,
  approval_number text,
  is_community_party_member boolean,
  is_sub_committee_member boolean,
  -- whether name and post stand on the public page of the organization
  is_public boolean,
  has_full_capacity boolean,
  is_deprived_of_political_rights boolean,
  heads_another boolean,
  backgrounds text[],
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, organization_id, name, role, started_on),
  check (ended_on is null or ended_on >= started_on)
);
comment on table organization_people is 'founders, leaders and others in charge of an organization, from when to when; numbers encrypted';
create index organization_people_by_place on organization_people (district, div, id);
create index organization_people_by_id on organization_people (id);
create index organization_people_by_organization on organization_people (organization_id);
select distribute('organization_people');
create index organization_people_by_id_number on organization_people (id_number_index) where id_number_index is not null;
create table organization_members (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  kind text not null check (kind in ('个人', '单位')),
  name text not null check (name <> ''),
  sex text check (sex in ('男', '女')),
  id_number_cipher text,
  id_number_index text,
  phone_cipher text,
  phone_index text,
  joined_on date not null,
  left_on date,
  role text check (role in ('普通成员', '骨干', '负责人')),
  is_party_member boolean,
  is_volunteer boolean,
  residence text,
  contact text,
  skills text[],
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique nulls not distinct (district, organization_id, name, joined_on, id_number_index),
  check (left_on is null or left_on >= joined_on),
  check (kind = '个人' or id_number_index is null)
);
comment on table organization_members is 'the roster of an organization; numbers encrypted';
create index organization_members_by_place on organization_members (district, div, id);
create index organization_members_by_id on organization_members (id);
create index organization_members_by_organization on organization_members (organization_id);
select distribute('organization_members');
create table organization_contacts (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  kind text not null check (kind in ('党建指导员', '党组织班子成员定点联系', '专人联系')),
  name text not null check (name <> ''),
  post text,
  phone_cipher text,
  phone_index text,
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
  unique (district, organization_id, kind, name, started_on),
  check (ended_on is null or ended_on >= started_on)
);
comment on table organization_contacts is 'who guides an organization or keeps in touch with it, from when to when; phones encrypted';
create index organization_contacts_by_place on organization_contacts (district, div, id);
create index organization_contacts_by_id on organization_contacts (id);
create index organization_contacts_by_organization on organization_contacts (organization_id);
select distribute('organization_contacts');
