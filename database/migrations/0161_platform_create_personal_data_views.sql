-- Purpose: who saw whose ID number or phone in clear, so that the question can be answered in a second. Reversible: drop.
create table personal_data_views (
  district int not null,
  div bigint not null,
  register text not null,
  record_id bigint not null,
  -- blind indexes of the numbers that were shown: found by a number without keeping it; none for a paper, which is found by its record
  persons text[] not null,
  fields text[] not null check (cardinality(fields) > 0),
  way text not null check (way in ('revealed', 'exported')),
  viewed_at timestamptz not null,
  actor_id text not null,
  actor_name text not null,
  post_id text,
  reason text not null,
  request_id text not null,
  primary key (district, register, record_id, request_id),
  check (district = div / 1000000)
);
comment on table personal_data_views is 'one row per record whose ID number or phone somebody saw in clear: who, when, why; never changed, kept without limit';
select distribute('personal_data_views');
create index personal_data_views_by_person on personal_data_views using gin (persons);
create index personal_data_views_by_record on personal_data_views (register, record_id, viewed_at desc);
create index personal_data_views_by_actor on personal_data_views (actor_id, viewed_at desc);
create index personal_data_views_by_time on personal_data_views (viewed_at desc, register, record_id);
-- the newest of one district are not so new in the nation
create index personal_data_views_by_place on personal_data_views (district, viewed_at desc);
