-- Purpose: venues of organizations, shared addresses included. Reversible: drop the table.
create table organization_venues (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  name text not null check (name <> ''),
  address text not null check (address <> ''),
  facility text check (facility in ('社区综合服务设施', '党群服务中心', '新时代文明实践中心（所、站）', '社工站', '儿童之家', '日间照料中心', '为老服务中心', '志愿服务站', '社会救助服务站', '综治中心', '公共服务中心', '闲置国有或集体资产', '社区办公用房', '社区服务用房', '其他')),
  area numeric check (area >= 0),
  owner text,
  provision text check (provision in ('无偿', '优惠', '有偿')),
  open_hours text,
  capacity int check (capacity >= 0),
  started_on date not null,
  ended_on date,
  agreement_from date,
  agreement_to date,
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
  check (ended_on is null or ended_on >= started_on),
  check (agreement_to is null or agreement_from is null or agreement_to >= agreement_from)
);
comment on table organization_venues is 'where an organization is at home and active; several may share one address';
create index organization_venues_by_place on organization_venues (district, div, id);
create index organization_venues_by_id on organization_venues (id);
create index organization_venues_by_organization on organization_venues (organization_id);
select distribute('organization_venues');
-- one address however it was spaced
create index organization_venues_by_address on organization_venues (district, (regexp_replace(address, '[[:space:][:punct:]（）、，。]', '', 'g')));
