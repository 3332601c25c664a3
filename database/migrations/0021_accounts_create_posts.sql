-- Purpose: posts: who holds which role where, from when to when. Reversible: drop the table.
create table posts (
  id bigint primary key,
  account_id bigint not null,
  duty text not null,
  office_id bigint not null references offices,
  role text not null,
  district int not null,
  div bigint not null check (district = div / 1000000),
  level text not null check (level in ('nation', 'province', 'city', 'county', 'township', 'community')),
  begins_on date not null,
  ends_on date,
  granted_at timestamptz not null,
  granted_by text not null,
  foreign key (account_id, duty) references accounts (id, duty),
  check (duty = case role when 'systemAdministrator' then 'system' when 'securityAdministrator' then 'security' when 'auditAdministrator' then 'audit' else 'business' end),
  check (ends_on is null or ends_on >= begins_on)
);
comment on table posts is 'a role over a division and everything below it, held by an account from begins_on until before ends_on';
create index posts_by_account on posts (account_id, begins_on);
create index posts_by_division on posts (district, div);
