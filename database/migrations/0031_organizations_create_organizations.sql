-- Purpose: the ledger of community social organizations with their former names.
create table organizations (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null check (name <> ''),
  tier text not null check (tier in ('台账', '备案', '登记')),
  category text not null check (category in ('生活服务类', '公益慈善类', '居民互助类', '文体娱乐类', '农村生产技术服务类', '社区事务类', '其他')),
  legal_form text check (legal_form in ('无', '社会团体', '社会服务机构', '基金会')),
  credit_code text check (credit_code ~ '^[0-9A-Z]{18}$'),
  filing_number text,
  established_on date not null,
  filed_on date,
  registered_on date,
  ended_on date,
  end_reason text check (end_reason in ('注销', '取消备案', '撤销', '撤出台账')),
  is_charity boolean,
  leader_name text not null,
  leader_id_number_cipher text,
  leader_id_number_index text,
  leader_phone_cipher text,
  leader_phone_index text,
  leader_politics text,
  member_count int not null check (member_count >= 0),
  social_worker_count int check (social_worker_count >= 0),
  party_member_count int check (party_member_count >= 0),
  business_scopes text[],
  venues text[],
  service_targets text[],
  is_hub boolean not null,
  hub_since date,
  party_form text check (party_form in ('无', '独立支部', '联合支部', '总支')),
  stage text check (stage in ('备案型', '萌芽型', '成长型', '成熟型')),
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
  check (credit_code is null or tier = '登记'),
  check (ended_on is null or ended_on >= established_on)
);
comment on table organizations is 'community social organizations on the ledger, filed or registered; home community or, when active in the whole street, the street';
create index organizations_by_place on organizations (district, div, name);
create index organizations_by_id on organizations (id);
select distribute('organizations');
create index organizations_by_name on organizations (district, name);
create index organizations_by_leader on organizations (district, leader_id_number_index) where leader_id_number_index is not null;
create index organizations_hubs on organizations (district, div) where is_hub;
create table organization_former_names (
  district int not null,
  record_id bigint not null,
  name text not null,
  until_on date not null,
  primary key (district, record_id, name)
);
comment on table organization_former_names is 'names an organization bore before; references in workbooks find it by them';
create index organization_former_names_by_name on organization_former_names (district, name);
select distribute('organization_former_names');
