-- Purpose: codes with which a leader claims an organization, and the claims made with them. Reversible: drop the tables.
create table filing_claim_codes (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  -- keyed digest: the code itself is shown once and kept nowhere
  code_index text not null,
  issued_at timestamptz not null,
  issued_by text not null,
  issued_by_name text not null,
  expires_at timestamptz not null,
  -- used, replaced by a later one, or taken back
  ended_at timestamptz,
  used_by text,
  primary key (district, id),
  check (district = div / 1000000),
  check (expires_at > issued_at),
  check (used_by is null or ended_at is not null)
);
comment on table filing_claim_codes is 'one-time codes that an office hands to the leader of an organization';
create unique index filing_claim_codes_open on filing_claim_codes (district, organization_id) where ended_at is null;
create index filing_claim_codes_by_code on filing_claim_codes (code_index) where ended_at is null;
select distribute('filing_claim_codes');
create table filing_claims (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  claimant_id text not null,
  claimant_name text not null,
  claimed_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  primary key (district, id),
  check (district = div / 1000000),
  check ((ended_at is null) = (ended_by is null))
);
comment on table filing_claims is 'which account leads an organization: at most one at a time, by a code';
create unique index filing_claims_open on filing_claims (district, organization_id) where ended_at is null;
create index filing_claims_by_organization on filing_claims (organization_id);
create index filing_claims_by_claimant on filing_claims (claimant_id) where ended_at is null;
select distribute('filing_claims');
