-- Purpose: the public pages learn in which district something lies that somebody has the id or the code of, without seeing where anything
-- else lies. The role of those pages is let in by roles.sql. Reversible: drop both functions.
create function where_it_moved(wanted bigint) returns int
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  born int := wanted / 1000000000;
begin
  return (select to_district from moved_records where district = born and record_id = wanted);
end $$;
create function whereabouts_of_code(wanted text) returns int[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return array(select district from whereabouts where subject = 'code ' || wanted order by district);
end $$;
revoke execute on function where_it_moved(bigint), whereabouts_of_code(text) from public;
comment on function where_it_moved is 'the district where a record lies whose id was given in another; null for one that never moved, and for one that never was';
comment on function whereabouts_of_code is 'the districts to ask about a code that somebody holds; empty for one that nobody gave';
