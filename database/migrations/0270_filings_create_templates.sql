-- Purpose: Word templates of notices with their versions, and what each notice was made of. Reversible: drop the tables and columns.
create table filing_template_versions (
  -- 0 for the wording that comes with the program, else the division whose office wrote it
  div bigint not null,
  kind text not null,
  version int not null check (version > 0),
  file_name text not null,
  bytes bytea not null check (length(bytes) between 1 and 2097152),
  digest text not null,
  -- the text line by line, marks left in: announcements are shown as pages too
  lines text[] not null,
  reason text not null check (reason <> ''),
  created_at timestamptz not null,
  created_by text not null,
  created_by_name text not null,
  primary key (div, kind, version)
);
comment on table filing_template_versions is 'every version of every Word template; a notice keeps the version it was issued with; never updated';
create unique index filing_template_versions_of_program on filing_template_versions (kind, digest) where div = 0;
create table filing_templates (
  div bigint not null,
  kind text not null,
  -- null when the office took its own back and uses the inherited one again
  version int,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (div, kind),
  foreign key (div, kind, version) references filing_template_versions (div, kind, version)
);
comment on table filing_templates is 'which version of its own template an office uses; without a row the next one above holds, at last that of the program';
alter table filing_notices
  add column document_number text,
  -- whose template, in which version
  add column template_div bigint,
  add column template_version int,
  -- mark → text, as it was on the day of issue
  add column content jsonb,
  -- an announcement's own text
  add column lines text[],
  -- who issued it
  add column authority_div bigint,
  add column organ text,
  -- last day for objections to an announcement; null where the rules give no period
  add column objections_until date,
  -- of a certificate: anybody may ask by it how the organization stands
  add column check_code text;
alter table filing_notices add constraint filing_notices_check_code_check check (check_code ~ '^[2-9A-HJ-NP-Z]{12}$');
create unique index filing_notices_by_check_code on filing_notices (district, check_code) where check_code is not null;
create table filing_document_numbers (
  district int not null,
  -- the authority that gives the numbers
  div bigint not null,
  year int not null,
  last int not null check (last > 0),
  primary key (district, div, year),
  check (district = div / 1000000)
);
comment on table filing_document_numbers is 'the last number of a notice each authority gave in a year';
select distribute('filing_document_numbers');
