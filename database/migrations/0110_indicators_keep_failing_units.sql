-- Purpose: which divisions fail, for all time, beside every counter, so that a page of failing units reads those units and nobody else, on any day.
-- They replace the samples of ten, which told of a stretch of days only. Measures counted before are recounted by the nightly job. Reversible: drop the table.
create table figure_failing_units (
  measure_id int not null,
  district int not null,
  divs bigint[] not null,
  begins date[] not null,
  ends date[] not null,
  primary key (measure_id, district),
  check (cardinality(divs) > 0 and cardinality(divs) = cardinality(begins) and cardinality(divs) = cardinality(ends))
);
comment on table figure_failing_units is 'the divisions of a district that fail a measure, each from begins until before ends (infinity: for ever), in order; divisions where several records fail stand once';
select distribute('figure_failing_units');
alter table measures add column keeps_failing_units boolean not null default false;
comment on column measures.keeps_failing_units is 'false for measures counted before failing units were kept: their districts are judged anew until they are recounted';
alter table figure_totals drop column failing_sample, drop column sample_from, drop column sample_until;
comment on table figure_totals is 'sum of all dated differences of a measure in a district';
