-- The queue belongs to the owner's login; these are the doors by which the application sees and asks, and nothing else of it.
-- Without the queue's schema (a login that may not create it) the list is empty and asking is refused.
create function list_queued_jobs()
returns table (id bigint, job text, attempts int, most_attempts int, run_at timestamptz, created_at timestamptz, locked_at timestamptz, last_error text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if to_regclass('graphile_worker.jobs') is null then return; end if;
  return query select j.id::bigint, j.task_identifier, j.attempts::int, j.max_attempts::int, j.run_at, j.created_at, j.locked_at, j.last_error
    from graphile_worker.jobs j;
end $$;
create function ask_for_job(job text, most_attempts int) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(job, '{}'::json, job_key => job, max_attempts => most_attempts);
end $$;
create function run_job_again(job_id bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from graphile_worker.reschedule_jobs(array[job_id], run_at => now(), attempts => 0));
end $$;
create function dismiss_job(job_id bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from graphile_worker.complete_jobs(array[job_id]));
end $$;
revoke execute on function list_queued_jobs(), ask_for_job(text, int), run_job_again(bigint), dismiss_job(bigint) from public;
grant execute on function list_queued_jobs(), ask_for_job(text, int), run_job_again(bigint), dismiss_job(bigint) to wotu_app;
