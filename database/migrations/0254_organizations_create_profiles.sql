-- Purpose: profiles of organizations, their links to sub-committees and hubs. Reversible: drop the tables.
create table organization_profiles (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  confirmed_on date not null,
  purpose text,
  activity_area text,
  area_level text check (area_level in ('社区（村）', '街道（乡镇）')),
  form text check (form in ('社', '站', '队', '中心', '组', '会', '其他')),
  tags text[],
  motives text[],
  mechanisms text[],
  activity_funds_yuan numeric check (activity_funds_yuan >= 0),
  startup_funds_yuan numeric check (startup_funds_yuan >= 0),
  full_time_staff int check (full_time_staff >= 0),
  part_time_staff int check (part_time_staff >= 0),
  office_area numeric check (office_area >= 0),
  filing_authority text,
  registration_authority text,
  supervising_authority text,
  industry_regulator text,
  is_volunteer_organization boolean,
  uses_volunteer_mark boolean,
  is_marked_on_platform boolean,
  -- 1A to 5A, valid for five years (X06 art.28)
  assessment_grade text check (assessment_grade in ('5A', '4A', '3A', '2A', '1A')),
  assessed_on date,
  assessed_until date,
  credit_standing text check (credit_standing in ('正常', '列入活动异常名录', '列入严重违法失信名单')),
  credit_since date,
  credit_reason text,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, organization_id),
  check ((assessment_grade is null) = (assessed_on is null)),
  check (assessed_until is null or assessed_until > assessed_on)
);
comment on table organization_profiles is 'what is known of an organization beside the evidence workbook; one row each';
create index organization_profiles_by_place on organization_profiles (district, div, id);
create index organization_profiles_by_id on organization_profiles (id);
create index organization_profiles_by_organization on organization_profiles (organization_id);
select distribute('organization_profiles');
create table organization_committees (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  committee text not null check (committee in ('人民调解委员会', '治安保卫委员会', '公共卫生委员会', '其他委员会')),
  full_name text,
  duties text,
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
  unique (district, organization_id, committee, started_on),
  check (ended_on is null or ended_on >= started_on)
);
comment on table organization_committees is 'which sub-committee of the neighbourhood committee an organization works with (SZ-D03)';
create index organization_committees_by_place on organization_committees (district, div, id);
create index organization_committees_by_id on organization_committees (id);
create index organization_committees_by_organization on organization_committees (organization_id);
select distribute('organization_committees');
create table organization_hub_memberships (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  hub_id bigint not null,
  hub_name text not null,
  hub_div bigint not null,
  joined_on date not null,
  left_on date,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, organization_id, hub_id, joined_on),
  check (organization_id <> hub_id),
  check (left_on is null or left_on >= joined_on)
);
comment on table organization_hub_memberships is 'members of hub organizations; they lie where the member lies';
create index organization_hub_memberships_by_place on organization_hub_memberships (district, div, id);
create index organization_hub_memberships_by_id on organization_hub_memberships (id);
create index organization_hub_memberships_by_organization on organization_hub_memberships (organization_id);
select distribute('organization_hub_memberships');
create index organization_hub_memberships_by_hub on organization_hub_memberships (hub_id);
