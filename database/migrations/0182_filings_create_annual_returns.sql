-- Purpose: yearly reports of registered organizations and what became of them (X02 art.28, X07). Reversible: drop the table.
create table filing_annual_returns (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  year int not null check (year between 2000 and 2199),
  -- to the supervising authority, then to the registration authority
  supervisor_on date,
  submitted_on date,
  result text check (result in ('合格', '基本合格', '不合格')),
  reviewed_on date,
  rectify_by date,
  rectified_on date,
  note text,
  version int not null default 1,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (district, id),
  unique (district, organization_id, year),
  check (district = div / 1000000),
  check ((result is null) = (reviewed_on is null)),
  check (reviewed_on is null or submitted_on is not null)
);
comment on table filing_annual_returns is 'one yearly report of a registered organization: handed in, reviewed, rectified';
create index filing_annual_returns_by_place on filing_annual_returns (district, div, year);
create index filing_annual_returns_by_organization on filing_annual_returns (organization_id, year);
select distribute('filing_annual_returns');
