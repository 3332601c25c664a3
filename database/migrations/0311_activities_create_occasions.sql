-- Purpose: activities announced before they are held, and who comes. Reversible: drop the views and the tables.
create table activity_occasions (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  organization_name text not null check (organization_name <> ''),
  -- who else holds it: the same people are counted once, here
  co_hosts text[] not null default '{}',
  title text not null check (title <> ''),
  theme text not null check (theme in ('邻里守望', '共建共治共享', '共创平安', '文化铸魂', '助力乡村振兴', '特色社区', '其他')),
  kind text,
  about text not null,
  guided_by text,
  venue text not null check (venue <> ''),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  sign_up_until timestamptz not null,
  capacity int check (capacity > 0),
  is_major boolean not null default false,
  state text not null check (state in ('open', 'cancelled', 'held')),
  cancel_reason text,
  summary text,
  participants int check (participants >= 0),
  volunteers int check (volunteers >= 0),
  beneficiaries jsonb,
  -- the record of the register of activities that came of it: what plans count
  record_id bigint,
  -- when time or place was last changed, and what had been announced: those who signed up before are told
  moved_at timestamptz,
  moved_from text check (moved_from <> ''),
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (district, id),
  check (district = div / 1000000),
  check (ends_at > starts_at and sign_up_until <= ends_at),
  check ((state = 'held') = (summary is not null) and (state = 'held') = (participants is not null)),
  check ((state = 'cancelled') = (cancel_reason is not null)),
  check ((moved_at is null) = (moved_from is null))
);
comment on table activity_occasions is 'activities announced for sign-up, held, and written up; div is where they are held';
create index activity_occasions_by_place on activity_occasions (district, div, starts_at desc, id desc);
create index activity_occasions_by_time on activity_occasions (starts_at desc, id desc);
create index activity_occasions_by_id on activity_occasions (id);
create index activity_occasions_by_organization on activity_occasions (organization_id, starts_at desc, id desc);
select distribute('activity_occasions');
create table activity_sign_ups (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  occasion_id bigint not null,
  -- null: entered from a list by the organizer
  account_id text,
  -- null once its time of keeping is over: how many came stays
  name_cipher text,
  phone_cipher text,
  phone_index text,
  kind text not null check (kind in ('resident', 'volunteer', 'partyMember', 'other')),
  state text not null check (state in ('confirmed', 'waiting', 'cancelled')),
  signed_up_at timestamptz not null,
  moved_up_at timestamptz,
  cancelled_at timestamptz,
  checked_in_at timestamptz,
  checked_in_by text check (checked_in_by in ('self', 'host')),
  checked_out_at timestamptz,
  wrong_codes int not null default 0,
  version int not null default 1,
  primary key (district, id),
  check (district = div / 1000000),
  check ((phone_cipher is null) = (phone_index is null)),
  check (name_cipher is not null or (phone_cipher is null and account_id is null)),
  check ((checked_in_at is null) = (checked_in_by is null)),
  check (checked_out_at is null or checked_out_at >= checked_in_at),
  check (checked_in_at is null or state = 'confirmed')
);
comment on table activity_sign_ups is 'who signed up for an occasion, waits, came and left; names and phones encrypted';
create index activity_sign_ups_by_place on activity_sign_ups (district, div, id);
create index activity_sign_ups_by_id on activity_sign_ups (id);
create index activity_sign_ups_by_occasion on activity_sign_ups (district, occasion_id, id);
create index activity_sign_ups_by_account on activity_sign_ups (account_id, id) where account_id is not null;
-- pressed twice, or from two devices, it is one
create unique index activity_sign_ups_once on activity_sign_ups (district, occasion_id, account_id) where account_id is not null and state <> 'cancelled';
create unique index activity_sign_ups_once_by_phone on activity_sign_ups (district, occasion_id, phone_index) where phone_index is not null and state <> 'cancelled';
create index activity_sign_ups_named on activity_sign_ups (district, occasion_id) where name_cipher is not null;
select distribute('activity_sign_ups');
create view activities_published_occasions as
select o.district, o.id, o.div, o.organization_id, o.organization_name, o.co_hosts, o.title, o.theme, o.kind, o.about, o.guided_by, o.venue, o.starts_at, o.ends_at,
  o.sign_up_until, o.capacity, o.state, o.cancel_reason, o.moved_from, o.summary, o.participants, o.volunteers, o.demonstration
from activity_occasions o;
comment on view activities_published_occasions is 'for the public pages: what is on, where and when; nothing of persons';
create view activities_published_places as
select district, occasion_id, state from activity_sign_ups where state in ('confirmed', 'waiting');
comment on view activities_published_places is 'for the public pages: places that are taken or waited for, to be counted; nothing of persons';
