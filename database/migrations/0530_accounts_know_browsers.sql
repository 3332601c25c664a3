-- Purpose: browsers that a holder has signed in with, so that a stranger's wrong guesses do not lock the holder out of them (ADR 0120).
-- Reversible: drop the table; sign-in then counts by account alone again.
create table known_browsers (
  -- its counters bear this, not the token, which changes with every sign-in
  id text primary key,
  account_id bigint not null references accounts on delete cascade,
  token_digest text not null check (token_digest <> ''),
  -- the session that it signed in with last: ending that from elsewhere forgets the browser
  session_id text not null,
  made_at timestamptz not null,
  used_at timestamptz not null check (used_at >= made_at),
  expires_at timestamptz not null check (expires_at > used_at),
  unique (account_id, token_digest)
);
comment on table known_browsers is 'browsers whose holder signed in with both steps: their wrong tries are counted apart from those of strangers; tokens as digests, a few for each account';
create index known_browsers_by_token on known_browsers (token_digest);
create index known_browsers_by_end on known_browsers (expires_at);

comment on table sign_in_attempts is 'recent sign-in attempts by account name, address, telephone (as keyed digests), known browser and session, so that limits survive a restart';
comment on table phone_codes is 'the newest single-use code sent to a telephone for strangers, and for each browser known to its holder; telephone (with the browser) and code as keyed digests';
