-- Purpose: what a post is given beyond or short of its role; acting in another's place; access beyond the jurisdiction for
-- a while; notices. Reversible: drop the columns and tables.
alter table posts add column grant_changes jsonb not null default '{}' check (jsonb_typeof(grant_changes) = 'object');
comment on column posts.grant_changes is 'verb -> classes of data, in place of the role preset''s; no classes: the verb is taken away';

create table stand_ins (
  id bigint primary key,
  post_id bigint not null references posts on delete cascade,
  account_id bigint not null references accounts on delete cascade,
  kind text not null check (kind in ('delegated', 'acting')),
  verbs text[] not null check (cardinality(verbs) > 0),
  classes text[] not null check (classes <@ array['general', 'personal', 'restricted', 'financial']),
  begins_on date not null,
  ends_on date not null,
  reason text not null check (length(reason) between 2 and 200),
  made_at timestamptz not null,
  made_by text not null,
  revoked_at timestamptz,
  check (ends_on > begins_on)
);
comment on table stand_ins is 'who acts in place of a post''s holder, from begins_on until before ends_on: delegated by the holder, or acting by appointment';
create index stand_ins_by_account on stand_ins (account_id, id);
create index stand_ins_by_post on stand_ins (post_id, id);

create table temporary_accesses (
  id bigint primary key,
  district int not null,
  div bigint not null check (district = div / 1000000),
  level text not null check (level in ('province', 'city', 'county', 'township', 'community')),
  account_id bigint not null references accounts on delete cascade,
  post_id bigint not null references posts on delete cascade,
  verbs text[] not null check (cardinality(verbs) > 0),
  classes text[] not null check (classes <@ array['general', 'personal', 'restricted', 'financial']),
  hours int not null check (hours between 1 and 168),
  reason text not null check (length(reason) between 2 and 200),
  requested_at timestamptz not null,
  granted boolean,
  decided_at timestamptz,
  decided_by text,
  decision_note text check (length(decision_note) <= 200),
  ends_at timestamptz,
  ended_at timestamptz,
  check ((granted is null) = (decided_at is null) and (granted is null) = (decided_by is null)),
  check ((granted is true) = (ends_at is not null)),
  check (ended_at is null or requested_at <= ended_at)
);
comment on table temporary_accesses is 'a post''s rights over a division outside its jurisdiction: asked for with a reason, decided by the security administrator there, ending by itself';
create index temporary_accesses_by_division on temporary_accesses (district, div, id);
create index temporary_accesses_by_account on temporary_accesses (account_id, id);
create index temporary_accesses_by_post on temporary_accesses (post_id);
create unique index temporary_accesses_open_request on temporary_accesses (post_id, div) where granted is null and ended_at is null;

alter table sessions add column stand_in_id bigint references stand_ins on delete set null;
alter table sessions add column temporary_access_id bigint references temporary_accesses on delete set null;
alter table sessions add check (stand_in_id is null or temporary_access_id is null);
create index sessions_by_stand_in on sessions (stand_in_id) where stand_in_id is not null;
create index sessions_by_temporary_access on sessions (temporary_access_id) where temporary_access_id is not null;

create table notices (
  id bigint primary key,
  account_id bigint references accounts on delete cascade,
  office_id bigint references offices on delete cascade,
  kind text not null,
  body text not null check (length(body) between 1 and 600),
  created_at timestamptz not null,
  check ((account_id is null) <> (office_id is null))
);
comment on table notices is 'what a person or everybody of an office is told: of rights, and of cases only how many wait';
create index notices_by_account on notices (account_id, id) where account_id is not null;
create index notices_by_office on notices (office_id, id) where office_id is not null;

create table notice_readings (
  notice_id bigint not null references notices on delete cascade,
  account_id bigint not null references accounts on delete cascade,
  read_at timestamptz not null,
  primary key (notice_id, account_id)
);
comment on table notice_readings is 'who has read a notice, and when';
create index notice_readings_by_account on notice_readings (account_id);
