-- Purpose: plans and the sums of their figures for everybody, the public pages included: no record, no person, only numbers by district. Reversible: drop the views.
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
create view plans_published_plans as
select plan_id, version from plans;
comment on view plans_published_plans is 'for the public pages: which version of a plan is in force';
create view plans_published_versions as
select plan_id, version, content, created_at from plan_versions;
comment on view plans_published_versions is 'for the public pages: plans as issued and what is counted of them, without who entered a version and why';
create view plans_published_measures as
select plan_id, version, target_id, part, measure_id from target_measures;
comment on view plans_published_measures is 'for the public pages: which counters belong to a target';
create view indicators_published_revisions as
select district, revision from figure_districts;
comment on view indicators_published_revisions is 'for the public pages: tells whether counters of a district changed since they were last read';
