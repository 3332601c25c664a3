-- Purpose: where records lie whose district is no longer the one in their id. Reversible: drop the table.
create table moved_records (
  -- of birth, which the id carries: whoever has an id asks there first
  district int not null,
  record_id bigint not null,
  to_district int not null,
  primary key (district, record_id),
  check (district = record_id / 1000000000),
  check (to_district <> district)
);
comment on table moved_records is 'forwarding addresses, kept at the district of birth: the district where a record lies today if that is another; ids never change';
select distribute('moved_records');
