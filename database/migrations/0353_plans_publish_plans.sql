-- Purpose: plans as issued and what is counted of them, for everybody. Reversible: drop the views.
create view plans_published_plans as
select plan_id, version from plans;
comment on view plans_published_plans is 'for the public pages: which version of a plan is in force';
create view plans_published_versions as
select plan_id, version, content, created_at from plan_versions;
comment on view plans_published_versions is 'for the public pages: plans as issued and what is counted of them, without who entered a version and why';
create view plans_published_measures as
select plan_id, version, target_id, part, measure_id from target_measures;
comment on view plans_published_measures is 'for the public pages: which counters belong to a target';
