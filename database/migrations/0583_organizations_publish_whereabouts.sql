-- Purpose: the public pages of an organization ask the districts where there is something about it, and no others. Reversible: drop the function.
create function organizations_published_whereabouts(wanted bigint) returns int[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  districts int[] := array(
    select (wanted / 1000000000)::int union select w.district from whereabouts w where w.subject = 'record ' || wanted order by 1);
begin
  -- of a person, whose id looks the same, nobody is told
  if exists (select 1 from organizations o where o.district = any(districts) and o.id = wanted)
    or exists (select 1 from organization_merges m where m.district = any(districts) and m.removed_id = wanted) then
    return districts;
  end if;
  return '{}';
end $$;
revoke execute on function organizations_published_whereabouts(bigint) from public;
comment on function organizations_published_whereabouts is 'the districts to ask about an organization, or about one that was merged into another; empty for any other id';
