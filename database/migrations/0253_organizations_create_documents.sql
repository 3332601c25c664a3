-- Purpose: governance documents of organizations. Reversible: drop the table.
create table organization_documents (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  kind text not null check (kind in ('章程', '活动制度', '服务规范', '财务制度', '会议记录', '民主选举', '重大事项决策', '自律承诺', '收费标准', '重大活动', '纸质名册', '其他')),
  title text not null check (title <> ''),
  adopted_on date not null,
  ended_on date,
  adopted_by text,
  votes text,
  basis text,
  content text,
  -- whether it stands on the public page of the organization
  is_public boolean,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, organization_id, kind, title, adopted_on),
  check (ended_on is null or ended_on >= adopted_on),
  -- it shows many people's names and numbers
  check (kind <> '纸质名册' or is_public is distinct from true)
);
comment on table organization_documents is 'charter, rules, minutes and decisions of an organization, each edition a record';
create index organization_documents_by_place on organization_documents (district, div, id);
create index organization_documents_by_id on organization_documents (id);
create index organization_documents_by_organization on organization_documents (organization_id);
select distribute('organization_documents');
