-- Purpose: the sums of plans' figures for everybody, the public pages included: no record, no person, only numbers by district. Reversible: drop the views.
create view indicators_published_totals as
select measure_id, district, numerator, denominator, failing from figure_totals;
comment on view indicators_published_totals is 'for the public pages: the counters of plans by district';
create view indicators_published_days as
select measure_id, district, day, numerator, denominator, failing from figure_days;
comment on view indicators_published_days is 'for the public pages: by how much a counter changes on a day';
create view indicators_published_months as
select measure_id, district, month, numerator, denominator, failing from figure_months;
comment on view indicators_published_months is 'for the public pages: by how much a counter changes in a month';
create view indicators_published_province_months as
select measure_id, district, month, numerator, denominator, failing from figure_province_months;
comment on view indicators_published_province_months is 'for the public pages: by how much the counters of a province change in a month';
create view indicators_published_revisions as
select district, revision from figure_districts;
comment on view indicators_published_revisions is 'for the public pages: tells whether counters of a district changed since they were last read';
