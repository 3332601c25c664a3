-- Purpose: gaps of a plan given to the office that answers for them, with a day and what became of them. Reversible: drop the tables.
create table gap_tasks (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  plan_id text not null,
  target_id text not null,
  target_name text not null,
  -- the record that is judged (a station, a hub); null for the unit itself
  record_id bigint,
  unit_name text not null,
  lacking text not null,
  responsible_div bigint not null,
  due_on date not null,
  note text check (length(note) between 1 and 500),
  state text not null check (state in ('open', 'done', 'confirmed', 'cancelled')),
  version int not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (district, id),
  check (district = div / 1000000)
);
comment on table gap_tasks is 'a gap (plan, target, unit, record) given to the responsible office; at most one under way for each gap';
create unique index gap_tasks_under_way on gap_tasks (district, div, plan_id, target_id, coalesce(record_id, 0)) where state in ('open', 'done');
create index gap_tasks_by_id on gap_tasks (id);
create index gap_tasks_by_responsible on gap_tasks (responsible_div, id);
select distribute('gap_tasks');
create table gap_task_steps (
  district int not null,
  task_id bigint not null,
  number int not null,
  action text not null check (action in ('assigned', 'done', 'confirmed', 'reopened', 'cancelled')),
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  note text check (length(note) between 1 and 500),
  primary key (district, task_id, number)
);
comment on table gap_task_steps is 'what was done to a gap task, by whom and when';
select distribute('gap_task_steps');
