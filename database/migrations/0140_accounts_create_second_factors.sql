-- Purpose: second factors (TOTP), recovery codes, their reset by two people, and sessions that still await the second step.
-- Reversible: drop the tables and the column.
create table second_factors (
  account_id bigint primary key references accounts on delete cascade,
  secret_cipher text not null,
  begun_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0
);
comment on table second_factors is 'TOTP secret of an account, encrypted; last_step is the newest time step used, so that no code works twice';

create table recovery_codes (
  account_id bigint not null references accounts on delete cascade,
  code_index text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, code_index)
);
comment on table recovery_codes is 'codes that stand in for a lost second factor once each, as keyed digests';

create table second_factor_resets (
  account_id bigint primary key references accounts on delete cascade,
  requested_by bigint not null references accounts on delete cascade,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  reason text not null check (length(reason) between 2 and 200),
  check (requested_by <> account_id)
);
comment on table second_factor_resets is 'requests of a system administrator to take a lost second factor off, until a security administrator agrees';
create index second_factor_resets_by_requester on second_factor_resets (requested_by);

alter table sessions add awaits_code boolean not null default false;
