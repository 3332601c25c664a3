-- Purpose: what people say is wrong in their data, and what the office answered (PIPL art. 46, 50). Reversible: drop the table.
create table correction_requests (
  id bigint not null,
  district int not null,
  -- where the record is kept: the office there answers
  div bigint not null,
  recorded_div bigint not null,
  account_id bigint not null,
  -- one form is one request, pressed twice or not
  form_key text not null check (form_key ~ '^[0-9a-f-]{36}$'),
  about text not null check (about in ('ledger', 'filing', 'need', 'activity', 'volunteer', 'other')),
  -- by which name the record is found, what stands there, what should
  name_cipher text not null,
  wrong_cipher text not null,
  right_cipher text not null,
  received_on date not null,
  received_at timestamptz not null,
  due_on date not null,
  state text not null check (state in ('waiting', 'corrected', 'partly', 'refused', 'withdrawn')),
  answer text check (answer <> ''),
  answered_on date,
  answered_by text,
  answered_by_name text,
  ended_on date,
  version int not null default 1,
  primary key (district, id),
  unique (district, account_id, form_key),
  check (district = div / 1000000),
  check (due_on >= received_on),
  check ((state in ('waiting', 'withdrawn')) = (answer is null)),
  check ((answer is null) = (answered_on is null) and (answer is null) = (answered_by is null) and (answer is null) = (answered_by_name is null)),
  check ((state = 'waiting') = (ended_on is null))
);
comment on table correction_requests is 'requests of people to correct what is held about them, with a deadline, and the one answer of the office; names and texts encrypted';
create index correction_requests_by_place on correction_requests (district, div, id);
create index correction_requests_waiting on correction_requests (district, div, due_on, id) where state = 'waiting';
create index correction_requests_by_id on correction_requests (id);
create index correction_requests_by_account on correction_requests (account_id, id);
create index correction_requests_by_end on correction_requests (ended_on) where ended_on is not null;
select distribute('correction_requests');
