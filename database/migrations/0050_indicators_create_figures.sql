-- Purpose: the counters behind every figure. A measure is one formula; its numerator, denominator and failing units
-- are kept per district as dated differences, so any day is a sum. Nothing above the district is stored. Reversible: drop the tables.
create table measures (
  id int primary key,
  digest text not null unique,
  formula jsonb not null,
  periods jsonb not null,
  scope_from bigint not null,
  scope_to bigint not null,
  created_at timestamptz not null
);
comment on table measures is 'formulas that are counted, each once however many plans use it, over the divisions of its scope';
create table figure_districts (
  district int primary key,
  revision bigint not null
);
comment on table figure_districts is 'one row per counted district: locked by whoever recounts it; the revision tells readers whether anything may have changed';
select distribute('figure_districts');
create table figure_totals (
  measure_id int not null,
  district int not null,
  numerator bigint not null,
  denominator bigint not null,
  failing bigint not null,
  last_change_on date not null,
  failing_sample bigint[] not null,
  sample_from date not null,
  sample_until date,
  primary key (measure_id, district)
);
comment on table figure_totals is 'sum of all dated differences of a measure in a district; the sample holds the first failing units, as they were from sample_from until before sample_until';
select distribute('figure_totals');
create table figure_days (
  measure_id int not null,
  district int not null,
  day date not null,
  numerator bigint not null,
  denominator bigint not null,
  failing bigint not null,
  primary key (measure_id, district, day)
);
comment on table figure_days is 'by how much a figure changes in a district on a day';
select distribute('figure_days');
-- Sums of a province over days read no more than the rows they add up.
create index figure_days_by_province on figure_days (measure_id, (district / 10000), day, district) include (numerator, denominator, failing);
create table figure_months (
  measure_id int not null,
  district int not null,
  month date not null,
  numerator bigint not null,
  denominator bigint not null,
  failing bigint not null,
  primary key (measure_id, district, month)
);
comment on table figure_months is 'the differences of figure_days summed per calendar month';
select distribute('figure_months');
create index figure_months_by_province on figure_months (measure_id, (district / 10000), month, district) include (numerator, denominator, failing);
create table figure_checks (
  id bigint primary key,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  scope_from bigint not null,
  scope_to bigint not null,
  districts int not null,
  drifted int not null,
  details jsonb not null
);
comment on table figure_checks is 'self-checks: every counter recounted from the records; drifted must be zero';
create index figure_checks_by_time on figure_checks (started_at desc);
