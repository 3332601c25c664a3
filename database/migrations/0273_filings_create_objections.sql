-- Purpose: announcements on the public pages, and what people object to them. Reversible: drop the table, the views and the index.
create table filing_objections (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  notice_id bigint not null,
  -- who decides: the authority that issued the announcement
  authority_div bigint not null,
  content text not null check (content <> ''),
  name_cipher text not null,
  phone_cipher text not null,
  phone_index text not null,
  -- whoever objected asks by it what became of it
  receipt_code text not null check (receipt_code ~ '^[2-9A-HJ-NP-Z]{12}$'),
  received_on date not null,
  received_at timestamptz not null,
  outcome text check (outcome in ('upheld', 'partly', 'rejected')),
  answer text,
  answered_on date,
  answered_by text,
  answered_by_name text,
  version int not null default 1,
  primary key (district, id),
  check (district = div / 1000000),
  check ((outcome is null) = (answer is null) and (outcome is null) = (answered_on is null))
);
comment on table filing_objections is 'objections to an announcement within its period, and the answers of the office; name and phone encrypted';
create index filing_objections_by_place on filing_objections (district, div, id);
create index filing_objections_by_id on filing_objections (id);
create index filing_objections_by_notice on filing_objections (district, notice_id);
create index filing_objections_by_receipt on filing_objections (receipt_code);
-- pressed twice it is one
create unique index filing_objections_once on filing_objections (district, notice_id, phone_index, md5(content));
select distribute('filing_objections');
create view filings_published_announcements as
select n.district, n.id, n.div, n.authority_div, n.kind, n.subject_name, n.document_number, n.organ, n.lines, n.issued_on, n.objections_until,
  coalesce(a.demonstration, false) as demonstration
from filing_notices n left join filing_applications a on a.district = n.district and a.id = n.application_id where n.audience = 'public' and n.lines is not null;
comment on view filings_published_announcements is 'for the public pages: announcements with their text';
create index filing_notices_public on filing_notices (issued_on, id) where audience = 'public' and lines is not null;
create index filing_notices_public_by_place on filing_notices (district, issued_on, id) where audience = 'public' and lines is not null;
create view filings_published_objections as
select district, receipt_code, notice_id, received_on, outcome, answer, answered_on from filing_objections;
comment on view filings_published_objections is 'for the public pages: what became of an objection, by its receipt code; not who objected, nor to what end';
