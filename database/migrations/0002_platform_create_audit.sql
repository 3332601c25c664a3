-- Purpose: the append-only audit trail, one hash chain per district (0 for rows of the whole installation), partitioned by month.
-- The partitions live in a schema of their own, where the application's login has no rights at all: it writes and reads through
-- audit_entries, and can neither change nor drop a month.
create schema audit_months;
comment on schema audit_months is 'one table per month of the audit trail; made by ensure_audit_month, dropped by the retention job with the owner''s login';
create table audit_entries (
  month date not null check (extract(day from month) = 1),
  district int not null,
  number bigint not null,
  at timestamptz not null,
  actor_id text not null,
  actor_name text not null,
  post_id text,
  jurisdiction bigint not null,
  origin text not null,
  request_id text not null,
  action text not null,
  subject_type text not null,
  subject_id text not null,
  details jsonb not null,
  before_digest text,
  after_digest text,
  previous_hash text not null,
  hash text not null,
  primary key (district, number, month)
) partition by range (month);
comment on table audit_entries is 'who did what, where, when, from where; each row hashed over the one before (HMAC-SM3); never updated or deleted by the application; a chain''s months never go back, so that a dropped month is a beginning of every chain';
select distribute('audit_entries');
create table audit_heads (
  district int primary key,
  number bigint not null,
  hash text not null,
  month date not null
);
comment on table audit_heads is 'the last entry of each chain; locked by every writer of the chain, last of all locks';
select distribute('audit_heads');
-- Makes the table of a month, once. Runs with the owner's rights, because the application's login may create nothing.
-- Returns whether the month stood already when this transaction began.
create function ensure_audit_month(wanted date) returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  partition_name text := 'm' || to_char(wanted, 'YYYY_MM');
  made_by xid;
begin
  if extract(day from wanted) <> 1 then raise exception 'not the first day of a month: %', wanted; end if;
  select c.xmin into made_by from pg_class c where c.relname = partition_name and c.relnamespace = 'audit_months'::regnamespace;
  if found then return made_by is distinct from pg_current_xact_id_if_assigned()::xid; end if;
  perform pg_advisory_xact_lock(4712);
  if exists (select from pg_class c where c.relname = partition_name and c.relnamespace = 'audit_months'::regnamespace) then return true; end if;
  execute format('create' || ' table audit_months.%I (like public.audit_entries including defaults including constraints)', partition_name);
  execute format('alter table public.audit_entries attach partition audit_months.%I for values from (%L) to (%L)', partition_name, wanted, (wanted + interval '1 month')::date);
  return false;
end $$;
revoke all on function ensure_audit_month(date) from public;
grant execute on function ensure_audit_month(date) to wotu_app;
