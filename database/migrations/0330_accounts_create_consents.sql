-- Purpose: to what people agreed, when and how, and accounts that their holders closed. Reversible: drop the table and columns, give agreed_at back from the consent to the account.
create table person_consents (
  account_id bigint not null references persons on delete cascade,
  purpose text not null check (purpose in ('account', 'residence', 'partyMember')),
  -- of the text that was shown; texts are in contract/purposes.ts
  text_version int not null check (text_version > 0),
  given_at timestamptz not null,
  given_by text not null,
  withdrawn_at timestamptz,
  primary key (account_id, purpose, given_at),
  check (withdrawn_at is null or withdrawn_at >= given_at)
);
comment on table person_consents is 'to which use of their data people agreed, to which version of the text, from when to when; kept as proof after it was withdrawn';
create unique index person_consents_in_force on person_consents (account_id, purpose) where withdrawn_at is null;
-- what the nightly erasure looks for
create index person_consents_by_withdrawal on person_consents (withdrawn_at) where withdrawn_at is not null;
insert into person_consents (account_id, purpose, text_version, given_at, given_by) select account_id, 'account', 1, agreed_at, account_id::text from persons;
alter table persons drop column agreed_at;

-- closed by the holder: the telephone is gone, the row stays as proof of the consents until its time is over
alter table persons alter column phone_cipher drop not null;
alter table persons alter column phone_index drop not null;
alter table persons add column closed_at timestamptz;
alter table persons add constraint persons_closed_without_phone check ((closed_at is null) = (phone_cipher is not null) and (closed_at is null) = (phone_index is not null));
create index persons_by_closing on persons (closed_at) where closed_at is not null;
comment on table persons is 'accounts of people outside offices, known by their telephone (encrypted, found by a keyed digest) until the holder closes them';
create index person_hats_by_organization on person_hats (organization_id) where organization_id is not null;
