-- Purpose: certificates of voluntary service (X05 art.14-17), numbered without gaps, and what everybody may know of them. Reversible: drop the view and the tables.
create table volunteer_certificates (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  volunteer_id bigint not null,
  -- of the volunteer, who may be at home in another district by now: children are shown to few
  volunteer_born_on date not null,
  -- whose number it is; stays when divisions change
  authority_div bigint not null,
  year int not null,
  ordinal int not null check (ordinal > 0),
  number text not null,
  organ text not null,
  from_on date not null,
  to_on date not null,
  services int not null check (services > 0),
  minutes int not null check (minutes > 0),
  -- what every mark says, frozen on the day of issue
  content jsonb not null,
  -- for the public page: 张**
  masked_name text not null,
  check_code text not null check (check_code ~ '^[2-9A-HJ-NP-Z]{12}$'),
  issued_on date not null,
  issued_by_name text not null,
  revoked_on date,
  revoke_reason text check (revoke_reason <> ''),
  demonstration boolean not null,
  primary key (district, id),
  check (district = div / 1000000),
  check (from_on <= to_on),
  check ((revoked_on is null) = (revoke_reason is null))
);
comment on table volunteer_certificates is 'the register of certificates: every number of an authority and year, given or revoked with the reason';
create unique index volunteer_certificates_by_number on volunteer_certificates (district, authority_div, year, ordinal);
create index volunteer_certificates_by_place on volunteer_certificates (district, div, id);
create index volunteer_certificates_by_id on volunteer_certificates (id);
create index volunteer_certificates_by_volunteer on volunteer_certificates (volunteer_id, id);
create index volunteer_certificates_by_code on volunteer_certificates (check_code);
select distribute('volunteer_certificates');
create table volunteer_certificate_numbers (
  district int not null,
  div bigint not null,
  year int not null,
  last int not null,
  primary key (district, div, year),
  check (district = div / 1000000)
);
comment on table volunteer_certificate_numbers is 'the last number an authority gave in a year';
select distribute('volunteer_certificate_numbers');
create view volunteers_published_certificates as
select district, check_code, number, organ, masked_name, from_on, to_on, services, minutes, issued_on, revoked_on, demonstration from volunteer_certificates;
comment on view volunteers_published_certificates is 'for the public pages: certificates of service by their check code; the holder as 张**';
