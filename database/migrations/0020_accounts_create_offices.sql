-- Purpose: offices on the division tree and the accounts that belong to them. Reversible: drop the tables.
-- A few thousand rows that every request needs whole, so none of the accounts' tables is spread over shards.
create table offices (
  id bigint primary key,
  district int not null,
  div bigint not null check (district = div / 1000000),
  name text not null check (length(name) between 2 and 80),
  kind text not null check (kind in ('civilAffairs', 'department', 'street', 'committee', 'party', 'hub', 'organization', 'other')),
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  closed_at timestamptz
);
comment on table offices is 'civil-affairs offices, street offices, committees and others, each at one division';
create unique index offices_open_name on offices (div, name) where closed_at is null;
create index offices_by_division on offices (district, div);

create table accounts (
  id bigint primary key,
  office_id bigint not null references offices,
  name text not null unique check (name = lower(name)),
  display_name text not null check (length(display_name) between 1 and 40),
  duty text not null check (duty in ('business', 'system', 'security', 'audit')),
  password_hash text,
  password_set_at timestamptz,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  disabled_at timestamptz,
  unique (id, duty),
  check ((password_hash is null) = (password_set_at is null))
);
comment on table accounts is 'people who sign in; duty is fixed for life, so nobody is two administrators, or administrator and staff';
create index accounts_by_office on accounts (office_id);

create table former_passwords (
  account_id bigint not null references accounts on delete cascade,
  set_at timestamptz not null,
  password_hash text not null,
  primary key (account_id, set_at)
);
comment on table former_passwords is 'hashes of replaced passwords, which may not come back';
