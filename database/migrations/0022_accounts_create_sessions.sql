-- Purpose: sessions, counted failures, one-time links and API tokens; secrets as digests only. Reversible: drop the tables.
create table sessions (
  id text primary key,
  token_digest text not null unique,
  account_id bigint not null references accounts on delete cascade,
  post_id bigint references posts on delete cascade,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  origin text not null,
  user_agent text not null
);
comment on table sessions is 'signed-in browsers; a session ends by removing its row, the audit trail keeps the story';
create index sessions_by_account on sessions (account_id);

create table sign_in_attempts (
  subject text primary key,
  attempts int not null,
  ends_at timestamptz not null
);
comment on table sign_in_attempts is 'recent sign-in attempts by account name and by address (both as keyed digests), so that limits survive a restart';
create index sign_in_attempts_by_end on sign_in_attempts (ends_at);

create table one_time_links (
  token_digest text primary key,
  purpose text not null check (purpose in ('setup', 'invitation', 'demonstration')),
  account_id bigint references accounts on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((account_id is null) = (purpose = 'setup'))
);
comment on table one_time_links is 'links that work once: first administrators, choosing a password, entering a demonstration post';
create index one_time_links_by_account on one_time_links (account_id);

create table api_tokens (
  id bigint primary key,
  token_digest text not null unique,
  account_id bigint not null references accounts on delete cascade,
  created_at timestamptz not null,
  created_by text not null,
  expires_on date not null,
  revoked_at timestamptz
);
comment on table api_tokens is 'bearer tokens of other programs, with the rights of the account, until before expires_on';
create index api_tokens_by_account on api_tokens (account_id);
