-- Purpose: the roles that serve requests and the number sequence of record ids. Reversible: drop both.
do $$
begin
  if not exists (select from pg_roles where rolname = 'wotu_app') then create role wotu_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'wotu_portal') then create role wotu_portal nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
  if not pg_has_role(current_user, 'wotu_app', 'member') then execute format('grant wotu_app to %I', current_user); end if;
  if not pg_has_role(current_user, 'wotu_portal', 'member') then execute format('grant wotu_portal to %I', current_user); end if;
end $$;
create sequence record_numbers maxvalue 999999999;
comment on sequence record_numbers is 'numbers of new records; with the district of birth they make the id';
-- Spreads a table over the shards of a Citus cluster by its district; without Citus it does nothing.
create function distribute(name text) returns void language plpgsql as $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    execute 'select create_distributed_table($1, ''district'')' using name;
  end if;
end $$;
-- What is taken out of a table to be put in again elsewhere. A distributed engine returns only what it believes to be immutable; texts of times do
-- depend on the zone of the session, so this is for reading back in the same transaction, never for an index.
create function row_as_json(taken anyelement) returns jsonb language sql immutable as $$ select to_jsonb(taken) $$;
