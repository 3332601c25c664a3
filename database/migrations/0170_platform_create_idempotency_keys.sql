-- Purpose: answers of acts that were sent with an idempotency key, so that a repeated request repeats nothing. Reversible: drop.
create table idempotency_keys (
  key text primary key check (length(key) = 24),
  request_digest text not null check (length(request_digest) = 64),
  answer text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at)
);
comment on table idempotency_keys is 'answers by the keyed digest of account, post and key, written in the transaction of the act; answers are encrypted';
create index idempotency_keys_by_expiry on idempotency_keys (expires_at);
