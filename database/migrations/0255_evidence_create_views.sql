-- Purpose: filters of a register that people keep under a name. Reversible: drop the table.
create table evidence_views (
  id bigint not null,
  district int not null,
  -- the division of the post that kept it: who works there sees it when it is shared
  office_div bigint not null,
  register text not null,
  name text not null check (name <> ''),
  -- what stands in the address: `q=…&state=…&filters=…`
  search text not null,
  is_shared boolean not null,
  owner_id text not null,
  owner_name text not null,
  created_at timestamptz not null,
  primary key (district, id),
  unique (district, register, owner_id, name)
);
comment on table evidence_views is 'saved views of a register: a name and its filters, one''s own or shared with the posts of the same office';
create index evidence_views_by_id on evidence_views (id);
select distribute('evidence_views');
