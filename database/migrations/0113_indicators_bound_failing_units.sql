-- Purpose: districts in which nothing fails on a day are passed over in the index, their lists unread. Reversible: drop index, columns and functions.
create function figure_first_day(days date[]) returns date language sql immutable strict parallel safe as $$ select min(day) from unnest(days) as d (day) $$;
create function figure_last_day(days date[]) returns date language sql immutable strict parallel safe as $$ select max(day) from unnest(days) as d (day) $$;
alter table figure_failing_units
  add column first_on date not null generated always as (figure_first_day(begins)) stored,
  add column until_on date not null generated always as (figure_last_day(ends)) stored;
create index figure_failing_units_by_time on figure_failing_units (measure_id, district, first_on, until_on);
