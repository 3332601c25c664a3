-- Purpose: how each authority numbers, and every number it gave or left out. Reversible: drop both tables.
create table filing_authorities (
  district int not null,
  div bigint not null,
  -- full name in documents; null for the one made of the division's name
  organ text check (organ <> ''),
  -- 机关代字: what its numbers begin with; null for the division's name
  code text check (code <> ''),
  -- patterns of its own; null for those of the rule sets
  filing_format text check (filing_format like '%{number}%'),
  notice_format text check (notice_format like '%{number}%'),
  version int not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (district, div),
  check (district = div / 1000000)
);
comment on table filing_authorities is 'what an authority is called in documents and how it numbers them, where it says so itself';
select distribute('filing_authorities');
create table filing_given_numbers (
  district int not null,
  -- the authority that gives the numbers
  div bigint not null,
  series text not null check (series in ('filing', 'notice')),
  year int not null,
  ordinal int not null check (ordinal > 0),
  number text not null,
  -- null for a number that nobody was given
  subject_name text,
  organization_id bigint,
  given_on date,
  void_reason text check (void_reason <> ''),
  voided_on date,
  voided_by_name text,
  primary key (district, div, series, year, ordinal),
  check (district = div / 1000000),
  check ((void_reason is null) = (voided_on is null)),
  check (subject_name is not null or void_reason is not null)
);
comment on table filing_given_numbers is 'every number of filings and notices in turn: to whom it was given, or why it was left out or voided';
create index filing_given_numbers_by_number on filing_given_numbers (district, series, number);
create index filing_given_numbers_by_organization on filing_given_numbers (organization_id) where organization_id is not null;
select distribute('filing_given_numbers');
