-- What background work did and when, for the person on duty. The queue itself is graphile-worker's own schema.
create table job_runs (
  id bigint primary key,
  job text not null check (job ~ '^[a-z]+(-[a-z]+)*$'),
  attempt int not null check (attempt >= 1),
  most_attempts int not null check (most_attempts >= 1),
  started_at timestamptz not null,
  finished_at timestamptz check (finished_at >= started_at),
  outcome text check (outcome in ('done', 'failed')),
  error text check (length(error) <= 500),
  check ((finished_at is null) = (outcome is null)),
  check ((error is not null) = (outcome is not distinct from 'failed'))
);
create index job_runs_by_job on job_runs (job, started_at desc, id desc);
create index job_runs_by_time on job_runs (started_at desc, id desc);
comment on table job_runs is 'One row per try of a background job; a row without an end is under way or its process died';
