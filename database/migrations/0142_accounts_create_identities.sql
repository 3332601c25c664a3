-- Purpose: single sign-on: who at which provider is which account, and sign-ons under way. Reversible: drop the tables.
create table account_identities (
  account_id bigint not null references accounts on delete cascade,
  provider text not null,
  claim_index text not null,
  identity_index text unique,
  prepared_at timestamptz not null,
  prepared_by text not null,
  linked_at timestamptz,
  primary key (account_id, provider),
  unique (provider, claim_index),
  check ((identity_index is null) = (linked_at is null))
);
comment on table account_identities is 'prepared by an administrator with a claim (keyed digest); from the first sign-on the digest of issuer and subject alone counts';

create table sign_ons (
  state_digest text primary key,
  browser_digest text not null,
  provider text not null,
  memory_cipher text not null,
  begun_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table sign_ons is 'single sign-ons under way, between leaving for the provider and coming back; each comes back once, to the browser that left';
create index sign_ons_by_end on sign_ons (expires_at);
