-- Purpose: what a unit handed in and whether it was accepted; a return and a second hand-in are two rows.
create table hand_ins (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  kind text not null check (kind in ('基线摸底', '季度总结', '年度报告', '年度活动计划', '试点评估', '专项规划')),
  period text not null check (period ~ '^\d{4}(Q[1-4])?$'),
  handed_in_on date not null,
  state text not null check (state in ('已接收', '退回')),
  themes text[] not null default '{}',
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, recorded_div, kind, period, handed_in_on)
);
comment on table hand_ins is 'hand-ins of reports and plans by unit and period; of several for one period the latest decides (readings 14)';
create index hand_ins_by_place on hand_ins (district, div, kind, period, handed_in_on);
create index hand_ins_by_id on hand_ins (id);
select distribute('hand_ins');
