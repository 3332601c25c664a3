-- Purpose: quarterly summaries and annual reports of a county or city: figures frozen with the plan's version and day, four texts, and what became of them.
create table reports (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  plan_id text not null,
  plan_version int not null,
  kind text not null check (kind in ('季度总结', '年度报告')),
  period text not null check (period ~ '^\d{4}(Q[1-4])?$' and (kind = '季度总结') = (period ~ 'Q')),
  -- the day the figures stand for; before the period's last day the report is a preliminary one
  as_of date not null,
  due_on date,
  state text not null check (state in ('draft', 'handedIn', 'returned', 'accepted')),
  organ text not null,
  addressee text,
  document_number text,
  -- figures of the unit, of the day before the period, and of the units below
  figures jsonb not null,
  frozen_at timestamptz not null,
  handed_in_on date,
  on_time boolean,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (district, id),
  check (district = div / 1000000),
  check (state = 'draft' or handed_in_on is not null),
  unique (district, recorded_div, plan_id, period)
);
comment on table reports is 'one report per unit, plan and period; frozen figures never change after it was handed in';
create index reports_by_place on reports (district, div, plan_id, period);
create index reports_by_id on reports (id);
select distribute('reports');
create table report_texts (
  district int not null,
  report_id bigint not null,
  part text not null check (part in ('deployment', 'progress', 'problems', 'suggestions')),
  -- paragraphs by line; numbers with their source as [81.3%](GZ-Q02)
  content text not null,
  edited boolean not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (district, report_id, part)
);
comment on table report_texts is 'the four parts of a report: 工作部署, 进展成效, 问题困难, 意见建议; drafted by rule until somebody edits them';
select distribute('report_texts');
create table report_steps (
  district int not null,
  report_id bigint not null,
  number int not null,
  action text not null check (action in ('drafted', 'refreshed', 'edited', 'handedIn', 'returned', 'accepted')),
  at timestamptz not null,
  on_day date not null,
  by_id text not null,
  by_name text not null,
  reason text,
  on_time boolean,
  primary key (district, report_id, number)
);
comment on table report_steps is 'what was done to a report, by whom and when; hand-ins tell whether they were on time';
select distribute('report_steps');
