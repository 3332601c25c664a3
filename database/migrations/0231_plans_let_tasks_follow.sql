-- Purpose: gap tasks of divisions that become one go along, though then a gap has two; and tasks follow a record that became another.
-- Reversible: drop both new indexes and make gap_tasks_under_way over div again.
drop index gap_tasks_under_way;
create unique index gap_tasks_under_way on gap_tasks (district, recorded_div, plan_id, target_id, coalesce(record_id, 0)) where state in ('open', 'done');
create index gap_tasks_by_place on gap_tasks (district, div, plan_id, target_id) where state in ('open', 'done');
create index gap_tasks_by_record on gap_tasks (record_id) where record_id is not null;
comment on table gap_tasks is 'a gap (plan, target, unit, record) given to the responsible office; at most one is given for each gap while it is under way';
