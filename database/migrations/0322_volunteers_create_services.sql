-- Purpose: minutes of voluntary service (X05 art.7, 11, 13), their corrections and what volunteers dispute. Reversible: drop the tables.
create table volunteer_services (
  id bigint not null,
  district int not null,
  -- where it took place: the team's place
  div bigint not null,
  recorded_div bigint not null,
  volunteer_id bigint not null,
  -- of the volunteer, who may be at home in another district: children are shown to few
  volunteer_born_on date not null,
  team_id bigint not null,
  -- entry of an activity's list that the minutes were recorded from; null when somebody typed them
  check_in_id bigint,
  kind text not null,
  content text not null check (content <> ''),
  place text not null,
  served_on date not null,
  -- minutes since midnight in China
  began int not null check (began >= 0),
  ended int not null check (ended <= 1440),
  minutes int not null,
  state text not null check (state in ('recorded', 'confirmed', 'voided')),
  recorded_on date not null,
  recorded_by text not null,
  recorded_by_name text not null,
  -- X05 art.11: ten working days after the service
  due_on date not null,
  confirmed_on date,
  confirmed_by_name text,
  demonstration boolean not null,
  version int not null,
  primary key (district, id),
  check (district = div / 1000000),
  check (minutes = ended - began and minutes > 0),
  check (state <> 'confirmed' or confirmed_on is not null)
);
comment on table volunteer_services is 'one service of one volunteer on one day, from and to the minute; a voided one counts nowhere';
create index volunteer_services_by_place on volunteer_services (district, div, served_on, id);
create index volunteer_services_by_id on volunteer_services (id);
create index volunteer_services_open on volunteer_services (district, div, due_on, id) where state = 'recorded';
create index volunteer_services_by_volunteer on volunteer_services (volunteer_id, served_on) include (minutes, state, team_id);
create index volunteer_services_by_team on volunteer_services (team_id, served_on) include (minutes, state, volunteer_id);
-- one check-in is one record, voided or not
create unique index volunteer_services_once on volunteer_services (district, volunteer_id, check_in_id) where check_in_id is not null;
select distribute('volunteer_services');
create table volunteer_service_changes (
  district int not null,
  service_id bigint not null,
  number int not null,
  changed_at timestamptz not null,
  changed_by text not null,
  changed_by_name text not null,
  reason text not null check (reason <> ''),
  before jsonb not null,
  after jsonb not null,
  primary key (district, service_id, number)
);
comment on table volunteer_service_changes is 'every correction of a service, with both values and the reason';
select distribute('volunteer_service_changes');
create table volunteer_disputes (
  id bigint not null,
  district int not null,
  service_id bigint not null,
  content text not null check (content <> ''),
  raised_on date not null,
  outcome text check (outcome in ('upheld', 'rejected')),
  answer text,
  answered_on date,
  answered_by_name text,
  primary key (district, id),
  check ((outcome is null) = (answer is null) and (outcome is null) = (answered_on is null))
);
comment on table volunteer_disputes is 'what a volunteer says is wrong with a record of service, and the answer';
create unique index volunteer_disputes_open on volunteer_disputes (district, service_id) where outcome is null;
create index volunteer_disputes_by_service on volunteer_disputes (service_id);
select distribute('volunteer_disputes');
