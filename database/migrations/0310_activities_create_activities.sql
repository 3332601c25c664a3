-- Purpose: the register of activities, part of the evidence workbook: events that count from their day on.
create table activities (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null check (name <> ''),
  theme text not null check (theme in ('邻里守望', '共建共治共享', '共创平安', '文化铸魂', '助力乡村振兴', '特色社区', '其他')),
  organization_name text not null,
  organization_id bigint,
  started_on date not null,
  participants int not null check (participants >= 0),
  volunteers int check (volunteers >= 0),
  is_major boolean,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, recorded_div, name, organization_name, started_on)
);
comment on table activities is 'activities; div is where they are held, participants are person-times';
create index activities_by_place on activities (district, div, started_on desc, id desc);
create index activities_by_id on activities (id);
create index activities_by_organization on activities (organization_id, started_on desc, id desc) where organization_id is not null;
select distribute('activities');
