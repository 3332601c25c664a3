-- Purpose: needs of residents with everything that happens to them. Reversible: drop the tables.
create table needs (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  -- the office that works on it: the committee of the community, or the street once it was passed up
  handling_div bigint not null,
  -- what the resident gets; sixty random bits, because the page that follows a need opens by it and the phone
  number text not null check (number ~ '^[2-9A-HJ-NP-Z]{12}$'),
  channel text not null check (channel in ('portal', 'homeVisit', 'reception', 'survey', 'residentSurvey', 'hotline12345', 'communityPortal', 'livelihoodProgram', 'smartPlatform', 'partyMember', 'other')),
  -- what a party member says of an organization (SZ-D41): about which, a problem or a suggestion; never told to it
  report_kind text check (report_kind in ('problem', 'suggestion')),
  about_organization_id bigint,
  about_organization_name text,
  external_source text,
  external_number text,
  title text not null check (title <> ''),
  details_cipher text,
  category text not null check (category in ('elderCare', 'education', 'health', 'childcare', 'sports', 'housekeeping', 'communityAffairs', 'safety', 'environment', 'other')),
  target_group text not null,
  urgency text not null check (urgency in ('ordinary', 'urgent', 'critical')),
  is_secret boolean not null default false,
  -- account of the person who stated it, signed in
  requester_id text,
  requester_name_cipher text,
  requester_phone_cipher text,
  requester_phone_index text,
  phone_verified boolean not null default false,
  address_cipher text,
  -- the organization that serves may know name, phone and address
  shares_contact boolean not null default false,
  state text not null check (state in ('received', 'sorted', 'published', 'offered', 'serving', 'served', 'confirmed', 'rated', 'unconfirmed', 'returned', 'closed', 'joined')),
  joined_into bigint,
  organization_id bigint,
  organization_name text,
  received_on date not null,
  received_at timestamptz not null,
  clock_started_on date not null,
  due_on date,
  due_whose text check (due_whose in ('office', 'organization', 'requester')),
  due_provisional boolean not null default false,
  extended_days int check (extended_days > 0),
  escalated_on date,
  supervised_on date,
  supervision text,
  responded_on date,
  served_on date,
  closed_on date,
  close_ground text,
  reopened int not null default 0,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (district, id),
  check (district = div / 1000000),
  check ((due_on is null) = (due_whose is null)),
  check ((state in ('confirmed', 'rated', 'unconfirmed', 'returned', 'closed', 'joined')) = (closed_on is not null)),
  check (closed_on is null or due_on is null),
  check ((state = 'joined') = (joined_into is not null)),
  check ((external_source is null) = (external_number is null)),
  check ((report_kind is null) = (about_organization_id is null) and (report_kind is null) = (about_organization_name is null)),
  check (report_kind is null or is_secret),
  check (channel <> 'partyMember' or report_kind is not null),
  check ((requester_phone_cipher is null) = (requester_phone_index is null))
);
comment on table needs is 'what residents need, from whichever channel; home is the community or street; name, phone, address and details encrypted';
create index needs_by_id on needs (id);
create index needs_by_number on needs (number);
create index needs_open on needs (district, div, due_on, id) where closed_on is null;
create index needs_by_place on needs (district, div, id);
create index needs_received on needs (district, div, received_on) include (category, state, responded_on, organization_id, due_on, closed_on, close_ground, is_secret);
create index needs_by_organization on needs (organization_id, id) where organization_id is not null;
create index needs_about_organization on needs (about_organization_id) where about_organization_id is not null;
create index needs_by_requester on needs (requester_id, id) where requester_id is not null;
create index needs_by_lead on needs (joined_into) where joined_into is not null;
create index needs_by_due on needs (due_on, id) where due_on is not null;
-- a ticket that comes a second time is found, and never kept twice
create unique index needs_once_per_ticket on needs (district, external_source, external_number) where external_number is not null;
select distribute('needs');
create table need_steps (
  district int not null,
  need_id bigint not null,
  number int not null,
  action text not null,
  from_state text not null,
  to_state text not null,
  body text not null check (body in ('handler', 'above', 'organization', 'requester', 'system')),
  at timestamptz not null,
  on_day date not null,
  by_id text not null,
  by_name text not null,
  organization_name text,
  reason text,
  primary key (district, need_id, number)
);
comment on table need_steps is 'what happened to a need, in order; reasons with numbers of persons masked';
select distribute('need_steps');
create table need_offers (
  district int not null,
  need_id bigint not null,
  organization_id bigint not null,
  organization_name text not null,
  way text not null check (way in ('assigned', 'offered', 'claimed')),
  state text not null check (state in ('waiting', 'accepted', 'declined', 'recalled')),
  asked_on date not null,
  answered_on date,
  reason text,
  primary key (district, need_id, organization_id)
);
comment on table need_offers is 'organizations that were asked to serve a need, or claimed it, and what they answered';
create index need_offers_waiting on need_offers (organization_id, need_id) where state = 'waiting';
create index need_offers_by_organization on need_offers (organization_id, state);
select distribute('need_offers');
create table need_services (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  need_id bigint not null,
  organization_id bigint,
  on_day date not null,
  minutes int not null check (minutes > 0 and minutes <= 1440),
  servers int not null check (servers > 0),
  content text not null check (content <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null,
  recorded_by_name text not null,
  demonstration boolean not null default false,
  primary key (district, id),
  check (district = div / 1000000)
);
comment on table need_services is 'one visit or session that served a need: day, minutes, how many people served it; minutes are of each of them';
create index need_services_by_need on need_services (district, need_id, id);
create index need_services_by_place on need_services (district, div, on_day);
create index need_services_by_organization on need_services (organization_id, on_day) where organization_id is not null;
select distribute('need_services');
create table need_beneficiaries (
  district int not null,
  service_id bigint not null,
  target_group text not null,
  people int not null check (people > 0),
  primary key (district, service_id, target_group)
);
comment on table need_beneficiaries is 'whom a service reached, by group';
select distribute('need_beneficiaries');
create table need_ratings (
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  need_id bigint not null,
  organization_id bigint,
  stars int not null check (stars between 1 and 5),
  comment text,
  rated_on date not null,
  -- said on the telephone to the office, or by the resident
  by_visit boolean not null,
  demonstration boolean not null default false,
  primary key (district, need_id),
  check (district = div / 1000000)
);
comment on table need_ratings is 'how residents judge the service of their need; feeds the record of the organization';
create index need_ratings_by_organization on need_ratings (organization_id, rated_on) where organization_id is not null;
create index need_ratings_by_place on need_ratings (district, div, rated_on);
select distribute('need_ratings');
