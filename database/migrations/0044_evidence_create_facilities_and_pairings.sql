-- Purpose: care facilities with the communities they cover, and pairings with their two sides.
create table care_facilities (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('城市社区老年人日间照料中心', '农村养老设施')),
  covered_divs bigint[] not null check (cardinality(covered_divs) > 0),
  started_on date not null,
  ended_on date,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, recorded_div, name),
  check (ended_on is null or ended_on >= started_on)
);
comment on table care_facilities is 'care facilities for old people';
create index care_facilities_by_place on care_facilities (district, div, name);
create index care_facilities_by_id on care_facilities (id);
select distribute('care_facilities');
create table facility_coverages (
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  facility_id bigint not null,
  kind text not null,
  started_on date not null,
  ended_on date,
  primary key (district, facility_id, recorded_div),
  check (district = div / 1000000)
);
comment on table facility_coverages is 'communities a facility covers, its own included; one row each, in the district of the community';
create index facility_coverages_by_place on facility_coverages (district, div);
create index facility_coverages_by_facility on facility_coverages (facility_id);
select distribute('facility_coverages');
create table pairings (
  id bigint not null,
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  kind text not null check (kind in ('区域结对', '组织结对')),
  party_a text not null check (party_a <> ''),
  party_b text not null check (party_b <> ''),
  party_b_div bigint not null,
  started_on date not null,
  ended_on date,
  version int not null default 1,
  demonstration boolean not null default false,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  import_batch_id bigint,
  primary key (district, id),
  check (district = div / 1000000),
  unique (district, kind, party_a, party_b, started_on),
  check (ended_on is null or ended_on >= started_on)
);
comment on table pairings is 'pairings of regions or organizations; div is the division of the first side';
create index pairings_by_place on pairings (district, div, started_on desc, id desc);
create index pairings_by_id on pairings (id);
select distribute('pairings');
create index pairings_by_key on pairings (party_a, party_b, started_on);
create table pairing_sides (
  district int not null,
  div bigint not null,
  recorded_div bigint not null,
  pairing_id bigint not null,
  side text not null check (side in ('a', 'b')),
  kind text not null,
  partner_div bigint not null,
  started_on date not null,
  ended_on date,
  primary key (district, pairing_id, side),
  check (district = div / 1000000)
);
comment on table pairing_sides is 'a pairing as each of its sides sees it, in the district of that side';
create index pairing_sides_by_place on pairing_sides (district, div);
create index pairing_sides_by_pairing on pairing_sides (pairing_id);
select distribute('pairing_sides');
