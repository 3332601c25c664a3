-- Purpose: the register of volunteers, with what X05 art.5 asks of it. Reversible: drop the tables.
create table volunteers (
  id bigint not null,
  district int not null,
  -- community or township where the volunteer is at home
  div bigint not null,
  recorded_div bigint not null,
  -- account of the person who signs in by telephone; null for whoever was registered at a counter and never signed in
  account_id bigint,
  name text not null check (name <> ''),
  sex text not null check (sex in ('男', '女')),
  born_on date not null,
  id_kind text not null check (id_kind in ('residentId', 'residencePermit', 'mainlandPass', 'taiwanPass', 'foreignResident', 'passport')),
  id_number_cipher text not null,
  id_number_index text not null,
  -- of foreigners only
  nationality text check (nationality <> ''),
  phone_cipher text,
  phone_index text,
  service_kinds text[] not null,
  skills text[] not null,
  languages text[] not null,
  availability text[] not null,
  -- last day of the insurance known of; null while nobody said so
  insured_until date,
  -- of whoever was under 18 when the guardian agreed
  guardian_name text check (guardian_name <> ''),
  guardian_phone_cipher text,
  guardian_agreed_on date,
  -- self: the person agreed on the telephone; assisted: somebody else typed, and says how the person agreed
  consent text not null check (consent in ('self', 'assisted')),
  consent_note text,
  registered_on date not null,
  registered_by text not null,
  registered_by_name text not null,
  withdrawn_on date,
  withdraw_reason text,
  search_text text not null,
  demonstration boolean not null,
  version int not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (district, id),
  check (district = div / 1000000),
  check ((nationality is null) = (id_kind not in ('foreignResident', 'passport'))),
  check ((phone_cipher is null) = (phone_index is null)),
  check ((guardian_name is null) = (guardian_agreed_on is null) and (guardian_name is null) = (guardian_phone_cipher is null)),
  check (phone_cipher is not null or guardian_phone_cipher is not null),
  check (consent = 'self' or consent_note <> ''),
  check ((withdrawn_on is null) = (withdraw_reason is null))
);
comment on table volunteers is 'people who registered as volunteers; ID number and phones encrypted; the number of a volunteer is the code of the record';
create index volunteers_by_place on volunteers (district, div, id);
create index volunteers_by_id on volunteers (id);
create index volunteers_by_id_number on volunteers (id_number_index);
create index volunteers_by_phone on volunteers (phone_index) where phone_index is not null;
create unique index volunteers_by_account on volunteers (district, account_id) where account_id is not null;
create index volunteers_by_own_account on volunteers (account_id) where account_id is not null;
create index volunteers_by_grams on volunteers using gin (search_grams(search_text, district));
select distribute('volunteers');
create table volunteer_figures (
  district int not null,
  div bigint not null,
  year int not null,
  -- persons at home there who registered, withdrew, or have confirmed minutes in the year
  registered int not null default 0,
  withdrawn int not null default 0,
  served int not null default 0,
  -- confirmed records of services that took place there: person-times and minutes
  services int not null default 0,
  minutes bigint not null default 0,
  primary key (district, div, year),
  check (district = div / 1000000)
);
comment on table volunteer_figures is 'counters by place and year, kept by the commands; persons and person-times apart';
select distribute('volunteer_figures');
