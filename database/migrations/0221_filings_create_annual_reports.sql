-- Purpose: what the leader of a registered organization reports of a year, as a draft and as handed in. Reversible: drop the table.
create table filing_annual_reports (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  year int not null check (year between 2000 and 2199),
  content jsonb not null,
  handed_in_at timestamptz,
  handed_in_by_name text,
  version int not null default 1,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (district, id),
  unique (district, organization_id, year),
  check (district = div / 1000000),
  check ((handed_in_at is null) = (handed_in_by_name is null))
);
comment on table filing_annual_reports is 'the text of a yearly report, written by the leader; that it was handed in and what became of it is in filing_annual_returns';
create index filing_annual_reports_by_id on filing_annual_reports (id);
create index filing_annual_reports_by_organization on filing_annual_reports (organization_id, year);
select distribute('filing_annual_reports');
