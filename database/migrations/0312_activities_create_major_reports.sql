-- Purpose: reports of major activities before and after they are held, and how early they are due. Reversible: drop the tables.
create table major_activity_reports (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  organization_name text not null,
  -- the activity announced for sign-up that it is about
  occasion_id bigint,
  kind text not null check (kind in ('节庆活动', '文化演出', '体育竞赛', '人员集会', '其他')),
  title text not null check (title <> ''),
  content text not null,
  starts_on date not null,
  ends_on date not null,
  place text not null,
  expected_people int not null check (expected_people >= 0),
  fund_source text,
  fund_fen bigint check (fund_fen >= 0),
  safety_plan text not null,
  -- by the rule in force when it was reported; null where the rule names no number of days
  due_on date,
  is_late boolean not null,
  result_due_on date,
  state text not null check (state in ('reported', 'noted', 'objected', 'resulted', 'withdrawn')),
  round int not null default 1,
  reported_on date not null,
  reported_by text not null,
  reported_by_name text not null,
  answer text,
  answered_on date,
  answered_by_name text,
  result_effect text,
  result_problems text,
  result_next text,
  participants int check (participants >= 0),
  resulted_on date,
  version int not null default 1,
  demonstration boolean not null default false,
  primary key (district, id),
  check (district = div / 1000000),
  check (ends_on >= starts_on),
  check (state <> 'objected' or answer is not null),
  check ((state = 'resulted') = (result_effect is not null))
);
comment on table major_activity_reports is 'reports of major activities: before, the answer of the street, and the result';
create index major_activity_reports_by_place on major_activity_reports (district, div, id desc);
create index major_activity_reports_by_id on major_activity_reports (id desc);
create index major_activity_reports_by_organization on major_activity_reports (organization_id, id desc);
-- one report for one announced activity
create unique index major_activity_reports_once on major_activity_reports (district, occasion_id) where occasion_id is not null and state <> 'withdrawn';
select distribute('major_activity_reports');
create table major_activity_rules (
  district int not null,
  div bigint not null,
  -- null: before it begins, without a number
  lead_days int check (lead_days between 1 and 60),
  lead_unit text not null check (lead_unit in ('workingDays', 'days')),
  result_days int check (result_days between 1 and 90),
  basis text not null,
  version int not null,
  updated_at timestamptz not null,
  updated_by_name text not null,
  primary key (district, div),
  check (district = div / 1000000)
);
comment on table major_activity_rules is 'how early a place wants major activities reported; a place without its own has that of the next above';
-- Few, and read with those of every place above: not spread over shards.
