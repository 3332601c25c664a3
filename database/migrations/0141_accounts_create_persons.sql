-- Purpose: residents, volunteers and organization leaders, who sign in to the public pages with a telephone number and a code.
-- Reversible: drop the tables and constraints, and give office_id back its not-null.
alter table accounts alter column office_id drop not null;
alter table accounts drop constraint accounts_duty_check;
alter table accounts add constraint accounts_duty_check check (duty in ('business', 'system', 'security', 'audit', 'person'));
alter table accounts add constraint accounts_person_has_no_office check ((office_id is null) = (duty = 'person'));
alter table accounts add constraint accounts_person_has_no_password check (duty <> 'person' or password_hash is null);

create table persons (
  account_id bigint primary key,
  duty text not null default 'person' check (duty = 'person'),
  phone_cipher text not null,
  phone_index text not null unique,
  agreed_at timestamptz not null,
  foreign key (account_id, duty) references accounts (id, duty) on delete cascade
);
comment on table persons is 'accounts of people outside offices, known by their telephone (encrypted, found by a keyed digest); agreed_at: when they were told what is kept';

create table person_hats (
  id bigint primary key,
  account_id bigint not null references persons on delete cascade,
  hat text not null check (hat in ('resident', 'leader', 'member', 'volunteer', 'partyMember')),
  district int not null,
  div bigint not null check (district = div / 1000000),
  organization_id bigint,
  begins_on date not null,
  ends_on date,
  given_at timestamptz not null,
  given_by text not null,
  check (ends_on is null or ends_on >= begins_on),
  check ((organization_id is null) = (hat in ('resident', 'volunteer', 'partyMember')))
);
comment on table person_hats is 'as what a person comes: resident, volunteer, party member (said by the person, with consent), leader or member of an organization; one person wears several';
create unique index person_hats_open on person_hats (account_id, hat, div, coalesce(organization_id, 0)) where ends_on is null;
create index person_hats_by_division on person_hats (district, div);

create table phone_codes (
  phone_index text primary key,
  code_index text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  attempts int not null default 0
);
comment on table phone_codes is 'the newest single-use code sent to a telephone; telephone and code as keyed digests';
create index phone_codes_by_end on phone_codes (expires_at);
