-- Purpose: applications for ledger, filing, registration, change and exit, with everything that happens to them. Reversible: drop the tables.
create table filing_applications (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  procedure text not null check (procedure in ('ledgerOpening', 'ledgerClosing', 'filing', 'filingChange', 'filingCancellation', 'authorityCancellation', 'filingDowngrade', 'registration', 'directRegistration', 'registrationChange', 'deregistration', 'revocation', 'lawfulHandling', 'outlawing')),
  state text not null check (state in ('draft', 'awaitingRecommendation', 'submitted', 'supplementing', 'consulting', 'liquidating', 'granted', 'refused', 'withdrawn', 'lapsed')),
  -- the organization it is about; null while a new one has no record yet
  organization_id bigint,
  subject_name text not null,
  -- what the applicant filled in, without ID numbers and phones
  form jsonb not null,
  leader_id_number_cipher text,
  leader_id_number_index text,
  leader_phone_cipher text,
  leader_phone_index text,
  -- the rule set versions it runs under: `national@1+shenzhen@2`
  rules text not null,
  applicant_id text not null,
  applicant_name text not null,
  handler_id text,
  handler_name text,
  submitted_on date,
  -- since when the present state runs
  clock_started_on date not null,
  due_on date,
  due_whose text check (due_whose in ('applicant', 'committee', 'street', 'registrationAuthority', 'supervisingAuthority')),
  due_provisional boolean not null default false,
  escalated_on date,
  decided_on date,
  -- working days from the first submission to the decision, those with the applicant left out
  processing_days int check (processing_days >= 0),
  applicant_days int not null default 0,
  returns int not null default 0,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (district, id),
  check (district = div / 1000000),
  check ((due_on is null) = (due_whose is null)),
  check ((state in ('granted', 'refused', 'withdrawn', 'lapsed')) = (decided_on is not null)),
  check (decided_on is null or due_on is null)
);
comment on table filing_applications is 'one application or authority case; home is that of the organization it is about';
-- authority cases are kept from nobody by an application that the organization leaves open
create unique index filing_applications_one_open on filing_applications (district, organization_id)
  where organization_id is not null and decided_on is null and procedure not in ('authorityCancellation', 'revocation', 'lawfulHandling');
create index filing_applications_by_id on filing_applications (id);
create index filing_applications_by_place on filing_applications (district, div, id);
create index filing_applications_open on filing_applications (district, div, due_on, id) where decided_on is null;
create index filing_applications_escalated on filing_applications (district, div, due_on, id) where escalated_on is not null and decided_on is null;
create index filing_applications_by_organization on filing_applications (organization_id) where organization_id is not null;
create index filing_applications_by_applicant on filing_applications (applicant_id, id);
create index filing_applications_by_handler on filing_applications (handler_id, id) where decided_on is null;
create index filing_applications_by_due on filing_applications (due_on, id) where due_on is not null;
create index filing_applications_decided on filing_applications (district, div, decided_on) where decided_on is not null;
select distribute('filing_applications');
create table filing_materials (
  district int not null,
  application_id bigint not null,
  material text not null,
  held_as text not null check (held_as in ('paper', 'electronic', 'shared')),
  reference text,
  primary key (district, application_id, material)
);
comment on table filing_materials is 'materials handed in: on paper, electronically, or known to the office already; reference names or numbers the document';
select distribute('filing_materials');
create table filing_supplement_items (
  district int not null,
  application_id bigint not null,
  number int not null,
  material text,
  content text not null check (content <> ''),
  is_done boolean not null default false,
  reply text,
  primary key (district, application_id, number)
);
comment on table filing_supplement_items is 'the one list of what is to be supplemented';
select distribute('filing_supplement_items');
create table filing_opinions (
  district int not null,
  application_id bigint not null,
  number int not null,
  kind text not null check (kind in ('department', 'expert')),
  asked_of text not null check (asked_of <> ''),
  asked_on date not null,
  answered_on date,
  verdict text check (verdict in ('agree', 'disagree', 'none')),
  content text,
  primary key (district, application_id, number),
  check ((answered_on is null) = (verdict is null))
);
comment on table filing_opinions is 'opinions asked of departments and experts before a direct registration (HN L30)';
select distribute('filing_opinions');
create table filing_steps (
  district int not null,
  application_id bigint not null,
  number int not null,
  organization_id bigint,
  action text not null,
  from_state text not null,
  to_state text not null,
  body text not null,
  at timestamptz not null,
  on_day date not null,
  by_id text not null,
  by_name text not null,
  reason text,
  ground text,
  -- clause of the rule the step was taken under
  clause text not null,
  primary key (district, application_id, number)
);
comment on table filing_steps is 'what was done to an application, by whom, as whom, under which rule; never updated but for the organization it turned out to be about';
create index filing_steps_by_organization on filing_steps (organization_id, at) where organization_id is not null;
select distribute('filing_steps');
create table filing_notices (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  application_id bigint not null,
  organization_id bigint,
  kind text not null,
  audience text not null check (audience in ('applicant', 'office', 'public')),
  subject_name text not null,
  issued_on date not null,
  primary key (district, id),
  check (district = div / 1000000)
);
comment on table filing_notices is 'notices, certificates and announcements that a step handed out; announcements are public from that day';
create index filing_notices_by_application on filing_notices (district, application_id);
create index filing_notices_by_organization on filing_notices (organization_id) where organization_id is not null;
create index filing_notices_by_place on filing_notices (district, div, id);
create index filing_notices_by_id on filing_notices (id);
select distribute('filing_notices');
create table filing_reminders (
  district int not null,
  application_id bigint not null,
  due_on date not null,
  kind text not null check (kind in ('upcoming', 'overdue', 'escalated')),
  at timestamptz not null,
  primary key (district, application_id, due_on, kind)
);
comment on table filing_reminders is 'which reminder of which deadline was given, once each';
select distribute('filing_reminders');
create table filing_numbers (
  district int not null,
  -- the authority that gives the numbers
  div bigint not null,
  year int not null,
  last int not null check (last > 0),
  primary key (district, div, year),
  check (district = div / 1000000)
);
comment on table filing_numbers is 'the last filing number each authority gave in a year';
select distribute('filing_numbers');
