-- Purpose: a past day of a province or the nation adds some dozens of months instead of those of hundreds of districts. Writers append what they
-- change, so that no two districts of a province wait for each other; the nightly job folds the rows. Reversible: drop the table.
create table figure_province_months (
  measure_id int not null,
  district int not null,
  month date not null,
  numerator bigint not null,
  denominator bigint not null,
  failing bigint not null
);
comment on table figure_province_months is 'the differences of figure_months summed over provinces (district is the province''s own), as appended differences; folded every night to one row per month';
create index figure_province_months_by_province on figure_province_months (measure_id, district, month) include (numerator, denominator, failing);
select distribute('figure_province_months');
insert into figure_province_months (measure_id, district, month, numerator, denominator, failing)
select measure_id, district / 10000 * 10000, month, sum(numerator), sum(denominator), sum(failing) from figure_months group by 1, 2, 3;
