-- Purpose: the annual activity plan of an office around its themes (PDS-Q18), and what was carried out of it. Reversible: drop the tables.
create table activity_plans (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  year int not null check (year between 2000 and 2199),
  -- what is particular to the place (PDS-D38)
  features text,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by_name text not null,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, recorded_div, year)
);
comment on table activity_plans is 'annual activity plans of offices, one a year; div is the division of the office';
create index activity_plans_by_place on activity_plans (district, div, year desc, id desc);
create index activity_plans_by_id on activity_plans (id);
select distribute('activity_plans');
create table activity_plan_items (
  id bigint not null,
  district int not null,
  plan_id bigint not null,
  month int not null check (month between 1 and 12),
  theme text not null check (theme in ('邻里守望', '共建共治共享', '共创平安', '文化铸魂', '助力乡村振兴', '特色社区', '其他')),
  kind text,
  name text not null check (name <> ''),
  organizer text,
  expected_people int check (expected_people >= 0),
  primary key (district, id)
);
comment on table activity_plan_items is 'what a plan wants held, by month';
create index activity_plan_items_by_plan on activity_plan_items (district, plan_id, month, id);
select distribute('activity_plan_items');
create table activity_plan_links (
  district int not null,
  plan_id bigint not null,
  item_id bigint not null,
  -- in the register of activities; plans of several levels may share it, and its people are counted once in each
  activity_id bigint not null,
  linked_by_name text not null,
  linked_at timestamptz not null,
  primary key (district, item_id, activity_id)
);
comment on table activity_plan_links is 'which activity of the register carried an item of a plan out';
create index activity_plan_links_by_plan on activity_plan_links (district, plan_id);
create index activity_plan_links_by_activity on activity_plan_links (activity_id);
select distribute('activity_plan_links');
