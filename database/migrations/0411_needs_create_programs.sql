-- Purpose: programs of others (社区家园网, 民生微实事, 智慧社区平台) that pass needs on, each with a key of its own. Reversible: drop both tables.
create table need_programs (
  id bigint not null,
  district int not null,
  -- the place whose needs it may pass on, with everything below
  div bigint not null,
  recorded_div bigint not null,
  level text not null check (level in ('nation', 'province', 'city', 'county', 'township', 'community')),
  name text not null check (name <> ''),
  channel text not null check (channel in ('communityPortal', 'livelihoodProgram', 'smartPlatform')),
  key_id text not null check (key_id ~ '^wn[2-9A-HJ-NP-Z]{12}$'),
  secret_cipher text not null,
  -- after a rotation the key before it holds for a while
  previous_secret_cipher text,
  previous_until timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  disabled_at timestamptz,
  disabled_by text,
  primary key (district, id),
  check (district = div / 1000000),
  check ((previous_secret_cipher is null) = (previous_until is null)),
  check ((disabled_at is null) = (disabled_by is null))
);
comment on table need_programs is 'programs of others that pass needs on over signed requests; secrets encrypted';
create index need_programs_by_key on need_programs (key_id);
create index need_programs_by_id on need_programs (id);
create index need_programs_by_place on need_programs (district, div, id);
select distribute('need_programs');
create table need_program_nonces (
  district int not null,
  key_id text not null,
  nonce text not null,
  seen_at timestamptz not null,
  primary key (district, key_id, nonce)
);
comment on table need_program_nonces is 'signed requests that were let in, so that none is let in twice; kept for a day';
create index need_program_nonces_by_age on need_program_nonces (seen_at);
select distribute('need_program_nonces');
