-- Written by `npm run generate` from the migrations; do not edit. For reviewers: a migration shows here as what it changes.

CREATE OR REPLACE FUNCTION public.ask_for_job(job text, most_attempts integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform graphile_worker.add_job(job, '{}'::json, job_key => job, max_attempts => most_attempts);
end $function$;

CREATE OR REPLACE FUNCTION public.dismiss_job(job_id bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return exists (select from graphile_worker.complete_jobs(array[job_id]));
end $function$;

CREATE OR REPLACE FUNCTION public.distribute(name text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from pg_extension where extname = 'citus') then
    execute 'select create_distributed_table($1, ''district'')' using name;
  end if;
end $function$;

CREATE OR REPLACE FUNCTION public.division_name_grams(name text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select array_agg(substr(name, position, 2)) from generate_series(1, length(name)) as position $function$;

CREATE OR REPLACE FUNCTION public.divisions_analyze()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO '$user', 'public'
AS $function$ begin analyze divisions; end $function$;

CREATE OR REPLACE FUNCTION public.ensure_audit_month(wanted date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.figure_first_day(days date[])
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ select min(day) from unnest(days) as d (day) $function$;

CREATE OR REPLACE FUNCTION public.figure_last_day(days date[])
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ select max(day) from unnest(days) as d (day) $function$;

CREATE OR REPLACE FUNCTION public.list_queued_jobs()
 RETURNS TABLE(id bigint, job text, attempts integer, most_attempts integer, run_at timestamp with time zone, created_at timestamp with time zone, locked_at timestamp with time zone, last_error text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if to_regclass('graphile_worker.jobs') is null then return; end if;
  return query select j.id::bigint, j.task_identifier, j.attempts::int, j.max_attempts::int, j.run_at, j.created_at, j.locked_at, j.last_error
    from graphile_worker.jobs j;
end $function$;

CREATE OR REPLACE FUNCTION public.organizations_published_whereabouts(wanted bigint)
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.row_as_json(taken anyelement)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$ select to_jsonb(taken) $function$;

CREATE OR REPLACE FUNCTION public.run_job_again(job_id bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return exists (select from graphile_worker.reschedule_jobs(array[job_id], run_at => now(), attempts => 0));
end $function$;

CREATE OR REPLACE FUNCTION public.search_grams(words text, district integer)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE COST 500
AS $function$
begin
  return string_to_array(words, null)
    || string_to_array(regexp_replace(words, '(..)(?=.)', E'\\1\x01', 'g'), E'\x01')
    || string_to_array(regexp_replace(substr(words, 2), '(..)(?=.)', E'\\1\x01', 'g'), E'\x01')
    || array['@' || (district / 10000), '@' || (district / 100), '@' || district];
end $function$;

CREATE OR REPLACE FUNCTION public.where_it_moved(wanted bigint)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  born int := wanted / 1000000000;
begin
  return (select to_district from moved_records where district = born and record_id = wanted);
end $function$;

CREATE OR REPLACE FUNCTION public.whereabouts_of_code(wanted text)
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return array(select district from whereabouts where subject = 'code ' || wanted order by district);
end $function$;

create sequence division_operation_numbers maxvalue 9223372036854775807;

create sequence record_numbers maxvalue 999999999;

create table account_identities (
  account_id bigint not null,
  provider text not null,
  claim_index text not null,
  identity_index text,
  prepared_at timestamp with time zone not null,
  prepared_by text not null,
  linked_at timestamp with time zone,
  constraint account_identities_pkey PRIMARY KEY (account_id, provider),
  constraint account_identities_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint account_identities_check CHECK (((identity_index IS NULL) = (linked_at IS NULL))),
  constraint account_identities_identity_index_key UNIQUE (identity_index),
  constraint account_identities_provider_claim_index_key UNIQUE (provider, claim_index)
);
comment on table account_identities is 'prepared by an administrator with a claim (keyed digest); from the first sign-on the digest of issuer and subject alone counts';
-- granted: delete, insert, select, update to wotu_app

create table accounts (
  id bigint not null,
  office_id bigint,
  name text not null,
  display_name text not null,
  duty text not null,
  password_hash text,
  password_set_at timestamp with time zone,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  disabled_at timestamp with time zone,
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_check CHECK (((password_hash IS NULL) = (password_set_at IS NULL))),
  constraint accounts_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 40))),
  constraint accounts_duty_check CHECK ((duty = ANY (ARRAY['business'::text, 'system'::text, 'security'::text, 'audit'::text, 'person'::text]))),
  constraint accounts_id_duty_key UNIQUE (id, duty),
  constraint accounts_name_check CHECK ((name = lower(name))),
  constraint accounts_name_key UNIQUE (name),
  constraint accounts_office_id_fkey FOREIGN KEY (office_id) REFERENCES offices(id),
  constraint accounts_person_has_no_office CHECK (((office_id IS NULL) = (duty = 'person'::text))),
  constraint accounts_person_has_no_password CHECK (((duty <> 'person'::text) OR (password_hash IS NULL)))
);
comment on table accounts is 'people who sign in; duty is fixed for life, so nobody is two administrators, or administrator and staff';
CREATE INDEX accounts_by_office ON public.accounts USING btree (office_id);
-- granted: delete, insert, select, update to wotu_app

create table activities (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null,
  theme text not null,
  organization_name text not null,
  organization_id bigint,
  started_on date not null,
  participants integer not null,
  volunteers integer,
  is_major boolean,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint activities_pkey PRIMARY KEY (district, id),
  constraint activities_check CHECK ((district = (div / 1000000))),
  constraint activities_district_recorded_div_name_organization_name_sta_key UNIQUE (district, recorded_div, name, organization_name, started_on),
  constraint activities_name_check CHECK ((name <> ''::text)),
  constraint activities_participants_check CHECK ((participants >= 0)),
  constraint activities_theme_check CHECK ((theme = ANY (ARRAY['邻里守望'::text, '共建共治共享'::text, '共创平安'::text, '文化铸魂'::text, '助力乡村振兴'::text, '特色社区'::text, '其他'::text]))),
  constraint activities_volunteers_check CHECK ((volunteers >= 0))
);
comment on table activities is 'activities; div is where they are held, participants are person-times';
CREATE INDEX activities_by_id ON public.activities USING btree (id);
CREATE INDEX activities_by_organization ON public.activities USING btree (organization_id, started_on DESC, id DESC) WHERE (organization_id IS NOT NULL);
CREATE INDEX activities_by_place ON public.activities USING btree (district, div, started_on DESC, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table activity_occasions (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  organization_name text not null,
  co_hosts text[] not null default '{}'::text[],
  title text not null,
  theme text not null,
  kind text,
  about text not null,
  guided_by text,
  venue text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  sign_up_until timestamp with time zone not null,
  capacity integer,
  is_major boolean not null default false,
  state text not null,
  cancel_reason text,
  summary text,
  participants integer,
  volunteers integer,
  beneficiaries jsonb,
  record_id bigint,
  moved_at timestamp with time zone,
  moved_from text,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint activity_occasions_pkey PRIMARY KEY (district, id),
  constraint activity_occasions_capacity_check CHECK ((capacity > 0)),
  constraint activity_occasions_check CHECK ((district = (div / 1000000))),
  constraint activity_occasions_check1 CHECK (((ends_at > starts_at) AND (sign_up_until <= ends_at))),
  constraint activity_occasions_check2 CHECK ((((state = 'held'::text) = (summary IS NOT NULL)) AND ((state = 'held'::text) = (participants IS NOT NULL)))),
  constraint activity_occasions_check3 CHECK (((state = 'cancelled'::text) = (cancel_reason IS NOT NULL))),
  constraint activity_occasions_check4 CHECK (((moved_at IS NULL) = (moved_from IS NULL))),
  constraint activity_occasions_moved_from_check CHECK ((moved_from <> ''::text)),
  constraint activity_occasions_organization_name_check CHECK ((organization_name <> ''::text)),
  constraint activity_occasions_participants_check CHECK ((participants >= 0)),
  constraint activity_occasions_state_check CHECK ((state = ANY (ARRAY['open'::text, 'cancelled'::text, 'held'::text]))),
  constraint activity_occasions_theme_check CHECK ((theme = ANY (ARRAY['邻里守望'::text, '共建共治共享'::text, '共创平安'::text, '文化铸魂'::text, '助力乡村振兴'::text, '特色社区'::text, '其他'::text]))),
  constraint activity_occasions_title_check CHECK ((title <> ''::text)),
  constraint activity_occasions_venue_check CHECK ((venue <> ''::text)),
  constraint activity_occasions_volunteers_check CHECK ((volunteers >= 0))
);
comment on table activity_occasions is 'activities announced for sign-up, held, and written up; div is where they are held';
CREATE INDEX activity_occasions_by_id ON public.activity_occasions USING btree (id);
CREATE INDEX activity_occasions_by_organization ON public.activity_occasions USING btree (organization_id, starts_at DESC, id DESC);
CREATE INDEX activity_occasions_by_place ON public.activity_occasions USING btree (district, div, starts_at DESC, id DESC);
CREATE INDEX activity_occasions_by_time ON public.activity_occasions USING btree (starts_at DESC, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table activity_plan_items (
  id bigint not null,
  district integer not null,
  plan_id bigint not null,
  month integer not null,
  theme text not null,
  kind text,
  name text not null,
  organizer text,
  expected_people integer,
  constraint activity_plan_items_pkey PRIMARY KEY (district, id),
  constraint activity_plan_items_expected_people_check CHECK ((expected_people >= 0)),
  constraint activity_plan_items_month_check CHECK (((month >= 1) AND (month <= 12))),
  constraint activity_plan_items_name_check CHECK ((name <> ''::text)),
  constraint activity_plan_items_theme_check CHECK ((theme = ANY (ARRAY['邻里守望'::text, '共建共治共享'::text, '共创平安'::text, '文化铸魂'::text, '助力乡村振兴'::text, '特色社区'::text, '其他'::text])))
);
comment on table activity_plan_items is 'what a plan wants held, by month';
CREATE INDEX activity_plan_items_by_plan ON public.activity_plan_items USING btree (district, plan_id, month, id);
-- granted: delete, insert, select, update to wotu_app

create table activity_plan_links (
  district integer not null,
  plan_id bigint not null,
  item_id bigint not null,
  activity_id bigint not null,
  linked_by_name text not null,
  linked_at timestamp with time zone not null,
  constraint activity_plan_links_pkey PRIMARY KEY (district, item_id, activity_id)
);
comment on table activity_plan_links is 'which activity of the register carried an item of a plan out';
CREATE INDEX activity_plan_links_by_activity ON public.activity_plan_links USING btree (activity_id);
CREATE INDEX activity_plan_links_by_plan ON public.activity_plan_links USING btree (district, plan_id);
-- granted: delete, insert, select, update to wotu_app

create table activity_plans (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  year integer not null,
  features text,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  updated_by_name text not null,
  constraint activity_plans_pkey PRIMARY KEY (district, id),
  constraint activity_plans_check CHECK ((district = (div / 1000000))),
  constraint activity_plans_district_recorded_div_year_key UNIQUE (district, recorded_div, year),
  constraint activity_plans_year_check CHECK (((year >= 2000) AND (year <= 2199)))
);
comment on table activity_plans is 'annual activity plans of offices, one a year; div is the division of the office';
CREATE INDEX activity_plans_by_id ON public.activity_plans USING btree (id);
CREATE INDEX activity_plans_by_place ON public.activity_plans USING btree (district, div, year DESC, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table activity_sign_ups (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  occasion_id bigint not null,
  account_id text,
  name_cipher text,
  phone_cipher text,
  phone_index text,
  kind text not null,
  state text not null,
  signed_up_at timestamp with time zone not null,
  moved_up_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  checked_in_at timestamp with time zone,
  checked_in_by text,
  checked_out_at timestamp with time zone,
  wrong_codes integer not null default 0,
  version integer not null default 1,
  constraint activity_sign_ups_pkey PRIMARY KEY (district, id),
  constraint activity_sign_ups_check CHECK ((district = (div / 1000000))),
  constraint activity_sign_ups_check1 CHECK (((phone_cipher IS NULL) = (phone_index IS NULL))),
  constraint activity_sign_ups_check2 CHECK (((name_cipher IS NOT NULL) OR ((phone_cipher IS NULL) AND (account_id IS NULL)))),
  constraint activity_sign_ups_check3 CHECK (((checked_in_at IS NULL) = (checked_in_by IS NULL))),
  constraint activity_sign_ups_check4 CHECK (((checked_out_at IS NULL) OR (checked_out_at >= checked_in_at))),
  constraint activity_sign_ups_check5 CHECK (((checked_in_at IS NULL) OR (state = 'confirmed'::text))),
  constraint activity_sign_ups_checked_in_by_check CHECK ((checked_in_by = ANY (ARRAY['self'::text, 'host'::text]))),
  constraint activity_sign_ups_kind_check CHECK ((kind = ANY (ARRAY['resident'::text, 'volunteer'::text, 'partyMember'::text, 'other'::text]))),
  constraint activity_sign_ups_state_check CHECK ((state = ANY (ARRAY['confirmed'::text, 'waiting'::text, 'cancelled'::text])))
);
comment on table activity_sign_ups is 'who signed up for an occasion, waits, came and left; names and phones encrypted';
CREATE INDEX activity_sign_ups_by_account ON public.activity_sign_ups USING btree (account_id, id) WHERE (account_id IS NOT NULL);
CREATE INDEX activity_sign_ups_by_id ON public.activity_sign_ups USING btree (id);
CREATE INDEX activity_sign_ups_by_occasion ON public.activity_sign_ups USING btree (district, occasion_id, id);
CREATE INDEX activity_sign_ups_by_place ON public.activity_sign_ups USING btree (district, div, id);
CREATE INDEX activity_sign_ups_named ON public.activity_sign_ups USING btree (district, occasion_id) WHERE (name_cipher IS NOT NULL);
CREATE UNIQUE INDEX activity_sign_ups_once ON public.activity_sign_ups USING btree (district, occasion_id, account_id) WHERE ((account_id IS NOT NULL) AND (state <> 'cancelled'::text));
CREATE UNIQUE INDEX activity_sign_ups_once_by_phone ON public.activity_sign_ups USING btree (district, occasion_id, phone_index) WHERE ((phone_index IS NOT NULL) AND (state <> 'cancelled'::text));
-- granted: delete, insert, select, update to wotu_app

create table api_tokens (
  id bigint not null,
  token_digest text not null,
  account_id bigint not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  expires_on date not null,
  revoked_at timestamp with time zone,
  constraint api_tokens_pkey PRIMARY KEY (id),
  constraint api_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint api_tokens_token_digest_key UNIQUE (token_digest)
);
comment on table api_tokens is 'bearer tokens of other programs, with the rights of the account, until before expires_on';
CREATE INDEX api_tokens_by_account ON public.api_tokens USING btree (account_id);
-- granted: delete, insert, select, update to wotu_app

create table audit_checkpoints (
  district integer not null,
  month date not null,
  number bigint not null,
  hash text not null,
  made_at timestamp with time zone not null,
  signature text not null,
  constraint audit_checkpoints_pkey PRIMARY KEY (district, month)
);
comment on table audit_checkpoints is 'the last entry of each chain in a month that was dropped after its time, signed: the chain goes on from here';
-- granted: select to wotu_app

create table audit_entries (
  month date not null,
  district integer not null,
  number bigint not null,
  at timestamp with time zone not null,
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
  constraint audit_entries_pkey PRIMARY KEY (district, number, month),
  constraint audit_entries_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
comment on table audit_entries is 'who did what, where, when, from where; each row hashed over the one before (HMAC-SM3); never updated or deleted by the application; a chain''s months never go back, so that a dropped month is a beginning of every chain';
CREATE INDEX audit_entries_by_action ON ONLY public.audit_entries USING btree (action text_pattern_ops, at DESC);
CREATE INDEX audit_entries_by_actor ON ONLY public.audit_entries USING btree (actor_id, at DESC);
CREATE INDEX audit_entries_by_actor_name ON ONLY public.audit_entries USING btree (actor_name, at DESC);
CREATE INDEX audit_entries_by_place ON ONLY public.audit_entries USING btree (district, at DESC, number DESC);
CREATE INDEX audit_entries_by_request ON ONLY public.audit_entries USING btree (request_id);
CREATE INDEX audit_entries_by_subject ON ONLY public.audit_entries USING btree (subject_type, subject_id, at DESC);
CREATE INDEX audit_entries_by_time ON ONLY public.audit_entries USING btree (at DESC, district, number DESC);
-- granted: insert, select to wotu_app

create table audit_heads (
  district integer not null,
  number bigint not null,
  hash text not null,
  month date not null,
  constraint audit_heads_pkey PRIMARY KEY (district)
);
comment on table audit_heads is 'the last entry of each chain; locked by every writer of the chain, last of all locks';
-- granted: delete, insert, select, update to wotu_app

create table audit_roots (
  day date not null,
  made_at timestamp with time zone not null,
  chains integer not null,
  entries bigint not null,
  root text not null,
  previous text not null,
  signature text not null,
  constraint audit_roots_pkey PRIMARY KEY (day)
);
comment on table audit_roots is 'the Merkle root (SM3) over the heads of all chains, one a day, each signed (HMAC-SM3) over the one before; exported, it shows a cut-off end';
-- granted: insert, select to wotu_app

create table backups (
  id bigint not null,
  written_at timestamp with time zone not null,
  file_name text not null,
  rows bigint not null,
  bytes bigint not null,
  constraint backups_pkey PRIMARY KEY (id),
  constraint backups_bytes_check CHECK ((bytes > 0)),
  constraint backups_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 255))),
  constraint backups_rows_check CHECK ((rows >= 0))
);
comment on table backups is 'One row per backup that was written to its end';
CREATE INDEX backups_by_time ON public.backups USING btree (written_at DESC);
-- granted: delete, insert, select, update to wotu_app

create table care_facilities (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null,
  kind text not null,
  covered_divs bigint[] not null,
  started_on date not null,
  ended_on date,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint care_facilities_pkey PRIMARY KEY (district, id),
  constraint care_facilities_check CHECK ((district = (div / 1000000))),
  constraint care_facilities_check1 CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
  constraint care_facilities_covered_divs_check CHECK ((cardinality(covered_divs) > 0)),
  constraint care_facilities_district_recorded_div_name_key UNIQUE (district, recorded_div, name),
  constraint care_facilities_kind_check CHECK ((kind = ANY (ARRAY['城市社区老年人日间照料中心'::text, '农村养老设施'::text]))),
  constraint care_facilities_name_check CHECK ((name <> ''::text))
);
comment on table care_facilities is 'care facilities for old people';
CREATE INDEX care_facilities_by_id ON public.care_facilities USING btree (id);
CREATE INDEX care_facilities_by_place ON public.care_facilities USING btree (district, div, name);
-- granted: delete, insert, select, update to wotu_app

create table correction_requests (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  account_id bigint not null,
  form_key text not null,
  about text not null,
  name_cipher text not null,
  wrong_cipher text not null,
  right_cipher text not null,
  received_on date not null,
  received_at timestamp with time zone not null,
  due_on date not null,
  state text not null,
  answer text,
  answered_on date,
  answered_by text,
  answered_by_name text,
  ended_on date,
  version integer not null default 1,
  constraint correction_requests_pkey PRIMARY KEY (district, id),
  constraint correction_requests_about_check CHECK ((about = ANY (ARRAY['ledger'::text, 'filing'::text, 'need'::text, 'activity'::text, 'volunteer'::text, 'other'::text]))),
  constraint correction_requests_answer_check CHECK ((answer <> ''::text)),
  constraint correction_requests_check CHECK ((district = (div / 1000000))),
  constraint correction_requests_check1 CHECK ((due_on >= received_on)),
  constraint correction_requests_check2 CHECK (((state = ANY (ARRAY['waiting'::text, 'withdrawn'::text])) = (answer IS NULL))),
  constraint correction_requests_check3 CHECK ((((answer IS NULL) = (answered_on IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) = (answered_by_name IS NULL)))),
  constraint correction_requests_check4 CHECK (((state = 'waiting'::text) = (ended_on IS NULL))),
  constraint correction_requests_district_account_id_form_key_key UNIQUE (district, account_id, form_key),
  constraint correction_requests_form_key_check CHECK ((form_key ~ '^[0-9a-f-]{36}$'::text)),
  constraint correction_requests_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'corrected'::text, 'partly'::text, 'refused'::text, 'withdrawn'::text])))
);
comment on table correction_requests is 'requests of people to correct what is held about them, with a deadline, and the one answer of the office; names and texts encrypted';
CREATE INDEX correction_requests_by_account ON public.correction_requests USING btree (account_id, id);
CREATE INDEX correction_requests_by_end ON public.correction_requests USING btree (ended_on) WHERE (ended_on IS NOT NULL);
CREATE INDEX correction_requests_by_id ON public.correction_requests USING btree (id);
CREATE INDEX correction_requests_by_place ON public.correction_requests USING btree (district, div, id);
CREATE INDEX correction_requests_waiting ON public.correction_requests USING btree (district, div, due_on, id) WHERE (state = 'waiting'::text);
-- granted: delete, insert, select, update to wotu_app

create table data_keys (
  id text not null,
  wrapped text not null,
  created_at timestamp with time zone not null,
  active_from timestamp with time zone not null,
  constraint data_keys_pkey PRIMARY KEY (id),
  constraint data_keys_id_check CHECK (((id ~ '^k[0-9]+$'::text) AND (id <> 'k1'::text)))
);
comment on table data_keys is 'keys of personal data, each encrypted under the master key; known to every process before the first use; never removed, so that nothing becomes unreadable';
-- granted: insert, select to wotu_app

create table demonstration_fills (
  id bigint not null,
  seed integer not null,
  organizations_per_community numeric(8,2),
  counts jsonb not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  removed_at timestamp with time zone,
  constraint demonstration_fills_pkey PRIMARY KEY (id)
);
comment on table demonstration_fills is 'each filling with demonstration data; the data is there while removed_at is null';
-- granted: delete, insert, select, update to wotu_app

create table designations (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  kind text not null,
  object_name text not null,
  owner_name text,
  organization_id bigint,
  issuer_div bigint not null,
  designated_on date not null,
  ended_on date,
  document_number text,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint designations_pkey PRIMARY KEY (district, id),
  constraint designations_check CHECK ((district = (div / 1000000))),
  constraint designations_check1 CHECK (((ended_on IS NULL) OR (ended_on >= designated_on))),
  constraint designations_district_recorded_div_kind_object_name_designa_key UNIQUE (district, recorded_div, kind, object_name, designated_on),
  constraint designations_kind_check CHECK ((kind = ANY (ARRAY['品牌组织'::text, '品牌项目'::text, '农村典型'::text, '示范型组织'::text, '观察点'::text, '示范乡镇街道'::text, '示范点'::text, '农村试点'::text, '试点市县'::text, '全省示范点试点单位'::text, '优质项目'::text]))),
  constraint designations_object_name_check CHECK ((object_name <> ''::text))
);
comment on table designations is 'designations of organizations, projects and places; div is the division of the object';
CREATE INDEX designations_by_id ON public.designations USING btree (id);
CREATE INDEX designations_by_organization ON public.designations USING btree (organization_id) WHERE (organization_id IS NOT NULL);
CREATE INDEX designations_by_place ON public.designations USING btree (district, div, designated_on DESC, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table division_operations (
  id bigint not null,
  kind text not null,
  on_day date not null,
  reason text not null,
  input jsonb not null,
  districts integer[] not null,
  keys bigint[] not null,
  actor_id text not null,
  done_at timestamp with time zone not null,
  constraint division_operations_pkey PRIMARY KEY (id),
  constraint division_operations_kind_check CHECK ((kind = ANY (ARRAY['create'::text, 'close'::text, 'rename'::text, 'move'::text, 'merge'::text, 'split'::text, 'reclassify'::text]))),
  constraint division_operations_reason_check CHECK ((reason <> ''::text))
);
comment on table division_operations is 'changes of the tree, with the day of effect, the reason, the six-digit districts whose units changed, and the keys of all divisions that ended, began or changed (they say who may see the entry)';
CREATE INDEX division_operations_by_day ON public.division_operations USING btree (on_day DESC, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table division_outlines (
  division bigint not null,
  pack_id bigint not null,
  path text not null,
  min_x integer not null,
  min_y integer not null,
  max_x integer not null,
  max_y integer not null,
  label_x integer not null,
  label_y integer not null,
  constraint division_outlines_pkey PRIMARY KEY (division),
  constraint division_outlines_check CHECK ((max_x >= min_x)),
  constraint division_outlines_check1 CHECK ((max_y >= min_y)),
  constraint division_outlines_division_fkey FOREIGN KEY (division) REFERENCES divisions(key),
  constraint division_outlines_pack_id_fkey FOREIGN KEY (pack_id) REFERENCES map_packs(id) ON DELETE CASCADE,
  constraint division_outlines_path_check CHECK ((path <> ''::text))
);
comment on table division_outlines is 'outlines of divisions as drawn on maps; one for each, of the pack loaded last';
CREATE INDEX division_outlines_by_box ON public.division_outlines USING btree (min_x, max_x, min_y, max_y);
CREATE INDEX division_outlines_by_pack ON public.division_outlines USING btree (pack_id);
-- granted: delete, insert, select, update to wotu_app

create table division_successions (
  predecessor bigint not null,
  successor bigint not null,
  operation bigint not null,
  on_day date not null,
  keeps_code boolean not null,
  "position" smallint not null,
  constraint division_successions_pkey PRIMARY KEY (predecessor, successor, on_day),
  constraint division_successions_check CHECK ((predecessor <> successor)),
  constraint division_successions_operation_fkey FOREIGN KEY (operation) REFERENCES division_operations(id),
  constraint division_successions_predecessor_fkey FOREIGN KEY (predecessor) REFERENCES divisions(key),
  constraint division_successions_successor_fkey FOREIGN KEY (successor) REFERENCES divisions(key)
);
comment on table division_successions is 'from on_day the successor stands where the predecessor stood; of several, the one that keeps the code goes first, then by position';
CREATE INDEX division_successions_by_successor ON public.division_successions USING btree (successor);
-- granted: delete, insert, select, update to wotu_app

create table division_versions (
  key bigint not null,
  until_on date not null,
  name text not null,
  short_name text not null,
  kind text,
  committee_kind text,
  counted boolean not null,
  also_county boolean not null,
  constraint division_versions_pkey PRIMARY KEY (key, until_on),
  constraint division_versions_committee_kind_check CHECK ((committee_kind = ANY (ARRAY['居'::text, '村'::text, '类居'::text, '类村'::text, '虚拟'::text]))),
  constraint division_versions_key_fkey FOREIGN KEY (key) REFERENCES divisions(key),
  constraint division_versions_kind_check CHECK ((kind = ANY (ARRAY['urban'::text, 'rural'::text])))
);
comment on table division_versions is 'the state of a division before until_on; a past day''s state is the first with until_on after that day, else the row of divisions';
-- granted: delete, insert, select, update to wotu_app

create table divisions (
  key bigint not null,
  level smallint not null,
  parent bigint,
  name text not null,
  short_name text not null,
  kind text,
  committee_kind text,
  counted boolean not null,
  also_county boolean not null default false,
  official_codes bigint[] not null,
  valid_from date,
  valid_to date,
  pinyin text not null,
  pinyin_initials text not null,
  source text not null,
  constraint divisions_pkey PRIMARY KEY (key),
  constraint divisions_check CHECK (((parent IS NULL) = (level = 0))),
  constraint divisions_check1 CHECK (((valid_from IS NULL) OR (valid_to IS NULL) OR (valid_from < valid_to))),
  constraint divisions_check2 CHECK (((level = 5) OR (kind IS NULL))),
  constraint divisions_check3 CHECK (((level = 2) OR (NOT also_county))),
  constraint divisions_committee_kind_check CHECK ((committee_kind = ANY (ARRAY['居'::text, '村'::text, '类居'::text, '类村'::text, '虚拟'::text]))),
  constraint divisions_key_check CHECK (((key >= 0) AND (key < '1000000000000'::bigint))),
  constraint divisions_kind_check CHECK ((kind = ANY (ARRAY['urban'::text, 'rural'::text]))),
  constraint divisions_level_check CHECK (((level >= 0) AND (level <= 5))),
  constraint divisions_name_check CHECK ((name <> ''::text)),
  constraint divisions_short_name_check CHECK ((short_name <> ''::text))
);
comment on table divisions is 'division tree; key is the platform''s 12-digit code, level 0 nation to 5 community; in force while valid_from <= day < valid_to (null: since ever, until further notice); the row holds the latest state';
CREATE INDEX divisions_by_initials ON public.divisions USING btree (level, pinyin_initials text_pattern_ops);
CREATE INDEX divisions_by_irregular_code ON public.divisions USING gin (official_codes) WHERE (official_codes <> ARRAY[key]);
CREATE INDEX divisions_by_level ON public.divisions USING btree (level, key);
CREATE INDEX divisions_by_name_grams ON public.divisions USING gin (division_name_grams(short_name)) WITH (fastupdate=off);
CREATE INDEX divisions_by_parent ON public.divisions USING btree (parent, key);
CREATE INDEX divisions_by_pinyin ON public.divisions USING btree (level, pinyin text_pattern_ops);
CREATE INDEX divisions_by_short_name ON public.divisions USING btree (level, short_name text_pattern_ops);
-- granted: delete, insert, select, update to wotu_app

create table evidence_views (
  id bigint not null,
  district integer not null,
  office_div bigint not null,
  register text not null,
  name text not null,
  search text not null,
  is_shared boolean not null,
  owner_id text not null,
  owner_name text not null,
  created_at timestamp with time zone not null,
  constraint evidence_views_pkey PRIMARY KEY (district, id),
  constraint evidence_views_district_register_owner_id_name_key UNIQUE (district, register, owner_id, name),
  constraint evidence_views_name_check CHECK ((name <> ''::text))
);
comment on table evidence_views is 'saved views of a register: a name and its filters, one''s own or shared with the posts of the same office';
CREATE INDEX evidence_views_by_id ON public.evidence_views USING btree (id);
-- granted: delete, insert, select, update to wotu_app

create table exchange_agreements (
  id bigint not null,
  number text not null,
  side text not null,
  state text not null,
  partner text not null,
  address text,
  div bigint not null,
  level text not null,
  place text not null,
  terms jsonb not null,
  secret_cipher text,
  code_until timestamp with time zone,
  sender_nonce text,
  receiver_nonce text,
  key_cipher text,
  next_number integer not null default 1,
  heard_at timestamp with time zone,
  compared_at timestamp with time zone,
  comparison jsonb,
  created_at timestamp with time zone not null,
  created_by text not null,
  ended_at timestamp with time zone,
  ended_by text,
  end_reason text,
  settled text,
  constraint exchange_agreements_pkey PRIMARY KEY (id),
  constraint exchange_agreements_address_check CHECK ((address ~ '^https?://'::text)),
  constraint exchange_agreements_check CHECK (((side = 'sender'::text) = (address IS NOT NULL))),
  constraint exchange_agreements_check1 CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
  constraint exchange_agreements_check2 CHECK (((settled IS NULL) OR ((state = 'ended'::text) AND (side = 'receiver'::text)))),
  constraint exchange_agreements_check3 CHECK (((state <> 'active'::text) OR (key_cipher IS NOT NULL))),
  constraint exchange_agreements_check4 CHECK (((compared_at IS NULL) = (comparison IS NULL))),
  constraint exchange_agreements_end_reason_check CHECK (((length(end_reason) >= 2) AND (length(end_reason) <= 500))),
  constraint exchange_agreements_level_check CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text, 'township'::text, 'community'::text]))),
  constraint exchange_agreements_next_number_check CHECK ((next_number >= 1)),
  constraint exchange_agreements_number_check CHECK ((number ~ '^[a-z2-7]{12}$'::text)),
  constraint exchange_agreements_number_key UNIQUE (number),
  constraint exchange_agreements_partner_check CHECK (((length(partner) >= 1) AND (length(partner) <= 200))),
  constraint exchange_agreements_settled_check CHECK ((settled = ANY (ARRAY['kept'::text, 'removed'::text]))),
  constraint exchange_agreements_side_check CHECK ((side = ANY (ARRAY['sender'::text, 'receiver'::text]))),
  constraint exchange_agreements_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'active'::text, 'ended'::text])))
);
comment on table exchange_agreements is 'What one installation sends to another: place, registers with columns, plans. Each side has a row of its own';
-- granted: delete, insert, select, update to wotu_app

create table exchange_nonces (
  agreement_id bigint not null,
  nonce text not null,
  used_at timestamp with time zone not null,
  constraint exchange_nonces_pkey PRIMARY KEY (agreement_id, nonce),
  constraint exchange_nonces_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES exchange_agreements(id),
  constraint exchange_nonces_nonce_check CHECK (((length(nonce) >= 16) AND (length(nonce) <= 64)))
);
comment on table exchange_nonces is 'Signed requests that were taken, so that none is taken twice; kept while their time stamp would still be valid';
CREATE INDEX exchange_nonces_by_time ON public.exchange_nonces USING btree (used_at);
-- granted: delete, insert, select, update to wotu_app

create table exchange_packets (
  id bigint not null,
  agreement_id bigint not null,
  number integer not null,
  day date not null,
  digest text not null,
  rows integer not null,
  body_cipher text,
  receipt text,
  receipt_at timestamp with time zone,
  accepted integer,
  refused integer,
  made_at timestamp with time zone not null,
  constraint exchange_packets_pkey PRIMARY KEY (id),
  constraint exchange_packets_accepted_check CHECK ((accepted >= 0)),
  constraint exchange_packets_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES exchange_agreements(id),
  constraint exchange_packets_agreement_id_number_key UNIQUE (agreement_id, number),
  constraint exchange_packets_check CHECK (((receipt IS NULL) = (receipt_at IS NULL))),
  constraint exchange_packets_check1 CHECK ((((receipt IS NULL) = (accepted IS NULL)) AND ((receipt IS NULL) = (refused IS NULL)))),
  constraint exchange_packets_check2 CHECK (((receipt IS NULL) OR ((accepted + refused) = rows))),
  constraint exchange_packets_digest_check CHECK ((length(digest) = 64)),
  constraint exchange_packets_number_check CHECK ((number >= 1)),
  constraint exchange_packets_refused_check CHECK ((refused >= 0)),
  constraint exchange_packets_rows_check CHECK ((rows >= 1))
);
comment on table exchange_packets is 'Packets of an agreement, numbered without gaps: made and sent, or received; a packet never changes, a correction is another one';
-- granted: delete, insert, select, update to wotu_app

create table exchange_row_versions (
  agreement_id bigint not null,
  register text not null,
  key text not null,
  packet integer not null,
  corrects integer,
  digest text not null,
  content jsonb,
  is_removed boolean not null,
  constraint exchange_row_versions_pkey PRIMARY KEY (agreement_id, register, key, packet),
  constraint exchange_row_versions_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES exchange_agreements(id),
  constraint exchange_row_versions_check CHECK ((corrects < packet))
);
comment on table exchange_row_versions is 'History of received rows: each correction with the packet that it corrects; content of figures only, records have their own history';
-- granted: delete, insert, select, update to wotu_app

create table exchange_rows (
  agreement_id bigint not null,
  register text not null,
  key text not null,
  digest text not null,
  packet integer not null,
  day date not null,
  state text not null,
  reason text,
  accepted_packet integer,
  accepted_day date,
  accepted_digest text,
  record_id bigint,
  content jsonb,
  constraint exchange_rows_pkey PRIMARY KEY (agreement_id, register, key),
  constraint exchange_rows_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES exchange_agreements(id),
  constraint exchange_rows_check CHECK (((state = 'refused'::text) = (reason IS NOT NULL))),
  constraint exchange_rows_check1 CHECK ((((accepted_packet IS NULL) = (accepted_day IS NULL)) AND ((accepted_packet IS NULL) = (accepted_digest IS NULL)))),
  constraint exchange_rows_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200))),
  constraint exchange_rows_reason_check CHECK ((length(reason) <= 1000)),
  constraint exchange_rows_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'refused'::text, 'removed'::text])))
);
comment on table exchange_rows is 'Every row of an agreement as it was sent or received last';
CREATE INDEX exchange_rows_by_packet ON public.exchange_rows USING btree (agreement_id, packet);
-- granted: delete, insert, select, update to wotu_app

create table extensions (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  pilot_div bigint not null,
  extended_on date not null,
  content text,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint extensions_pkey PRIMARY KEY (district, id),
  constraint extensions_check CHECK ((district = (div / 1000000))),
  constraint extensions_district_recorded_div_pilot_div_extended_on_key UNIQUE (district, recorded_div, pilot_div, extended_on)
);
comment on table extensions is 'a pilot''s experience carried to another unit; div is the receiving unit';
CREATE INDEX extensions_by_id ON public.extensions USING btree (id);
CREATE INDEX extensions_by_place ON public.extensions USING btree (district, div, extended_on DESC, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table facility_coverages (
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  facility_id bigint not null,
  kind text not null,
  started_on date not null,
  ended_on date,
  constraint facility_coverages_pkey PRIMARY KEY (district, facility_id, recorded_div),
  constraint facility_coverages_check CHECK ((district = (div / 1000000)))
);
comment on table facility_coverages is 'communities a facility covers, its own included; one row each, in the district of the community';
CREATE INDEX facility_coverages_by_facility ON public.facility_coverages USING btree (facility_id);
CREATE INDEX facility_coverages_by_place ON public.facility_coverages USING btree (district, div);
-- granted: delete, insert, select, update to wotu_app

create table figure_checks (
  id bigint not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  scope_from bigint not null,
  scope_to bigint not null,
  districts integer not null,
  drifted integer not null,
  details jsonb not null,
  constraint figure_checks_pkey PRIMARY KEY (id)
);
comment on table figure_checks is 'self-checks: every counter recounted from the records; drifted must be zero';
CREATE INDEX figure_checks_by_time ON public.figure_checks USING btree (started_at DESC);
-- granted: delete, insert, select, update to wotu_app

create table figure_days (
  measure_id integer not null,
  district integer not null,
  day date not null,
  numerator bigint not null,
  denominator bigint not null,
  failing bigint not null,
  constraint figure_days_pkey PRIMARY KEY (measure_id, district, day)
);
comment on table figure_days is 'by how much a figure changes in a district on a day';
CREATE INDEX figure_days_by_province ON public.figure_days USING btree (measure_id, ((district / 10000)), day, district) INCLUDE (numerator, denominator, failing);
-- granted: delete, insert, select, update to wotu_app

create table figure_districts (
  district integer not null,
  revision bigint not null,
  constraint figure_districts_pkey PRIMARY KEY (district)
);
comment on table figure_districts is 'one row per counted district: locked by whoever recounts it; the revision tells readers whether anything may have changed';
-- granted: delete, insert, select, update to wotu_app

create table figure_failing_units (
  measure_id integer not null,
  district integer not null,
  divs bigint[] not null,
  begins date[] not null,
  ends date[] not null,
  first_on date not null generated always as (figure_first_day(begins)) stored,
  until_on date not null generated always as (figure_last_day(ends)) stored,
  constraint figure_failing_units_pkey PRIMARY KEY (measure_id, district),
  constraint figure_failing_units_check CHECK (((cardinality(divs) > 0) AND (cardinality(divs) = cardinality(begins)) AND (cardinality(divs) = cardinality(ends))))
);
comment on table figure_failing_units is 'the divisions of a district that fail a measure, each from begins until before ends (infinity: for ever), in order; divisions where several records fail stand once';
CREATE INDEX figure_failing_units_by_time ON public.figure_failing_units USING btree (measure_id, district, first_on, until_on);
-- granted: delete, insert, select, update to wotu_app

create table figure_months (
  measure_id integer not null,
  district integer not null,
  month date not null,
  numerator bigint not null,
  denominator bigint not null,
  failing bigint not null,
  constraint figure_months_pkey PRIMARY KEY (measure_id, district, month)
);
comment on table figure_months is 'the differences of figure_days summed per calendar month';
CREATE INDEX figure_months_by_province ON public.figure_months USING btree (measure_id, ((district / 10000)), month, district) INCLUDE (numerator, denominator, failing);
-- granted: delete, insert, select, update to wotu_app

create table figure_pieces (
  measure_id integer not null,
  district integer not null,
  piece bigint not null,
  days date[] not null,
  numerators bigint[] not null,
  denominators bigint[] not null,
  failings bigint[] not null,
  constraint figure_pieces_pkey PRIMARY KEY (district, measure_id, piece),
  constraint figure_pieces_check CHECK ((((piece % (1000)::bigint) = 0) AND ((piece / 1000000) = district))),
  constraint figure_pieces_check1 CHECK (((cardinality(days) = cardinality(numerators)) AND (cardinality(days) = cardinality(denominators)) AND (cardinality(days) = cardinality(failings))))
);
comment on table figure_pieces is 'what each township of a large district adds to a figure, as dated differences; together they are figure_days. The piece of the district''s own code is always there and says that they are kept';
-- granted: delete, insert, select, update to wotu_app

create table figure_province_months (
  measure_id integer not null,
  district integer not null,
  month date not null,
  numerator bigint not null,
  denominator bigint not null,
  failing bigint not null,
  id uuid not null default gen_random_uuid(),
  constraint figure_province_months_pkey PRIMARY KEY (district, id)
);
comment on table figure_province_months is 'the differences of figure_months summed over provinces (district is the province''s own), as appended differences; folded every night to one row per month';
CREATE INDEX figure_province_months_by_province ON public.figure_province_months USING btree (measure_id, district, month) INCLUDE (numerator, denominator, failing);
-- granted: delete, insert, select, update to wotu_app

create table figure_totals (
  measure_id integer not null,
  district integer not null,
  numerator bigint not null,
  denominator bigint not null,
  failing bigint not null,
  last_change_on date not null,
  constraint figure_totals_pkey PRIMARY KEY (measure_id, district)
);
comment on table figure_totals is 'sum of all dated differences of a measure in a district';
-- granted: delete, insert, select, update to wotu_app

create table files (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  purpose text not null,
  owner_id bigint not null,
  part text,
  data_class text not null,
  name_cipher text not null,
  kind text not null,
  size integer not null,
  width integer,
  height integer,
  medium_size integer,
  small_size integer,
  sent_digest text not null,
  digest text not null,
  object text not null,
  key_cipher text not null,
  scan text not null,
  scanned_at timestamp with time zone,
  public_since timestamp with time zone,
  kept_at timestamp with time zone not null,
  kept_by text not null,
  kept_by_name text not null,
  constraint files_pkey PRIMARY KEY (district, id),
  constraint files_check CHECK ((district = (div / 1000000))),
  constraint files_check1 CHECK ((((width IS NULL) = (height IS NULL)) AND ((medium_size IS NULL) = (small_size IS NULL)))),
  constraint files_check2 CHECK (((scan = 'unscanned'::text) = (scanned_at IS NULL))),
  constraint files_check3 CHECK (((public_since IS NULL) OR ((data_class = 'general'::text) AND (scan <> 'infected'::text)))),
  constraint files_data_class_check CHECK ((data_class = ANY (ARRAY['general'::text, 'personal'::text, 'restricted'::text, 'financial'::text]))),
  constraint files_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint files_height_check CHECK ((height > 0)),
  constraint files_kind_check CHECK ((kind = ANY (ARRAY['jpeg'::text, 'pdf'::text, 'word'::text, 'excel'::text]))),
  constraint files_medium_size_check CHECK ((medium_size > 0)),
  constraint files_object_check CHECK ((object ~ '^[0-9a-f]{32}$'::text)),
  constraint files_part_check CHECK ((part <> ''::text)),
  constraint files_purpose_check CHECK ((purpose ~ '^[a-z][a-zA-Z-]*\.[a-z][a-zA-Z-]*$'::text)),
  constraint files_scan_check CHECK ((scan = ANY (ARRAY['unscanned'::text, 'clean'::text, 'infected'::text]))),
  constraint files_sent_digest_check CHECK ((sent_digest ~ '^[0-9a-f]{64}$'::text)),
  constraint files_size_check CHECK ((size > 0)),
  constraint files_small_size_check CHECK ((small_size > 0)),
  constraint files_width_check CHECK ((width > 0))
);
comment on table files is 'attachments: one row per file of a record; rows with the same content share one sealed object and its key';
CREATE INDEX files_by_content ON public.files USING btree (district, sent_digest);
CREATE INDEX files_by_id ON public.files USING btree (id);
CREATE INDEX files_by_object ON public.files USING btree (object);
CREATE INDEX files_by_owner ON public.files USING btree (district, purpose, owner_id, id);
CREATE INDEX files_by_place ON public.files USING btree (district, div);
CREATE INDEX files_to_scan ON public.files USING btree (district, id) WHERE (scan = 'unscanned'::text);
-- granted: delete, insert, select, update to wotu_app

create table filing_annual_reports (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  year integer not null,
  content jsonb not null,
  handed_in_at timestamp with time zone,
  handed_in_by_name text,
  version integer not null default 1,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint filing_annual_reports_pkey PRIMARY KEY (district, id),
  constraint filing_annual_reports_check CHECK ((district = (div / 1000000))),
  constraint filing_annual_reports_check1 CHECK (((handed_in_at IS NULL) = (handed_in_by_name IS NULL))),
  constraint filing_annual_reports_district_organization_id_year_key UNIQUE (district, organization_id, year),
  constraint filing_annual_reports_year_check CHECK (((year >= 2000) AND (year <= 2199)))
);
comment on table filing_annual_reports is 'the text of a yearly report, written by the leader; that it was handed in and what became of it is in filing_annual_returns';
CREATE INDEX filing_annual_reports_by_id ON public.filing_annual_reports USING btree (id);
CREATE INDEX filing_annual_reports_by_organization ON public.filing_annual_reports USING btree (organization_id, year);
-- granted: delete, insert, select, update to wotu_app

create table filing_annual_returns (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  year integer not null,
  supervisor_on date,
  submitted_on date,
  result text,
  reviewed_on date,
  rectify_by date,
  rectified_on date,
  note text,
  version integer not null default 1,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint filing_annual_returns_pkey PRIMARY KEY (district, id),
  constraint filing_annual_returns_check CHECK ((district = (div / 1000000))),
  constraint filing_annual_returns_check1 CHECK (((result IS NULL) = (reviewed_on IS NULL))),
  constraint filing_annual_returns_check2 CHECK (((reviewed_on IS NULL) OR (submitted_on IS NOT NULL))),
  constraint filing_annual_returns_district_organization_id_year_key UNIQUE (district, organization_id, year),
  constraint filing_annual_returns_result_check CHECK ((result = ANY (ARRAY['合格'::text, '基本合格'::text, '不合格'::text]))),
  constraint filing_annual_returns_year_check CHECK (((year >= 2000) AND (year <= 2199)))
);
comment on table filing_annual_returns is 'one yearly report of a registered organization: handed in, reviewed, rectified';
CREATE INDEX filing_annual_returns_by_organization ON public.filing_annual_returns USING btree (organization_id, year);
CREATE INDEX filing_annual_returns_by_place ON public.filing_annual_returns USING btree (district, div, year);
-- granted: delete, insert, select, update to wotu_app

create table filing_applications (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  procedure text not null,
  state text not null,
  organization_id bigint,
  subject_name text not null,
  form jsonb not null,
  leader_id_number_cipher text,
  leader_id_number_index text,
  leader_phone_cipher text,
  leader_phone_index text,
  rules text not null,
  applicant_id text not null,
  applicant_name text not null,
  handler_id text,
  handler_name text,
  submitted_on date,
  clock_started_on date not null,
  due_on date,
  due_whose text,
  due_provisional boolean not null default false,
  escalated_on date,
  decided_on date,
  processing_days integer,
  applicant_days integer not null default 0,
  returns integer not null default 0,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint filing_applications_pkey PRIMARY KEY (district, id),
  constraint filing_applications_check CHECK ((district = (div / 1000000))),
  constraint filing_applications_check1 CHECK (((due_on IS NULL) = (due_whose IS NULL))),
  constraint filing_applications_check2 CHECK (((state = ANY (ARRAY['granted'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text])) = (decided_on IS NOT NULL))),
  constraint filing_applications_check3 CHECK (((decided_on IS NULL) OR (due_on IS NULL))),
  constraint filing_applications_due_whose_check CHECK ((due_whose = ANY (ARRAY['applicant'::text, 'committee'::text, 'street'::text, 'registrationAuthority'::text, 'supervisingAuthority'::text]))),
  constraint filing_applications_procedure_check CHECK ((procedure = ANY (ARRAY['ledgerOpening'::text, 'ledgerClosing'::text, 'filing'::text, 'filingChange'::text, 'filingCancellation'::text, 'authorityCancellation'::text, 'filingDowngrade'::text, 'registration'::text, 'directRegistration'::text, 'registrationChange'::text, 'deregistration'::text, 'revocation'::text, 'lawfulHandling'::text, 'outlawing'::text]))),
  constraint filing_applications_processing_days_check CHECK ((processing_days >= 0)),
  constraint filing_applications_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'awaitingRecommendation'::text, 'submitted'::text, 'supplementing'::text, 'consulting'::text, 'liquidating'::text, 'granted'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text])))
);
comment on table filing_applications is 'one application or authority case; home is that of the organization it is about';
CREATE INDEX filing_applications_by_applicant ON public.filing_applications USING btree (applicant_id, id);
CREATE INDEX filing_applications_by_due ON public.filing_applications USING btree (due_on, id) WHERE (due_on IS NOT NULL);
CREATE INDEX filing_applications_by_handler ON public.filing_applications USING btree (handler_id, id) WHERE (decided_on IS NULL);
CREATE INDEX filing_applications_by_id ON public.filing_applications USING btree (id);
CREATE INDEX filing_applications_by_leader_phone ON public.filing_applications USING btree (leader_phone_index) WHERE (leader_phone_index IS NOT NULL);
CREATE INDEX filing_applications_by_organization ON public.filing_applications USING btree (organization_id) WHERE (organization_id IS NOT NULL);
CREATE INDEX filing_applications_by_place ON public.filing_applications USING btree (district, div, id);
CREATE INDEX filing_applications_decided ON public.filing_applications USING btree (district, div, decided_on) WHERE (decided_on IS NOT NULL);
CREATE INDEX filing_applications_escalated ON public.filing_applications USING btree (district, div, due_on, id) WHERE ((escalated_on IS NOT NULL) AND (decided_on IS NULL));
CREATE UNIQUE INDEX filing_applications_one_open ON public.filing_applications USING btree (district, organization_id) WHERE ((organization_id IS NOT NULL) AND (decided_on IS NULL) AND (procedure <> ALL (ARRAY['authorityCancellation'::text, 'revocation'::text, 'lawfulHandling'::text])));
CREATE INDEX filing_applications_open ON public.filing_applications USING btree (district, div, due_on, id) WHERE (decided_on IS NULL);
CREATE INDEX filing_applications_untouched ON public.filing_applications USING btree (updated_at) WHERE (state = 'draft'::text);
-- granted: delete, insert, select, update to wotu_app

create table filing_authorities (
  district integer not null,
  div bigint not null,
  organ text,
  code text,
  filing_format text,
  notice_format text,
  version integer not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint filing_authorities_pkey PRIMARY KEY (district, div),
  constraint filing_authorities_check CHECK ((district = (div / 1000000))),
  constraint filing_authorities_code_check CHECK ((code <> ''::text)),
  constraint filing_authorities_filing_format_check CHECK ((filing_format ~~ '%{number}%'::text)),
  constraint filing_authorities_notice_format_check CHECK ((notice_format ~~ '%{number}%'::text)),
  constraint filing_authorities_organ_check CHECK ((organ <> ''::text))
);
comment on table filing_authorities is 'what an authority is called in documents and how it numbers them, where it says so itself';
-- granted: delete, insert, select, update to wotu_app

create table filing_claim_codes (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  code_index text not null,
  issued_at timestamp with time zone not null,
  issued_by text not null,
  issued_by_name text not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  used_by text,
  constraint filing_claim_codes_pkey PRIMARY KEY (district, id),
  constraint filing_claim_codes_check CHECK ((district = (div / 1000000))),
  constraint filing_claim_codes_check1 CHECK ((expires_at > issued_at)),
  constraint filing_claim_codes_check2 CHECK (((used_by IS NULL) OR (ended_at IS NOT NULL)))
);
comment on table filing_claim_codes is 'one-time codes that an office hands to the leader of an organization';
CREATE INDEX filing_claim_codes_by_code ON public.filing_claim_codes USING btree (code_index) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX filing_claim_codes_open ON public.filing_claim_codes USING btree (district, organization_id) WHERE (ended_at IS NULL);
-- granted: delete, insert, select, update to wotu_app

create table filing_claims (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  claimant_id text not null,
  claimant_name text not null,
  claimed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  constraint filing_claims_pkey PRIMARY KEY (district, id),
  constraint filing_claims_check CHECK ((district = (div / 1000000))),
  constraint filing_claims_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
);
comment on table filing_claims is 'which account leads an organization: at most one at a time, by a code';
CREATE INDEX filing_claims_by_claimant ON public.filing_claims USING btree (claimant_id) WHERE (ended_at IS NULL);
CREATE INDEX filing_claims_by_organization ON public.filing_claims USING btree (organization_id);
CREATE UNIQUE INDEX filing_claims_open ON public.filing_claims USING btree (district, organization_id) WHERE (ended_at IS NULL);
-- granted: delete, insert, select, update to wotu_app

create table filing_document_numbers (
  district integer not null,
  div bigint not null,
  year integer not null,
  last integer not null,
  constraint filing_document_numbers_pkey PRIMARY KEY (district, div, year),
  constraint filing_document_numbers_check CHECK ((district = (div / 1000000))),
  constraint filing_document_numbers_last_check CHECK ((last > 0))
);
comment on table filing_document_numbers is 'the last number of a notice each authority gave in a year';
-- granted: delete, insert, select, update to wotu_app

create table filing_given_numbers (
  district integer not null,
  div bigint not null,
  series text not null,
  year integer not null,
  ordinal integer not null,
  number text not null,
  subject_name text,
  organization_id bigint,
  given_on date,
  void_reason text,
  voided_on date,
  voided_by_name text,
  constraint filing_given_numbers_pkey PRIMARY KEY (district, div, series, year, ordinal),
  constraint filing_given_numbers_check CHECK ((district = (div / 1000000))),
  constraint filing_given_numbers_check1 CHECK (((void_reason IS NULL) = (voided_on IS NULL))),
  constraint filing_given_numbers_check2 CHECK (((subject_name IS NOT NULL) OR (void_reason IS NOT NULL))),
  constraint filing_given_numbers_ordinal_check CHECK ((ordinal > 0)),
  constraint filing_given_numbers_series_check CHECK ((series = ANY (ARRAY['filing'::text, 'notice'::text]))),
  constraint filing_given_numbers_void_reason_check CHECK ((void_reason <> ''::text))
);
comment on table filing_given_numbers is 'every number of filings and notices in turn: to whom it was given, or why it was left out or voided';
CREATE INDEX filing_given_numbers_by_number ON public.filing_given_numbers USING btree (district, series, number);
CREATE INDEX filing_given_numbers_by_organization ON public.filing_given_numbers USING btree (organization_id) WHERE (organization_id IS NOT NULL);
-- granted: delete, insert, select, update to wotu_app

create table filing_materials (
  district integer not null,
  application_id bigint not null,
  material text not null,
  held_as text not null,
  reference text,
  constraint filing_materials_pkey PRIMARY KEY (district, application_id, material),
  constraint filing_materials_held_as_check CHECK ((held_as = ANY (ARRAY['paper'::text, 'electronic'::text, 'shared'::text])))
);
comment on table filing_materials is 'materials handed in: on paper, electronically, or known to the office already; reference names or numbers the document';
-- granted: delete, insert, select, update to wotu_app

create table filing_notices (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  application_id bigint not null,
  organization_id bigint,
  kind text not null,
  audience text not null,
  subject_name text not null,
  issued_on date not null,
  document_number text,
  template_div bigint,
  template_version integer,
  content jsonb,
  lines text[],
  authority_div bigint,
  organ text,
  objections_until date,
  check_code text,
  constraint filing_notices_pkey PRIMARY KEY (district, id),
  constraint filing_notices_audience_check CHECK ((audience = ANY (ARRAY['applicant'::text, 'office'::text, 'public'::text]))),
  constraint filing_notices_check CHECK ((district = (div / 1000000))),
  constraint filing_notices_check_code_check CHECK ((check_code ~ '^[2-9A-HJ-NP-Z]{12}$'::text))
);
comment on table filing_notices is 'notices, certificates and announcements that a step handed out; announcements are public from that day';
CREATE INDEX filing_notices_by_application ON public.filing_notices USING btree (district, application_id);
CREATE UNIQUE INDEX filing_notices_by_check_code ON public.filing_notices USING btree (district, check_code) WHERE (check_code IS NOT NULL);
CREATE INDEX filing_notices_by_code ON public.filing_notices USING btree (check_code) WHERE (check_code IS NOT NULL);
CREATE INDEX filing_notices_by_id ON public.filing_notices USING btree (id);
CREATE INDEX filing_notices_by_organization ON public.filing_notices USING btree (organization_id) WHERE (organization_id IS NOT NULL);
CREATE INDEX filing_notices_by_place ON public.filing_notices USING btree (district, div, id);
CREATE INDEX filing_notices_public ON public.filing_notices USING btree (issued_on, id) WHERE ((audience = 'public'::text) AND (lines IS NOT NULL));
CREATE INDEX filing_notices_public_by_place ON public.filing_notices USING btree (district, issued_on, id) WHERE ((audience = 'public'::text) AND (lines IS NOT NULL));
-- granted: delete, insert, select, update to wotu_app

create table filing_numbers (
  district integer not null,
  div bigint not null,
  year integer not null,
  last integer not null,
  constraint filing_numbers_pkey PRIMARY KEY (district, div, year),
  constraint filing_numbers_check CHECK ((district = (div / 1000000))),
  constraint filing_numbers_last_check CHECK ((last > 0))
);
comment on table filing_numbers is 'the last filing number each authority gave in a year';
-- granted: delete, insert, select, update to wotu_app

create table filing_objections (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  notice_id bigint not null,
  authority_div bigint not null,
  content text not null,
  name_cipher text,
  phone_cipher text,
  phone_index text,
  receipt_code text not null,
  received_on date not null,
  received_at timestamp with time zone not null,
  outcome text,
  answer text,
  answered_on date,
  answered_by text,
  answered_by_name text,
  version integer not null default 1,
  constraint filing_objections_pkey PRIMARY KEY (district, id),
  constraint filing_objections_check CHECK ((district = (div / 1000000))),
  constraint filing_objections_check1 CHECK ((((outcome IS NULL) = (answer IS NULL)) AND ((outcome IS NULL) = (answered_on IS NULL)))),
  constraint filing_objections_content_check CHECK ((content <> ''::text)),
  constraint filing_objections_objector_whole CHECK ((((phone_index IS NULL) = (name_cipher IS NULL)) AND ((phone_index IS NULL) = (phone_cipher IS NULL)))),
  constraint filing_objections_outcome_check CHECK ((outcome = ANY (ARRAY['upheld'::text, 'partly'::text, 'rejected'::text]))),
  constraint filing_objections_receipt_code_check CHECK ((receipt_code ~ '^[2-9A-HJ-NP-Z]{12}$'::text))
);
comment on table filing_objections is 'objections to an announcement within its period, and the answers of the office; name and phone encrypted';
CREATE INDEX filing_objections_answered ON public.filing_objections USING btree (answered_on) WHERE (phone_index IS NOT NULL);
CREATE INDEX filing_objections_by_id ON public.filing_objections USING btree (id);
CREATE INDEX filing_objections_by_notice ON public.filing_objections USING btree (district, notice_id);
CREATE INDEX filing_objections_by_phone ON public.filing_objections USING btree (phone_index);
CREATE INDEX filing_objections_by_place ON public.filing_objections USING btree (district, div, id);
CREATE INDEX filing_objections_by_receipt ON public.filing_objections USING btree (receipt_code);
CREATE UNIQUE INDEX filing_objections_once ON public.filing_objections USING btree (district, notice_id, phone_index, md5(content));
-- granted: delete, insert, select, update to wotu_app

create table filing_opinions (
  district integer not null,
  application_id bigint not null,
  number integer not null,
  kind text not null,
  asked_of text not null,
  asked_on date not null,
  answered_on date,
  verdict text,
  content text,
  constraint filing_opinions_pkey PRIMARY KEY (district, application_id, number),
  constraint filing_opinions_asked_of_check CHECK ((asked_of <> ''::text)),
  constraint filing_opinions_check CHECK (((answered_on IS NULL) = (verdict IS NULL))),
  constraint filing_opinions_kind_check CHECK ((kind = ANY (ARRAY['department'::text, 'expert'::text]))),
  constraint filing_opinions_verdict_check CHECK ((verdict = ANY (ARRAY['agree'::text, 'disagree'::text, 'none'::text])))
);
comment on table filing_opinions is 'opinions asked of departments and experts before a direct registration (HN L30)';
-- granted: delete, insert, select, update to wotu_app

create table filing_reminders (
  district integer not null,
  application_id bigint not null,
  due_on date not null,
  kind text not null,
  at timestamp with time zone not null,
  told_at timestamp with time zone,
  constraint filing_reminders_pkey PRIMARY KEY (district, application_id, due_on, kind),
  constraint filing_reminders_kind_check CHECK ((kind = ANY (ARRAY['upcoming'::text, 'overdue'::text, 'escalated'::text])))
);
comment on table filing_reminders is 'which reminder of which deadline was given, once each';
CREATE INDEX filing_reminders_untold ON public.filing_reminders USING btree (district, application_id) WHERE (told_at IS NULL);
-- granted: delete, insert, select, update to wotu_app

create table filing_steps (
  district integer not null,
  application_id bigint not null,
  number integer not null,
  organization_id bigint,
  action text not null,
  from_state text not null,
  to_state text not null,
  body text not null,
  at timestamp with time zone not null,
  on_day date not null,
  by_id text not null,
  by_name text not null,
  reason text,
  ground text,
  clause text not null,
  constraint filing_steps_pkey PRIMARY KEY (district, application_id, number)
);
comment on table filing_steps is 'what was done to an application, by whom, as whom, under which rule; never updated but for the organization it turned out to be about';
CREATE INDEX filing_steps_by_organization ON public.filing_steps USING btree (organization_id, at) WHERE (organization_id IS NOT NULL);
-- granted: delete, insert, select, update to wotu_app

create table filing_supplement_items (
  district integer not null,
  application_id bigint not null,
  number integer not null,
  material text,
  content text not null,
  is_done boolean not null default false,
  reply text,
  constraint filing_supplement_items_pkey PRIMARY KEY (district, application_id, number),
  constraint filing_supplement_items_content_check CHECK ((content <> ''::text))
);
comment on table filing_supplement_items is 'the one list of what is to be supplemented';
-- granted: delete, insert, select, update to wotu_app

create table filing_template_versions (
  div bigint not null,
  kind text not null,
  version integer not null,
  file_name text not null,
  bytes bytea not null,
  digest text not null,
  lines text[] not null,
  reason text not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  created_by_name text not null,
  constraint filing_template_versions_pkey PRIMARY KEY (div, kind, version),
  constraint filing_template_versions_bytes_check CHECK (((length(bytes) >= 1) AND (length(bytes) <= 2097152))),
  constraint filing_template_versions_reason_check CHECK ((reason <> ''::text)),
  constraint filing_template_versions_version_check CHECK ((version > 0))
);
comment on table filing_template_versions is 'every version of every Word template; a notice keeps the version it was issued with; never updated';
CREATE UNIQUE INDEX filing_template_versions_of_program ON public.filing_template_versions USING btree (kind, digest) WHERE (div = 0);
-- granted: delete, insert, select, update to wotu_app

create table filing_templates (
  div bigint not null,
  kind text not null,
  version integer,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint filing_templates_pkey PRIMARY KEY (div, kind),
  constraint filing_templates_div_kind_version_fkey FOREIGN KEY (div, kind, version) REFERENCES filing_template_versions(div, kind, version)
);
comment on table filing_templates is 'which version of its own template an office uses; without a row the next one above holds, at last that of the program';
-- granted: delete, insert, select, update to wotu_app

create table former_passwords (
  account_id bigint not null,
  set_at timestamp with time zone not null,
  password_hash text not null,
  constraint former_passwords_pkey PRIMARY KEY (account_id, set_at),
  constraint former_passwords_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
comment on table former_passwords is 'hashes of replaced passwords, which may not come back';
-- granted: delete, insert, select, update to wotu_app

create table gap_task_steps (
  district integer not null,
  task_id bigint not null,
  number integer not null,
  action text not null,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  note text,
  constraint gap_task_steps_pkey PRIMARY KEY (district, task_id, number),
  constraint gap_task_steps_action_check CHECK ((action = ANY (ARRAY['assigned'::text, 'done'::text, 'confirmed'::text, 'reopened'::text, 'cancelled'::text]))),
  constraint gap_task_steps_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500)))
);
comment on table gap_task_steps is 'what was done to a gap task, by whom and when';
-- granted: delete, insert, select, update to wotu_app

create table gap_tasks (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  plan_id text not null,
  target_id text not null,
  target_name text not null,
  record_id bigint,
  unit_name text not null,
  lacking text not null,
  responsible_div bigint not null,
  due_on date not null,
  note text,
  state text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint gap_tasks_pkey PRIMARY KEY (district, id),
  constraint gap_tasks_check CHECK ((district = (div / 1000000))),
  constraint gap_tasks_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500))),
  constraint gap_tasks_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'confirmed'::text, 'cancelled'::text])))
);
comment on table gap_tasks is 'a gap (plan, target, unit, record) given to the responsible office; at most one is given for each gap while it is under way';
CREATE INDEX gap_tasks_by_id ON public.gap_tasks USING btree (id);
CREATE INDEX gap_tasks_by_place ON public.gap_tasks USING btree (district, div, plan_id, target_id) WHERE (state = ANY (ARRAY['open'::text, 'done'::text]));
CREATE INDEX gap_tasks_by_record ON public.gap_tasks USING btree (record_id) WHERE (record_id IS NOT NULL);
CREATE INDEX gap_tasks_by_responsible ON public.gap_tasks USING btree (responsible_div, id);
CREATE UNIQUE INDEX gap_tasks_under_way ON public.gap_tasks USING btree (district, recorded_div, plan_id, target_id, COALESCE(record_id, (0)::bigint)) WHERE (state = ANY (ARRAY['open'::text, 'done'::text]));
-- granted: delete, insert, select, update to wotu_app

create table hand_ins (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  kind text not null,
  period text not null,
  handed_in_on date not null,
  state text not null,
  themes text[] not null default '{}'::text[],
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint hand_ins_pkey PRIMARY KEY (district, id),
  constraint hand_ins_check CHECK ((district = (div / 1000000))),
  constraint hand_ins_district_recorded_div_kind_period_handed_in_on_key UNIQUE (district, recorded_div, kind, period, handed_in_on),
  constraint hand_ins_kind_check CHECK ((kind = ANY (ARRAY['基线摸底'::text, '季度总结'::text, '年度报告'::text, '年度活动计划'::text, '试点评估'::text, '专项规划'::text]))),
  constraint hand_ins_period_check CHECK ((period ~ '^\d{4}(Q[1-4])?$'::text)),
  constraint hand_ins_state_check CHECK ((state = ANY (ARRAY['已接收'::text, '退回'::text])))
);
comment on table hand_ins is 'hand-ins of reports and plans by unit and period; of several for one period the latest decides (readings 14)';
CREATE INDEX hand_ins_by_id ON public.hand_ins USING btree (id);
CREATE INDEX hand_ins_by_place ON public.hand_ins USING btree (district, div, kind, period, handed_in_on);
-- granted: delete, insert, select, update to wotu_app

create table idempotency_keys (
  key text not null,
  request_digest text not null,
  answer text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (key),
  constraint idempotency_keys_check CHECK ((expires_at > created_at)),
  constraint idempotency_keys_key_check CHECK ((length(key) = 24)),
  constraint idempotency_keys_request_digest_check CHECK ((length(request_digest) = 64))
);
comment on table idempotency_keys is 'answers by the keyed digest of account, post and key, written in the transaction of the act; answers are encrypted';
CREATE INDEX idempotency_keys_by_expiry ON public.idempotency_keys USING btree (expires_at);
-- granted: delete, insert, select, update to wotu_app

create table import_batches (
  id bigint not null,
  file_name text not null,
  status text not null,
  jurisdiction bigint not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  created_by_name text not null,
  undone_at timestamp with time zone,
  undone_by text,
  undone_reason text,
  sheets jsonb not null,
  constraint import_batches_pkey PRIMARY KEY (id),
  constraint import_batches_status_check CHECK ((status = ANY (ARRAY['applied'::text, 'undone'::text])))
);
comment on table import_batches is 'workbooks brought in: what each sheet created, updated and left alone; a batch can be undone while nobody changed its records since';
CREATE INDEX import_batches_by_time ON public.import_batches USING btree (created_at DESC, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table installation_marks (
  name text not null,
  set_at timestamp with time zone not null,
  constraint installation_marks_pkey PRIMARY KEY (name)
);
comment on table installation_marks is 'things done once in the life of this installation; a mark is never taken back';
-- granted: delete, insert, select, update to wotu_app

create table job_runs (
  id bigint not null,
  job text not null,
  attempt integer not null,
  most_attempts integer not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  outcome text,
  error text,
  constraint job_runs_pkey PRIMARY KEY (id),
  constraint job_runs_attempt_check CHECK ((attempt >= 1)),
  constraint job_runs_check CHECK ((finished_at >= started_at)),
  constraint job_runs_check1 CHECK (((finished_at IS NULL) = (outcome IS NULL))),
  constraint job_runs_check2 CHECK (((error IS NOT NULL) = (NOT (outcome IS DISTINCT FROM 'failed'::text)))),
  constraint job_runs_error_check CHECK ((length(error) <= 500)),
  constraint job_runs_job_check CHECK ((job ~ '^[a-z]+(-[a-z]+)*$'::text)),
  constraint job_runs_most_attempts_check CHECK ((most_attempts >= 1)),
  constraint job_runs_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'failed'::text])))
);
comment on table job_runs is 'One row per try of a background job; a row without an end is under way or its process died';
CREATE INDEX job_runs_by_job ON public.job_runs USING btree (job, started_at DESC, id DESC);
CREATE INDEX job_runs_by_time ON public.job_runs USING btree (started_at DESC, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table known_browsers (
  id text not null,
  account_id bigint not null,
  token_digest text not null,
  session_id text not null,
  made_at timestamp with time zone not null,
  used_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint known_browsers_pkey PRIMARY KEY (id),
  constraint known_browsers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint known_browsers_account_id_token_digest_key UNIQUE (account_id, token_digest),
  constraint known_browsers_check CHECK ((used_at >= made_at)),
  constraint known_browsers_check1 CHECK ((expires_at > used_at)),
  constraint known_browsers_token_digest_check CHECK ((token_digest <> ''::text))
);
comment on table known_browsers is 'browsers whose holder signed in with both steps: their wrong tries are counted apart from those of strangers; tokens as digests, a few for each account';
CREATE INDEX known_browsers_by_end ON public.known_browsers USING btree (expires_at);
CREATE INDEX known_browsers_by_token ON public.known_browsers USING btree (token_digest);
-- granted: delete, insert, select, update to wotu_app

create table major_activity_reports (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  organization_name text not null,
  occasion_id bigint,
  kind text not null,
  title text not null,
  content text not null,
  starts_on date not null,
  ends_on date not null,
  place text not null,
  expected_people integer not null,
  fund_source text,
  fund_fen bigint,
  safety_plan text not null,
  due_on date,
  is_late boolean not null,
  result_due_on date,
  state text not null,
  round integer not null default 1,
  reported_on date not null,
  reported_by text not null,
  reported_by_name text not null,
  answer text,
  answered_on date,
  answered_by_name text,
  result_effect text,
  result_problems text,
  result_next text,
  participants integer,
  resulted_on date,
  version integer not null default 1,
  demonstration boolean not null default false,
  constraint major_activity_reports_pkey PRIMARY KEY (district, id),
  constraint major_activity_reports_check CHECK ((district = (div / 1000000))),
  constraint major_activity_reports_check1 CHECK ((ends_on >= starts_on)),
  constraint major_activity_reports_check2 CHECK (((state <> 'objected'::text) OR (answer IS NOT NULL))),
  constraint major_activity_reports_check3 CHECK (((state = 'resulted'::text) = (result_effect IS NOT NULL))),
  constraint major_activity_reports_expected_people_check CHECK ((expected_people >= 0)),
  constraint major_activity_reports_fund_fen_check CHECK ((fund_fen >= 0)),
  constraint major_activity_reports_kind_check CHECK ((kind = ANY (ARRAY['节庆活动'::text, '文化演出'::text, '体育竞赛'::text, '人员集会'::text, '其他'::text]))),
  constraint major_activity_reports_participants_check CHECK ((participants >= 0)),
  constraint major_activity_reports_state_check CHECK ((state = ANY (ARRAY['reported'::text, 'noted'::text, 'objected'::text, 'resulted'::text, 'withdrawn'::text]))),
  constraint major_activity_reports_title_check CHECK ((title <> ''::text))
);
comment on table major_activity_reports is 'reports of major activities: before, the answer of the street, and the result';
CREATE INDEX major_activity_reports_by_id ON public.major_activity_reports USING btree (id DESC);
CREATE INDEX major_activity_reports_by_organization ON public.major_activity_reports USING btree (organization_id, id DESC);
CREATE INDEX major_activity_reports_by_place ON public.major_activity_reports USING btree (district, div, id DESC);
CREATE UNIQUE INDEX major_activity_reports_once ON public.major_activity_reports USING btree (district, occasion_id) WHERE ((occasion_id IS NOT NULL) AND (state <> 'withdrawn'::text));
-- granted: delete, insert, select, update to wotu_app

create table major_activity_rules (
  district integer not null,
  div bigint not null,
  lead_days integer,
  lead_unit text not null,
  result_days integer,
  basis text not null,
  version integer not null,
  updated_at timestamp with time zone not null,
  updated_by_name text not null,
  constraint major_activity_rules_pkey PRIMARY KEY (district, div),
  constraint major_activity_rules_check CHECK ((district = (div / 1000000))),
  constraint major_activity_rules_lead_days_check CHECK (((lead_days >= 1) AND (lead_days <= 60))),
  constraint major_activity_rules_lead_unit_check CHECK ((lead_unit = ANY (ARRAY['workingDays'::text, 'days'::text]))),
  constraint major_activity_rules_result_days_check CHECK (((result_days >= 1) AND (result_days <= 90)))
);
comment on table major_activity_rules is 'how early a place wants major activities reported; a place without its own has that of the next above';
-- granted: delete, insert, select, update to wotu_app

create table map_packs (
  id bigint not null,
  name text not null,
  source text not null,
  approval_number text,
  coordinate_system text not null,
  edition text not null,
  loaded_at timestamp with time zone not null,
  loaded_by text not null,
  constraint map_packs_pkey PRIMARY KEY (id),
  constraint map_packs_approval_number_check CHECK ((approval_number <> ''::text)),
  constraint map_packs_coordinate_system_check CHECK ((coordinate_system = ANY (ARRAY['CGCS2000'::text, 'GCJ-02'::text, 'WGS-84'::text]))),
  constraint map_packs_edition_check CHECK ((edition <> ''::text)),
  constraint map_packs_name_check CHECK ((name <> ''::text)),
  constraint map_packs_name_key UNIQUE (name),
  constraint map_packs_source_check CHECK ((source <> ''::text))
);
comment on table map_packs is 'replaceable packs of outlines: where they come from and under which number they were approved';
-- granted: delete, insert, select, update to wotu_app

create table master_key_checks (
  cipher text not null,
  key_check text not null,
  wrapped_root text,
  constraint master_key_checks_pkey PRIMARY KEY (cipher),
  constraint master_key_checks_wrapped_root_check CHECK ((wrapped_root <> ''::text))
);
comment on table master_key_checks is 'a keyed digest per cipher; a start with another master key refuses before anything is written under it';
-- granted: insert, select to wotu_app

create table measures (
  id integer not null,
  digest text not null,
  formula jsonb not null,
  periods jsonb not null,
  scope_from bigint not null,
  scope_to bigint not null,
  created_at timestamp with time zone not null,
  keeps_failing_units boolean not null default false,
  constraint measures_pkey PRIMARY KEY (id),
  constraint measures_digest_key UNIQUE (digest)
);
comment on table measures is 'formulas that are counted, each once however many plans use it, over the divisions of its scope';
-- granted: delete, insert, select, update to wotu_app

create table moved_records (
  district integer not null,
  record_id bigint not null,
  to_district integer not null,
  constraint moved_records_pkey PRIMARY KEY (district, record_id),
  constraint moved_records_check CHECK ((district = (record_id / 1000000000))),
  constraint moved_records_check1 CHECK ((to_district <> district))
);
comment on table moved_records is 'forwarding addresses, kept at the district of birth: the district where a record lies today if that is another; ids never change';
-- granted: delete, insert, select, update to wotu_app

create table need_beneficiaries (
  district integer not null,
  service_id bigint not null,
  target_group text not null,
  people integer not null,
  constraint need_beneficiaries_pkey PRIMARY KEY (district, service_id, target_group),
  constraint need_beneficiaries_people_check CHECK ((people > 0))
);
comment on table need_beneficiaries is 'whom a service reached, by group';
-- granted: delete, insert, select, update to wotu_app

create table need_imports (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  file_name text not null,
  rows integer not null,
  created integer not null,
  already integer not null,
  joined integer not null,
  rejected integer not null,
  imported_at timestamp with time zone not null,
  imported_by text not null,
  imported_by_name text not null,
  undone_at timestamp with time zone,
  undone_by text,
  undone_reason text,
  constraint need_imports_pkey PRIMARY KEY (district, id),
  constraint need_imports_already_check CHECK ((already >= 0)),
  constraint need_imports_check CHECK ((district = (div / 1000000))),
  constraint need_imports_check1 CHECK (((undone_at IS NULL) = (undone_by IS NULL))),
  constraint need_imports_created_check CHECK ((created >= 0)),
  constraint need_imports_joined_check CHECK ((joined >= 0)),
  constraint need_imports_rejected_check CHECK ((rejected >= 0)),
  constraint need_imports_rows_check CHECK ((rows >= 0))
);
comment on table need_imports is 'files of 12345 tickets brought in by an office; what came of each, and who took it back';
CREATE INDEX need_imports_by_place ON public.need_imports USING btree (district, div, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table need_offers (
  district integer not null,
  need_id bigint not null,
  organization_id bigint not null,
  organization_name text not null,
  way text not null,
  state text not null,
  asked_on date not null,
  answered_on date,
  reason text,
  constraint need_offers_pkey PRIMARY KEY (district, need_id, organization_id),
  constraint need_offers_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'declined'::text, 'recalled'::text]))),
  constraint need_offers_way_check CHECK ((way = ANY (ARRAY['assigned'::text, 'offered'::text, 'claimed'::text])))
);
comment on table need_offers is 'organizations that were asked to serve a need, or claimed it, and what they answered';
CREATE INDEX need_offers_by_organization ON public.need_offers USING btree (organization_id, state);
CREATE INDEX need_offers_waiting ON public.need_offers USING btree (organization_id, need_id) WHERE (state = 'waiting'::text);
-- granted: delete, insert, select, update to wotu_app

create table need_program_nonces (
  district integer not null,
  key_id text not null,
  nonce text not null,
  seen_at timestamp with time zone not null,
  constraint need_program_nonces_pkey PRIMARY KEY (district, key_id, nonce)
);
comment on table need_program_nonces is 'signed requests that were let in, so that none is let in twice; kept for a day';
CREATE INDEX need_program_nonces_by_age ON public.need_program_nonces USING btree (seen_at);
-- granted: delete, insert, select, update to wotu_app

create table need_programs (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  level text not null,
  name text not null,
  channel text not null,
  key_id text not null,
  secret_cipher text not null,
  previous_secret_cipher text,
  previous_until timestamp with time zone,
  last_used_at timestamp with time zone,
  created_at timestamp with time zone not null,
  created_by text not null,
  disabled_at timestamp with time zone,
  disabled_by text,
  constraint need_programs_pkey PRIMARY KEY (district, id),
  constraint need_programs_channel_check CHECK ((channel = ANY (ARRAY['communityPortal'::text, 'livelihoodProgram'::text, 'smartPlatform'::text]))),
  constraint need_programs_check CHECK ((district = (div / 1000000))),
  constraint need_programs_check1 CHECK (((previous_secret_cipher IS NULL) = (previous_until IS NULL))),
  constraint need_programs_check2 CHECK (((disabled_at IS NULL) = (disabled_by IS NULL))),
  constraint need_programs_key_id_check CHECK ((key_id ~ '^wn[2-9A-HJ-NP-Z]{12}$'::text)),
  constraint need_programs_level_check CHECK ((level = ANY (ARRAY['nation'::text, 'province'::text, 'city'::text, 'county'::text, 'township'::text, 'community'::text]))),
  constraint need_programs_name_check CHECK ((name <> ''::text))
);
comment on table need_programs is 'programs of others that pass needs on over signed requests; secrets encrypted';
CREATE INDEX need_programs_by_id ON public.need_programs USING btree (id);
CREATE INDEX need_programs_by_key ON public.need_programs USING btree (key_id);
CREATE INDEX need_programs_by_place ON public.need_programs USING btree (district, div, id);
-- granted: delete, insert, select, update to wotu_app

create table need_ratings (
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  need_id bigint not null,
  organization_id bigint,
  stars integer not null,
  comment text,
  rated_on date not null,
  by_visit boolean not null,
  demonstration boolean not null default false,
  constraint need_ratings_pkey PRIMARY KEY (district, need_id),
  constraint need_ratings_check CHECK ((district = (div / 1000000))),
  constraint need_ratings_stars_check CHECK (((stars >= 1) AND (stars <= 5)))
);
comment on table need_ratings is 'how residents judge the service of their need; feeds the record of the organization';
CREATE INDEX need_ratings_by_organization ON public.need_ratings USING btree (organization_id, rated_on) WHERE (organization_id IS NOT NULL);
CREATE INDEX need_ratings_by_place ON public.need_ratings USING btree (district, div, rated_on);
-- granted: delete, insert, select, update to wotu_app

create table need_services (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  need_id bigint not null,
  organization_id bigint,
  on_day date not null,
  minutes integer not null,
  servers integer not null,
  content text not null,
  recorded_at timestamp with time zone not null,
  recorded_by text not null,
  recorded_by_name text not null,
  demonstration boolean not null default false,
  constraint need_services_pkey PRIMARY KEY (district, id),
  constraint need_services_check CHECK ((district = (div / 1000000))),
  constraint need_services_content_check CHECK ((content <> ''::text)),
  constraint need_services_minutes_check CHECK (((minutes > 0) AND (minutes <= 1440))),
  constraint need_services_servers_check CHECK ((servers > 0))
);
comment on table need_services is 'one visit or session that served a need: day, minutes, how many people served it; minutes are of each of them';
CREATE INDEX need_services_by_need ON public.need_services USING btree (district, need_id, id);
CREATE INDEX need_services_by_organization ON public.need_services USING btree (organization_id, on_day) WHERE (organization_id IS NOT NULL);
CREATE INDEX need_services_by_place ON public.need_services USING btree (district, div, on_day);
-- granted: delete, insert, select, update to wotu_app

create table need_steps (
  district integer not null,
  need_id bigint not null,
  number integer not null,
  action text not null,
  from_state text not null,
  to_state text not null,
  body text not null,
  at timestamp with time zone not null,
  on_day date not null,
  by_id text not null,
  by_name text not null,
  organization_name text,
  reason text,
  constraint need_steps_pkey PRIMARY KEY (district, need_id, number),
  constraint need_steps_body_check CHECK ((body = ANY (ARRAY['handler'::text, 'above'::text, 'organization'::text, 'requester'::text, 'system'::text])))
);
comment on table need_steps is 'what happened to a need, in order; reasons with numbers of persons masked';
-- granted: delete, insert, select, update to wotu_app

create table needs (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  handling_div bigint not null,
  number text not null,
  channel text not null,
  report_kind text,
  about_organization_id bigint,
  about_organization_name text,
  external_source text,
  external_number text,
  title text not null,
  details_cipher text,
  category text not null,
  target_group text not null,
  urgency text not null,
  is_secret boolean not null default false,
  requester_id text,
  requester_name_cipher text,
  requester_phone_cipher text,
  requester_phone_index text,
  phone_verified boolean not null default false,
  address_cipher text,
  shares_contact boolean not null default false,
  state text not null,
  joined_into bigint,
  organization_id bigint,
  organization_name text,
  received_on date not null,
  received_at timestamp with time zone not null,
  clock_started_on date not null,
  due_on date,
  due_whose text,
  due_provisional boolean not null default false,
  extended_days integer,
  escalated_on date,
  supervised_on date,
  supervision text,
  responded_on date,
  served_on date,
  closed_on date,
  close_ground text,
  reopened integer not null default 0,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_id bigint,
  import_version integer,
  external_due_on date,
  constraint needs_pkey PRIMARY KEY (district, id),
  constraint needs_category_check CHECK ((category = ANY (ARRAY['elderCare'::text, 'education'::text, 'health'::text, 'childcare'::text, 'sports'::text, 'housekeeping'::text, 'communityAffairs'::text, 'safety'::text, 'environment'::text, 'other'::text]))),
  constraint needs_channel_check CHECK ((channel = ANY (ARRAY['portal'::text, 'homeVisit'::text, 'reception'::text, 'survey'::text, 'residentSurvey'::text, 'hotline12345'::text, 'communityPortal'::text, 'livelihoodProgram'::text, 'smartPlatform'::text, 'partyMember'::text, 'other'::text]))),
  constraint needs_check CHECK ((district = (div / 1000000))),
  constraint needs_check1 CHECK (((due_on IS NULL) = (due_whose IS NULL))),
  constraint needs_check2 CHECK (((state = ANY (ARRAY['confirmed'::text, 'rated'::text, 'unconfirmed'::text, 'returned'::text, 'closed'::text, 'joined'::text])) = (closed_on IS NOT NULL))),
  constraint needs_check3 CHECK (((closed_on IS NULL) OR (due_on IS NULL))),
  constraint needs_check4 CHECK (((state = 'joined'::text) = (joined_into IS NOT NULL))),
  constraint needs_check5 CHECK (((external_source IS NULL) = (external_number IS NULL))),
  constraint needs_check6 CHECK ((((report_kind IS NULL) = (about_organization_id IS NULL)) AND ((report_kind IS NULL) = (about_organization_name IS NULL)))),
  constraint needs_check7 CHECK (((report_kind IS NULL) OR is_secret)),
  constraint needs_check8 CHECK (((channel <> 'partyMember'::text) OR (report_kind IS NOT NULL))),
  constraint needs_check9 CHECK (((requester_phone_cipher IS NULL) = (requester_phone_index IS NULL))),
  constraint needs_due_whose_check CHECK ((due_whose = ANY (ARRAY['office'::text, 'organization'::text, 'requester'::text]))),
  constraint needs_extended_days_check CHECK ((extended_days > 0)),
  constraint needs_import_complete CHECK (((import_id IS NULL) = (import_version IS NULL))),
  constraint needs_number_check CHECK ((number ~ '^[2-9A-HJ-NP-Z]{12}$'::text)),
  constraint needs_of_sensitive_groups_are_secret CHECK ((is_secret OR (target_group <> ALL (ARRAY['mentalIllness'::text, 'correction'::text, 'drugRehabilitation'::text, 'offendersChildren'::text, 'misbehavingYouth'::text])))),
  constraint needs_report_kind_check CHECK ((report_kind = ANY (ARRAY['problem'::text, 'suggestion'::text]))),
  constraint needs_state_check CHECK ((state = ANY (ARRAY['received'::text, 'sorted'::text, 'published'::text, 'offered'::text, 'serving'::text, 'served'::text, 'confirmed'::text, 'rated'::text, 'unconfirmed'::text, 'returned'::text, 'closed'::text, 'joined'::text]))),
  constraint needs_title_check CHECK ((title <> ''::text)),
  constraint needs_urgency_check CHECK ((urgency = ANY (ARRAY['ordinary'::text, 'urgent'::text, 'critical'::text])))
);
comment on table needs is 'what residents need, from whichever channel; home is the community or street; name, phone, address and details encrypted';
CREATE INDEX needs_about_organization ON public.needs USING btree (about_organization_id) WHERE (about_organization_id IS NOT NULL);
CREATE INDEX needs_by_due ON public.needs USING btree (due_on, id) WHERE (due_on IS NOT NULL);
CREATE INDEX needs_by_id ON public.needs USING btree (id);
CREATE INDEX needs_by_import ON public.needs USING btree (import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX needs_by_lead ON public.needs USING btree (joined_into) WHERE (joined_into IS NOT NULL);
CREATE INDEX needs_by_number ON public.needs USING btree (number);
CREATE INDEX needs_by_organization ON public.needs USING btree (organization_id, id) WHERE (organization_id IS NOT NULL);
CREATE INDEX needs_by_place ON public.needs USING btree (district, div, id);
CREATE INDEX needs_by_requester ON public.needs USING btree (requester_id, id) WHERE (requester_id IS NOT NULL);
CREATE UNIQUE INDEX needs_once_per_ticket ON public.needs USING btree (district, external_source, external_number) WHERE (external_number IS NOT NULL);
CREATE INDEX needs_open ON public.needs USING btree (district, div, due_on, id) WHERE (closed_on IS NULL);
CREATE INDEX needs_received ON public.needs USING btree (district, div, received_on) INCLUDE (category, state, responded_on, organization_id, due_on, closed_on, close_ground, is_secret);
CREATE INDEX needs_with_person ON public.needs USING btree (closed_on) WHERE ((closed_on IS NOT NULL) AND (COALESCE(details_cipher, requester_name_cipher, requester_phone_cipher, address_cipher) IS NOT NULL));
-- granted: delete, insert, select, update to wotu_app

create table notice_readings (
  notice_id bigint not null,
  account_id bigint not null,
  read_at timestamp with time zone not null,
  constraint notice_readings_pkey PRIMARY KEY (notice_id, account_id),
  constraint notice_readings_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint notice_readings_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notices(id) ON DELETE CASCADE
);
comment on table notice_readings is 'who has read a notice, and when';
CREATE INDEX notice_readings_by_account ON public.notice_readings USING btree (account_id);
-- granted: delete, insert, select, update to wotu_app

create table notices (
  id bigint not null,
  account_id bigint,
  office_id bigint,
  kind text not null,
  body text not null,
  created_at timestamp with time zone not null,
  constraint notices_pkey PRIMARY KEY (id),
  constraint notices_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint notices_body_check CHECK (((length(body) >= 1) AND (length(body) <= 600))),
  constraint notices_check CHECK (((account_id IS NULL) <> (office_id IS NULL))),
  constraint notices_office_id_fkey FOREIGN KEY (office_id) REFERENCES offices(id) ON DELETE CASCADE
);
comment on table notices is 'what a person or everybody of an office is told: of rights, and of cases only how many wait';
CREATE INDEX notices_by_account ON public.notices USING btree (account_id, id) WHERE (account_id IS NOT NULL);
CREATE INDEX notices_by_office ON public.notices USING btree (office_id, id) WHERE (office_id IS NOT NULL);
-- granted: delete, insert, select, update to wotu_app

create table offices (
  id bigint not null,
  district integer not null,
  div bigint not null,
  name text not null,
  kind text not null,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  closed_at timestamp with time zone,
  parent_id bigint,
  constraint offices_pkey PRIMARY KEY (id),
  constraint offices_check CHECK ((district = (div / 1000000))),
  constraint offices_kind_check CHECK ((kind = ANY (ARRAY['civilAffairs'::text, 'department'::text, 'street'::text, 'committee'::text, 'party'::text, 'hub'::text, 'organization'::text, 'section'::text, 'other'::text]))),
  constraint offices_name_check CHECK (((length(name) >= 2) AND (length(name) <= 80))),
  constraint offices_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES offices(id),
  constraint offices_section_check CHECK (((parent_id IS NOT NULL) = (kind = 'section'::text)))
);
comment on table offices is 'civil-affairs offices, street offices, committees and others, each at one division';
CREATE INDEX offices_by_division ON public.offices USING btree (district, div);
CREATE INDEX offices_by_parent ON public.offices USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE UNIQUE INDEX offices_open_name ON public.offices USING btree (div, COALESCE(parent_id, (0)::bigint), name) WHERE (closed_at IS NULL);
-- granted: delete, insert, select, update to wotu_app

create table one_time_links (
  token_digest text not null,
  purpose text not null,
  account_id bigint,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint one_time_links_pkey PRIMARY KEY (token_digest),
  constraint one_time_links_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint one_time_links_check CHECK (((account_id IS NULL) = (purpose = 'setup'::text))),
  constraint one_time_links_purpose_check CHECK ((purpose = ANY (ARRAY['setup'::text, 'invitation'::text, 'demonstration'::text])))
);
comment on table one_time_links is 'links that work once: first administrators, choosing a password, entering a demonstration post';
CREATE INDEX one_time_links_by_account ON public.one_time_links USING btree (account_id);
-- granted: delete, insert, select, update to wotu_app

create table organization_committees (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  committee text not null,
  full_name text,
  duties text,
  started_on date not null,
  ended_on date,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint organization_committees_pkey PRIMARY KEY (district, id),
  constraint organization_committees_check CHECK ((district = (div / 1000000))),
  constraint organization_committees_check1 CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
  constraint organization_committees_committee_check CHECK ((committee = ANY (ARRAY['人民调解委员会'::text, '治安保卫委员会'::text, '公共卫生委员会'::text, '其他委员会'::text]))),
  constraint organization_committees_district_organization_id_committee__key UNIQUE (district, organization_id, committee, started_on)
);
comment on table organization_committees is 'which sub-committee of the neighbourhood committee an organization works with (SZ-D03)';
CREATE INDEX organization_committees_by_id ON public.organization_committees USING btree (id);
CREATE INDEX organization_committees_by_organization ON public.organization_committees USING btree (organization_id);
CREATE INDEX organization_committees_by_place ON public.organization_committees USING btree (district, div, id);
-- granted: delete, insert, select, update to wotu_app

create table organization_contacts (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  kind text not null,
  name text not null,
  post text,
  phone_cipher text,
  phone_index text,
  started_on date not null,
  ended_on date,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint organization_contacts_pkey PRIMARY KEY (district, id),
  constraint organization_contacts_check CHECK ((district = (div / 1000000))),
  constraint organization_contacts_check1 CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
  constraint organization_contacts_district_organization_id_kind_name_st_key UNIQUE (district, organization_id, kind, name, started_on),
  constraint organization_contacts_kind_check CHECK ((kind = ANY (ARRAY['党建指导员'::text, '党组织班子成员定点联系'::text, '专人联系'::text]))),
  constraint organization_contacts_name_check CHECK ((name <> ''::text))
);
comment on table organization_contacts is 'who guides an organization or keeps in touch with it, from when to when; phones encrypted';
CREATE INDEX organization_contacts_by_id ON public.organization_contacts USING btree (id);
CREATE INDEX organization_contacts_by_organization ON public.organization_contacts USING btree (organization_id);
CREATE INDEX organization_contacts_by_phone ON public.organization_contacts USING btree (phone_index) WHERE (phone_index IS NOT NULL);
CREATE INDEX organization_contacts_by_place ON public.organization_contacts USING btree (district, div, id);
-- granted: delete, insert, select, update to wotu_app

create table organization_documents (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  kind text not null,
  title text not null,
  adopted_on date not null,
  ended_on date,
  adopted_by text,
  votes text,
  basis text,
  content text,
  is_public boolean,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint organization_documents_pkey PRIMARY KEY (district, id),
  constraint organization_documents_check CHECK ((district = (div / 1000000))),
  constraint organization_documents_check1 CHECK (((ended_on IS NULL) OR (ended_on >= adopted_on))),
  constraint organization_documents_check2 CHECK (((kind <> '纸质名册'::text) OR (is_public IS DISTINCT FROM true))),
  constraint organization_documents_district_organization_id_kind_title__key UNIQUE (district, organization_id, kind, title, adopted_on),
  constraint organization_documents_kind_check CHECK ((kind = ANY (ARRAY['章程'::text, '活动制度'::text, '服务规范'::text, '财务制度'::text, '会议记录'::text, '民主选举'::text, '重大事项决策'::text, '自律承诺'::text, '收费标准'::text, '重大活动'::text, '纸质名册'::text, '其他'::text]))),
  constraint organization_documents_title_check CHECK ((title <> ''::text))
);
comment on table organization_documents is 'charter, rules, minutes and decisions of an organization, each edition a record';
CREATE INDEX organization_documents_by_id ON public.organization_documents USING btree (id);
CREATE INDEX organization_documents_by_organization ON public.organization_documents USING btree (organization_id);
CREATE INDEX organization_documents_by_place ON public.organization_documents USING btree (district, div, id);
-- granted: delete, insert, select, update to wotu_app

create table organization_former_names (
  district integer not null,
  record_id bigint not null,
  name text not null,
  until_on date not null,
  constraint organization_former_names_pkey PRIMARY KEY (district, record_id, name)
);
comment on table organization_former_names is 'names an organization bore before; references in workbooks find it by them';
CREATE INDEX organization_former_names_by_name ON public.organization_former_names USING btree (district, name);
-- granted: delete, insert, select, update to wotu_app

create table organization_hub_memberships (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  hub_id bigint not null,
  hub_name text not null,
  hub_div bigint not null,
  joined_on date not null,
  left_on date,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint organization_hub_memberships_pkey PRIMARY KEY (district, id),
  constraint organization_hub_memberships_check CHECK ((district = (div / 1000000))),
  constraint organization_hub_memberships_check1 CHECK ((organization_id <> hub_id)),
  constraint organization_hub_memberships_check2 CHECK (((left_on IS NULL) OR (left_on >= joined_on))),
  constraint organization_hub_memberships_district_organization_id_hub_i_key UNIQUE (district, organization_id, hub_id, joined_on)
);
comment on table organization_hub_memberships is 'members of hub organizations; they lie where the member lies';
CREATE INDEX organization_hub_memberships_by_hub ON public.organization_hub_memberships USING btree (hub_id);
CREATE INDEX organization_hub_memberships_by_id ON public.organization_hub_memberships USING btree (id);
CREATE INDEX organization_hub_memberships_by_organization ON public.organization_hub_memberships USING btree (organization_id);
CREATE INDEX organization_hub_memberships_by_place ON public.organization_hub_memberships USING btree (district, div, id);
-- granted: delete, insert, select, update to wotu_app

create table organization_members (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  kind text not null,
  name text not null,
  sex text,
  id_number_cipher text,
  id_number_index text,
  phone_cipher text,
  phone_index text,
  joined_on date not null,
  left_on date,
  role text,
  is_party_member boolean,
  is_volunteer boolean,
  residence text,
  contact text,
  skills text[],
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint organization_members_pkey PRIMARY KEY (district, id),
  constraint organization_members_check CHECK ((district = (div / 1000000))),
  constraint organization_members_check1 CHECK (((left_on IS NULL) OR (left_on >= joined_on))),
  constraint organization_members_check2 CHECK (((kind = '个人'::text) OR (id_number_index IS NULL))),
  constraint organization_members_district_organization_id_name_joined_o_key UNIQUE NULLS NOT DISTINCT (district, organization_id, name, joined_on, id_number_index),
  constraint organization_members_kind_check CHECK ((kind = ANY (ARRAY['个人'::text, '单位'::text]))),
  constraint organization_members_name_check CHECK ((name <> ''::text)),
  constraint organization_members_role_check CHECK ((role = ANY (ARRAY['普通成员'::text, '骨干'::text, '负责人'::text]))),
  constraint organization_members_sex_check CHECK ((sex = ANY (ARRAY['男'::text, '女'::text])))
);
comment on table organization_members is 'the roster of an organization; numbers encrypted';
CREATE INDEX organization_members_by_id ON public.organization_members USING btree (id);
CREATE INDEX organization_members_by_organization ON public.organization_members USING btree (organization_id);
CREATE INDEX organization_members_by_phone ON public.organization_members USING btree (phone_index) WHERE (phone_index IS NOT NULL);
CREATE INDEX organization_members_by_place ON public.organization_members USING btree (district, div, id);
-- granted: delete, insert, select, update to wotu_app

create table organization_merges (
  district integer not null,
  removed_id bigint not null,
  kept_id bigint not null,
  removed_name text not null,
  reason text not null,
  moved jsonb not null,
  merged_at timestamp with time zone not null,
  merged_by text not null,
  merged_by_name text not null,
  constraint organization_merges_pkey PRIMARY KEY (district, removed_id),
  constraint organization_merges_check CHECK ((removed_id <> kept_id)),
  constraint organization_merges_reason_check CHECK ((reason <> ''::text)),
  constraint organization_merges_removed_name_check CHECK ((removed_name <> ''::text))
);
comment on table organization_merges is 'two records found to be one organization: which stays, which went, who decided and why, what followed; leads from the id that went to the one that stays';
CREATE INDEX organization_merges_by_kept ON public.organization_merges USING btree (kept_id);
CREATE INDEX organization_merges_by_removed ON public.organization_merges USING btree (removed_id);
-- granted: delete, insert, select, update to wotu_app

create table organization_people (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  role text not null,
  name text not null,
  sex text,
  born_on date,
  id_number_cipher text,
  id_number_index text,
  phone_cipher text,
  phone_index text,
  politics text,
  post text,
  started_on date not null,
  ended_on date,
  public_post text,
  is_street_cadre boolean,
  approval_number text,
  is_community_party_member boolean,
  is_sub_committee_member boolean,
  is_public boolean,
  has_full_capacity boolean,
  is_deprived_of_political_rights boolean,
  heads_another boolean,
  backgrounds text[],
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint organization_people_pkey PRIMARY KEY (district, id),
  constraint organization_people_check CHECK ((district = (div / 1000000))),
  constraint organization_people_check1 CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
  constraint organization_people_district_organization_id_name_role_star_key UNIQUE (district, organization_id, name, role, started_on),
  constraint organization_people_name_check CHECK ((name <> ''::text)),
  constraint organization_people_politics_check CHECK ((politics = ANY (ARRAY['中共党员'::text, '中共预备党员'::text, '共青团员'::text, '民主党派'::text, '群众'::text]))),
  constraint organization_people_role_check CHECK ((role = ANY (ARRAY['发起人'::text, '举办者'::text, '拟任负责人'::text, '负责人'::text, '法定代表人'::text, '副负责人'::text, '财务人员'::text, '其他'::text]))),
  constraint organization_people_sex_check CHECK ((sex = ANY (ARRAY['男'::text, '女'::text])))
);
comment on table organization_people is 'founders, leaders and others in charge of an organization, from when to when; numbers encrypted';
CREATE INDEX organization_people_by_id ON public.organization_people USING btree (id);
CREATE INDEX organization_people_by_id_number ON public.organization_people USING btree (id_number_index) WHERE (id_number_index IS NOT NULL);
CREATE INDEX organization_people_by_organization ON public.organization_people USING btree (organization_id);
CREATE INDEX organization_people_by_phone ON public.organization_people USING btree (phone_index) WHERE (phone_index IS NOT NULL);
CREATE INDEX organization_people_by_place ON public.organization_people USING btree (district, div, id);
-- granted: delete, insert, select, update to wotu_app

create table organization_profiles (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  confirmed_on date not null,
  purpose text,
  activity_area text,
  area_level text,
  form text,
  tags text[],
  motives text[],
  mechanisms text[],
  activity_funds_yuan numeric,
  startup_funds_yuan numeric,
  full_time_staff integer,
  part_time_staff integer,
  office_area numeric,
  filing_authority text,
  registration_authority text,
  supervising_authority text,
  industry_regulator text,
  is_volunteer_organization boolean,
  uses_volunteer_mark boolean,
  is_marked_on_platform boolean,
  assessment_grade text,
  assessed_on date,
  assessed_until date,
  credit_standing text,
  credit_since date,
  credit_reason text,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint organization_profiles_pkey PRIMARY KEY (district, id),
  constraint organization_profiles_activity_funds_yuan_check CHECK ((activity_funds_yuan >= (0)::numeric)),
  constraint organization_profiles_area_level_check CHECK ((area_level = ANY (ARRAY['社区（村）'::text, '街道（乡镇）'::text]))),
  constraint organization_profiles_assessment_grade_check CHECK ((assessment_grade = ANY (ARRAY['5A'::text, '4A'::text, '3A'::text, '2A'::text, '1A'::text]))),
  constraint organization_profiles_check CHECK ((district = (div / 1000000))),
  constraint organization_profiles_check1 CHECK (((assessment_grade IS NULL) = (assessed_on IS NULL))),
  constraint organization_profiles_check2 CHECK (((assessed_until IS NULL) OR (assessed_until > assessed_on))),
  constraint organization_profiles_credit_standing_check CHECK ((credit_standing = ANY (ARRAY['正常'::text, '列入活动异常名录'::text, '列入严重违法失信名单'::text]))),
  constraint organization_profiles_district_organization_id_key UNIQUE (district, organization_id),
  constraint organization_profiles_form_check CHECK ((form = ANY (ARRAY['社'::text, '站'::text, '队'::text, '中心'::text, '组'::text, '会'::text, '其他'::text]))),
  constraint organization_profiles_full_time_staff_check CHECK ((full_time_staff >= 0)),
  constraint organization_profiles_office_area_check CHECK ((office_area >= (0)::numeric)),
  constraint organization_profiles_part_time_staff_check CHECK ((part_time_staff >= 0)),
  constraint organization_profiles_startup_funds_yuan_check CHECK ((startup_funds_yuan >= (0)::numeric))
);
comment on table organization_profiles is 'what is known of an organization beside the evidence workbook; one row each';
CREATE INDEX organization_profiles_by_id ON public.organization_profiles USING btree (id);
CREATE INDEX organization_profiles_by_organization ON public.organization_profiles USING btree (organization_id);
CREATE INDEX organization_profiles_by_place ON public.organization_profiles USING btree (district, div, id);
-- granted: delete, insert, select, update to wotu_app

create table organization_social_workers (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  name text not null,
  employment text not null,
  started_on date not null,
  ended_on date,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint organization_social_workers_pkey PRIMARY KEY (district, id),
  constraint organization_social_workers_check CHECK ((district = (div / 1000000))),
  constraint organization_social_workers_check1 CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
  constraint organization_social_workers_district_organization_id_name_s_key UNIQUE (district, organization_id, name, started_on),
  constraint organization_social_workers_employment_check CHECK ((employment = ANY (ARRAY['专职'::text, '兼职'::text]))),
  constraint organization_social_workers_name_check CHECK ((name <> ''::text))
);
comment on table organization_social_workers is 'social workers serving an organization; they lie where the organization lies';
CREATE INDEX organization_social_workers_by_id ON public.organization_social_workers USING btree (id);
CREATE INDEX organization_social_workers_by_organization ON public.organization_social_workers USING btree (organization_id);
CREATE INDEX organization_social_workers_by_place ON public.organization_social_workers USING btree (district, div, name);
-- granted: delete, insert, select, update to wotu_app

create table organization_venues (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  organization_id bigint not null,
  name text not null,
  address text not null,
  facility text,
  area numeric,
  owner text,
  provision text,
  open_hours text,
  capacity integer,
  started_on date not null,
  ended_on date,
  agreement_from date,
  agreement_to date,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint organization_venues_pkey PRIMARY KEY (district, id),
  constraint organization_venues_address_check CHECK ((address <> ''::text)),
  constraint organization_venues_area_check CHECK ((area >= (0)::numeric)),
  constraint organization_venues_capacity_check CHECK ((capacity >= 0)),
  constraint organization_venues_check CHECK ((district = (div / 1000000))),
  constraint organization_venues_check1 CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
  constraint organization_venues_check2 CHECK (((agreement_to IS NULL) OR (agreement_from IS NULL) OR (agreement_to >= agreement_from))),
  constraint organization_venues_district_organization_id_name_started_o_key UNIQUE (district, organization_id, name, started_on),
  constraint organization_venues_facility_check CHECK ((facility = ANY (ARRAY['社区综合服务设施'::text, '党群服务中心'::text, '新时代文明实践中心（所、站）'::text, '社工站'::text, '儿童之家'::text, '日间照料中心'::text, '为老服务中心'::text, '志愿服务站'::text, '社会救助服务站'::text, '综治中心'::text, '公共服务中心'::text, '闲置国有或集体资产'::text, '社区办公用房'::text, '社区服务用房'::text, '其他'::text]))),
  constraint organization_venues_name_check CHECK ((name <> ''::text)),
  constraint organization_venues_provision_check CHECK ((provision = ANY (ARRAY['无偿'::text, '优惠'::text, '有偿'::text])))
);
comment on table organization_venues is 'where an organization is at home and active; several may share one address';
CREATE INDEX organization_venues_by_address ON public.organization_venues USING btree (district, regexp_replace(address, '[[:space:][:punct:]（）、，。]'::text, ''::text, 'g'::text));
CREATE INDEX organization_venues_by_id ON public.organization_venues USING btree (id);
CREATE INDEX organization_venues_by_organization ON public.organization_venues USING btree (organization_id);
CREATE INDEX organization_venues_by_place ON public.organization_venues USING btree (district, div, id);
-- granted: delete, insert, select, update to wotu_app

create table organizations (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null,
  tier text not null,
  category text not null,
  legal_form text,
  credit_code text,
  filing_number text,
  established_on date not null,
  filed_on date,
  registered_on date,
  ended_on date,
  end_reason text,
  is_charity boolean,
  leader_name text not null,
  leader_id_number_cipher text,
  leader_id_number_index text,
  leader_phone_cipher text,
  leader_phone_index text,
  leader_politics text,
  member_count integer not null,
  social_worker_count integer,
  party_member_count integer,
  business_scopes text[],
  venues text[],
  service_targets text[],
  is_hub boolean not null,
  hub_since date,
  party_form text,
  stage text,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  search_text text not null default ''::text,
  constraint organizations_pkey PRIMARY KEY (district, id),
  constraint organizations_category_check CHECK ((category = ANY (ARRAY['生活服务类'::text, '公益慈善类'::text, '居民互助类'::text, '文体娱乐类'::text, '农村生产技术服务类'::text, '社区事务类'::text, '其他'::text]))),
  constraint organizations_check CHECK ((district = (div / 1000000))),
  constraint organizations_check1 CHECK (((credit_code IS NULL) OR (tier = '登记'::text))),
  constraint organizations_check2 CHECK (((ended_on IS NULL) OR (ended_on >= established_on))),
  constraint organizations_credit_code_check CHECK ((credit_code ~ '^[0-9A-Z]{18}$'::text)),
  constraint organizations_district_recorded_div_name_key UNIQUE (district, recorded_div, name),
  constraint organizations_end_reason_check CHECK ((end_reason = ANY (ARRAY['注销'::text, '取消备案'::text, '撤销'::text, '撤出台账'::text]))),
  constraint organizations_legal_form_check CHECK ((legal_form = ANY (ARRAY['无'::text, '社会团体'::text, '社会服务机构'::text, '基金会'::text]))),
  constraint organizations_member_count_check CHECK ((member_count >= 0)),
  constraint organizations_name_check CHECK ((name <> ''::text)),
  constraint organizations_party_form_check CHECK ((party_form = ANY (ARRAY['无'::text, '独立支部'::text, '联合支部'::text, '总支'::text]))),
  constraint organizations_party_member_count_check CHECK ((party_member_count >= 0)),
  constraint organizations_social_worker_count_check CHECK ((social_worker_count >= 0)),
  constraint organizations_stage_check CHECK ((stage = ANY (ARRAY['备案型'::text, '萌芽型'::text, '成长型'::text, '成熟型'::text]))),
  constraint organizations_tier_check CHECK ((tier = ANY (ARRAY['台账'::text, '备案'::text, '登记'::text])))
);
comment on table organizations is 'community social organizations on the ledger, filed or registered; home community or, when active in the whole street, the street';
CREATE INDEX organizations_by_grams ON public.organizations USING gin (search_grams(search_text, district));
CREATE INDEX organizations_by_id ON public.organizations USING btree (id);
CREATE INDEX organizations_by_leader ON public.organizations USING btree (district, leader_id_number_index) WHERE (leader_id_number_index IS NOT NULL);
CREATE INDEX organizations_by_leader_phone ON public.organizations USING btree (leader_phone_index) WHERE (leader_phone_index IS NOT NULL);
CREATE INDEX organizations_by_list ON public.organizations USING btree (district, div, id) INCLUDE (tier, category, established_on, ended_on);
CREATE INDEX organizations_by_name ON public.organizations USING btree (district, name);
CREATE INDEX organizations_by_place ON public.organizations USING btree (district, div, name);
CREATE INDEX organizations_hubs ON public.organizations USING btree (district, div) WHERE is_hub;
-- granted: delete, insert, select, update to wotu_app

create table pairing_sides (
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  pairing_id bigint not null,
  side text not null,
  kind text not null,
  partner_div bigint not null,
  started_on date not null,
  ended_on date,
  constraint pairing_sides_pkey PRIMARY KEY (district, pairing_id, side),
  constraint pairing_sides_check CHECK ((district = (div / 1000000))),
  constraint pairing_sides_side_check CHECK ((side = ANY (ARRAY['a'::text, 'b'::text])))
);
comment on table pairing_sides is 'a pairing as each of its sides sees it, in the district of that side';
CREATE INDEX pairing_sides_by_pairing ON public.pairing_sides USING btree (pairing_id);
CREATE INDEX pairing_sides_by_place ON public.pairing_sides USING btree (district, div);
-- granted: delete, insert, select, update to wotu_app

create table pairings (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  kind text not null,
  party_a text not null,
  party_b text not null,
  party_b_div bigint not null,
  started_on date not null,
  ended_on date,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint pairings_pkey PRIMARY KEY (district, id),
  constraint pairings_check CHECK ((district = (div / 1000000))),
  constraint pairings_check1 CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
  constraint pairings_district_kind_party_a_party_b_started_on_key UNIQUE (district, kind, party_a, party_b, started_on),
  constraint pairings_kind_check CHECK ((kind = ANY (ARRAY['区域结对'::text, '组织结对'::text]))),
  constraint pairings_party_a_check CHECK ((party_a <> ''::text)),
  constraint pairings_party_b_check CHECK ((party_b <> ''::text))
);
comment on table pairings is 'pairings of regions or organizations; div is the division of the first side';
CREATE INDEX pairings_by_id ON public.pairings USING btree (id);
CREATE INDEX pairings_by_key ON public.pairings USING btree (party_a, party_b, started_on);
CREATE INDEX pairings_by_place ON public.pairings USING btree (district, div, started_on DESC, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table party_organizations (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null,
  kind text not null,
  established_on date not null,
  ended_on date,
  covered_organizations text[],
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint party_organizations_pkey PRIMARY KEY (district, id),
  constraint party_organizations_check CHECK ((district = (div / 1000000))),
  constraint party_organizations_check1 CHECK (((ended_on IS NULL) OR (ended_on >= established_on))),
  constraint party_organizations_district_recorded_div_name_key UNIQUE (district, recorded_div, name),
  constraint party_organizations_kind_check CHECK ((kind = ANY (ARRAY['独立支部'::text, '联合支部'::text, '总支'::text]))),
  constraint party_organizations_name_check CHECK ((name <> ''::text))
);
comment on table party_organizations is 'party organizations in community social organizations';
CREATE INDEX party_organizations_by_id ON public.party_organizations USING btree (id);
CREATE INDEX party_organizations_by_place ON public.party_organizations USING btree (district, div, name);
-- granted: delete, insert, select, update to wotu_app

create table person_consents (
  account_id bigint not null,
  purpose text not null,
  text_version integer not null,
  given_at timestamp with time zone not null,
  given_by text not null,
  withdrawn_at timestamp with time zone,
  constraint person_consents_pkey PRIMARY KEY (account_id, purpose, given_at),
  constraint person_consents_account_id_fkey FOREIGN KEY (account_id) REFERENCES persons(account_id) ON DELETE CASCADE,
  constraint person_consents_check CHECK (((withdrawn_at IS NULL) OR (withdrawn_at >= given_at))),
  constraint person_consents_purpose_check CHECK ((purpose = ANY (ARRAY['account'::text, 'residence'::text, 'partyMember'::text]))),
  constraint person_consents_text_version_check CHECK ((text_version > 0))
);
comment on table person_consents is 'to which use of their data people agreed, to which version of the text, from when to when; kept as proof after it was withdrawn';
CREATE INDEX person_consents_by_withdrawal ON public.person_consents USING btree (withdrawn_at) WHERE (withdrawn_at IS NOT NULL);
CREATE UNIQUE INDEX person_consents_in_force ON public.person_consents USING btree (account_id, purpose) WHERE (withdrawn_at IS NULL);
-- granted: delete, insert, select, update to wotu_app

create table person_hats (
  id bigint not null,
  account_id bigint not null,
  hat text not null,
  district integer not null,
  div bigint not null,
  organization_id bigint,
  begins_on date not null,
  ends_on date,
  given_at timestamp with time zone not null,
  given_by text not null,
  constraint person_hats_pkey PRIMARY KEY (id),
  constraint person_hats_account_id_fkey FOREIGN KEY (account_id) REFERENCES persons(account_id) ON DELETE CASCADE,
  constraint person_hats_check CHECK ((district = (div / 1000000))),
  constraint person_hats_check1 CHECK (((ends_on IS NULL) OR (ends_on >= begins_on))),
  constraint person_hats_check2 CHECK (((organization_id IS NULL) = (hat = ANY (ARRAY['resident'::text, 'volunteer'::text, 'partyMember'::text])))),
  constraint person_hats_hat_check CHECK ((hat = ANY (ARRAY['resident'::text, 'leader'::text, 'member'::text, 'volunteer'::text, 'partyMember'::text])))
);
comment on table person_hats is 'as what a person comes: resident, volunteer, party member (said by the person, with consent), leader or member of an organization; one person wears several';
CREATE INDEX person_hats_by_division ON public.person_hats USING btree (district, div);
CREATE INDEX person_hats_by_organization ON public.person_hats USING btree (organization_id) WHERE (organization_id IS NOT NULL);
CREATE UNIQUE INDEX person_hats_open ON public.person_hats USING btree (account_id, hat, div, COALESCE(organization_id, (0)::bigint)) WHERE (ends_on IS NULL);
-- granted: delete, insert, select, update to wotu_app

create table personal_data_views (
  district integer not null,
  div bigint not null,
  register text not null,
  record_id bigint not null,
  persons text[] not null,
  fields text[] not null,
  way text not null,
  viewed_at timestamp with time zone not null,
  actor_id text not null,
  actor_name text not null,
  post_id text,
  reason text not null,
  request_id text not null,
  constraint personal_data_views_pkey PRIMARY KEY (district, register, record_id, request_id),
  constraint personal_data_views_check CHECK ((district = (div / 1000000))),
  constraint personal_data_views_fields_check CHECK ((cardinality(fields) > 0)),
  constraint personal_data_views_way_check CHECK ((way = ANY (ARRAY['revealed'::text, 'exported'::text])))
);
comment on table personal_data_views is 'one row per record whose ID number or phone somebody saw in clear: who, when, why; never changed, erased by the retention schedule alone';
CREATE INDEX personal_data_views_by_actor ON public.personal_data_views USING btree (actor_id, viewed_at DESC);
CREATE INDEX personal_data_views_by_person ON public.personal_data_views USING gin (persons);
CREATE INDEX personal_data_views_by_place ON public.personal_data_views USING btree (district, viewed_at DESC);
CREATE INDEX personal_data_views_by_record ON public.personal_data_views USING btree (register, record_id, viewed_at DESC);
CREATE INDEX personal_data_views_by_time ON public.personal_data_views USING btree (viewed_at DESC, register, record_id);
-- granted: insert, select to wotu_app

create table persons (
  account_id bigint not null,
  duty text not null default 'person'::text,
  phone_cipher text,
  phone_index text,
  closed_at timestamp with time zone,
  constraint persons_pkey PRIMARY KEY (account_id),
  constraint persons_account_id_duty_fkey FOREIGN KEY (account_id, duty) REFERENCES accounts(id, duty) ON DELETE CASCADE,
  constraint persons_closed_without_phone CHECK ((((closed_at IS NULL) = (phone_cipher IS NOT NULL)) AND ((closed_at IS NULL) = (phone_index IS NOT NULL)))),
  constraint persons_duty_check CHECK ((duty = 'person'::text)),
  constraint persons_phone_index_key UNIQUE (phone_index)
);
comment on table persons is 'accounts of people outside offices, known by their telephone (encrypted, found by a keyed digest) until the holder closes them';
CREATE INDEX persons_by_closing ON public.persons USING btree (closed_at) WHERE (closed_at IS NOT NULL);
-- granted: delete, insert, select, update to wotu_app

create table phone_codes (
  phone_index text not null,
  code_index text not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  attempts integer not null default 0,
  constraint phone_codes_pkey PRIMARY KEY (phone_index)
);
comment on table phone_codes is 'the newest single-use code sent to a telephone for strangers, and for each browser known to its holder; telephone (with the browser) and code as keyed digests';
CREATE INDEX phone_codes_by_end ON public.phone_codes USING btree (expires_at);
-- granted: delete, insert, select, update to wotu_app

create table places_run_elsewhere (
  agreement_id bigint not null,
  register text not null,
  div_from bigint not null,
  div_to bigint not null,
  label text not null,
  ended_on date,
  constraint places_run_elsewhere_pkey PRIMARY KEY (agreement_id, register),
  constraint places_run_elsewhere_check CHECK ((div_to > div_from)),
  constraint places_run_elsewhere_div_from_check CHECK ((div_from >= 0)),
  constraint places_run_elsewhere_label_check CHECK (((length(label) >= 1) AND (length(label) <= 200))),
  constraint places_run_elsewhere_register_check CHECK ((register ~ '^[a-z]+(-[a-z]+)*$'::text))
);
comment on table places_run_elsewhere is 'One row per register and place that another installation sends: only its packets write there until it ended. Ranges of one register that are in force never overlap; they are entered under the lock of the division tree';
CREATE INDEX places_run_elsewhere_by_register ON public.places_run_elsewhere USING btree (register, div_from);
-- granted: delete, insert, select, update to wotu_app

create table plan_versions (
  plan_id text not null,
  version integer not null,
  content jsonb not null,
  reason text not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  constraint plan_versions_pkey PRIMARY KEY (plan_id, version)
);
comment on table plan_versions is 'every version of every plan; a report keeps the version it was made with; never updated';
-- granted: insert, select to wotu_app

create table plans (
  plan_id text not null,
  version integer not null,
  file_digest text not null,
  constraint plans_pkey PRIMARY KEY (plan_id),
  constraint plans_plan_id_version_fkey FOREIGN KEY (plan_id, version) REFERENCES plan_versions(plan_id, version)
);
comment on table plans is 'the version in force of each plan; file_digest tells whether the plan file was loaded already';
-- granted: delete, insert, select, update to wotu_app

create table platforms (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null,
  level text not null,
  kind text not null,
  started_on date not null,
  ended_on date,
  operator text,
  area numeric(12,2),
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint platforms_pkey PRIMARY KEY (district, id),
  constraint platforms_area_check CHECK ((area >= (0)::numeric)),
  constraint platforms_check CHECK ((district = (div / 1000000))),
  constraint platforms_check1 CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
  constraint platforms_district_recorded_div_name_key UNIQUE (district, recorded_div, name),
  constraint platforms_kind_check CHECK ((kind = ANY (ARRAY['支持平台'::text, '孵化基地'::text, '服务中心'::text, '联合会'::text, '活动场所'::text]))),
  constraint platforms_level_check CHECK ((level = ANY (ARRAY['市'::text, '区'::text, '街道'::text, '社区'::text]))),
  constraint platforms_name_check CHECK ((name <> ''::text))
);
comment on table platforms is 'venues and institutions that support community social organizations';
CREATE INDEX platforms_by_id ON public.platforms USING btree (id);
CREATE INDEX platforms_by_place ON public.platforms USING btree (district, div, name);
-- granted: delete, insert, select, update to wotu_app

create table posts (
  id bigint not null,
  account_id bigint not null,
  duty text not null,
  office_id bigint not null,
  role text not null,
  district integer not null,
  div bigint not null,
  level text not null,
  begins_on date not null,
  ends_on date,
  granted_at timestamp with time zone not null,
  granted_by text not null,
  grant_changes jsonb not null default '{}'::jsonb,
  constraint posts_pkey PRIMARY KEY (id),
  constraint posts_account_id_duty_fkey FOREIGN KEY (account_id, duty) REFERENCES accounts(id, duty),
  constraint posts_check CHECK ((district = (div / 1000000))),
  constraint posts_check1 CHECK ((duty =
CASE role
    WHEN 'systemAdministrator'::text THEN 'system'::text
    WHEN 'securityAdministrator'::text THEN 'security'::text
    WHEN 'auditAdministrator'::text THEN 'audit'::text
    ELSE 'business'::text
END)),
  constraint posts_check2 CHECK (((ends_on IS NULL) OR (ends_on >= begins_on))),
  constraint posts_grant_changes_check CHECK ((jsonb_typeof(grant_changes) = 'object'::text)),
  constraint posts_level_check CHECK ((level = ANY (ARRAY['nation'::text, 'province'::text, 'city'::text, 'county'::text, 'township'::text, 'community'::text]))),
  constraint posts_office_id_fkey FOREIGN KEY (office_id) REFERENCES offices(id)
);
comment on table posts is 'a role over a division and everything below it, held by an account from begins_on until before ends_on';
CREATE INDEX posts_by_account ON public.posts USING btree (account_id, begins_on);
CREATE INDEX posts_by_division ON public.posts USING btree (district, div);
-- granted: delete, insert, select, update to wotu_app

create table publicity_articles (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  kind text not null,
  state text not null,
  content jsonb not null,
  title text not null,
  writers text[] not null,
  live_version integer,
  live_from date,
  live_until date,
  pinned_until date,
  demonstration boolean not null default false,
  version integer not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  updated_by_name text not null,
  constraint publicity_articles_pkey PRIMARY KEY (district, id),
  constraint publicity_articles_check CHECK ((district = (div / 1000000))),
  constraint publicity_articles_check1 CHECK (((live_version IS NULL) = (live_from IS NULL))),
  constraint publicity_articles_check2 CHECK (((state <> 'withdrawn'::text) OR (live_version IS NULL))),
  constraint publicity_articles_check3 CHECK (((state <> 'published'::text) OR (live_version IS NOT NULL))),
  constraint publicity_articles_kind_check CHECK ((kind = ANY (ARRAY['news'::text, 'notice'::text, 'policy'::text, 'case'::text, 'honour'::text, 'training'::text, 'funding'::text]))),
  constraint publicity_articles_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'inReview'::text, 'published'::text, 'withdrawn'::text])))
);
comment on table publicity_articles is 'what an office says to the public, as it is being written; live_version is what people see';
CREATE INDEX publicity_articles_by_id ON public.publicity_articles USING btree (id);
CREATE INDEX publicity_articles_by_place ON public.publicity_articles USING btree (district, div, updated_at DESC, id DESC);
CREATE INDEX publicity_articles_live ON public.publicity_articles USING btree (live_from DESC, id DESC) WHERE (live_version IS NOT NULL);
CREATE INDEX publicity_articles_live_by_kind ON public.publicity_articles USING btree (kind, live_from DESC, id DESC) WHERE (live_version IS NOT NULL);
CREATE INDEX publicity_articles_live_by_place ON public.publicity_articles USING btree (district, div, live_from DESC, id DESC) WHERE (live_version IS NOT NULL);
-- granted: delete, insert, select, update to wotu_app

create table publicity_corrections (
  district integer not null,
  article_id bigint not null,
  version integer not null,
  corrected_on date not null,
  note text not null,
  constraint publicity_corrections_pkey PRIMARY KEY (district, article_id, version),
  constraint publicity_corrections_note_check CHECK (((length(note) >= 1) AND (length(note) <= 200)))
);
comment on table publicity_corrections is 'each time a reviewed text took the place of one that people had seen: the day and what was corrected, in words for them';
-- granted: delete, insert, select, update to wotu_app

create table publicity_links (
  district integer not null,
  article_id bigint not null,
  kind text not null,
  target text not null,
  name text not null,
  constraint publicity_links_pkey PRIMARY KEY (district, article_id, kind, target),
  constraint publicity_links_kind_check CHECK ((kind = ANY (ARRAY['organization'::text, 'activity'::text, 'designation'::text, 'duty'::text])))
);
comment on table publicity_links is 'what the version that people see is about: organizations, activities, brands and designations, duties of plans';
CREATE INDEX publicity_links_by_target ON public.publicity_links USING btree (kind, target);
-- granted: delete, insert, select, update to wotu_app

create table publicity_reads (
  district integer not null,
  article_id bigint not null,
  day date not null,
  reads integer not null,
  constraint publicity_reads_pkey PRIMARY KEY (district, article_id, day),
  constraint publicity_reads_reads_check CHECK ((reads > 0))
);
comment on table publicity_reads is 'how often a article was opened, by day; nothing is kept of who did';
-- granted: delete, insert, select, update to wotu_app

create table publicity_steps (
  district integer not null,
  article_id bigint not null,
  number integer not null,
  action text not null,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  note text,
  constraint publicity_steps_pkey PRIMARY KEY (district, article_id, number),
  constraint publicity_steps_action_check CHECK ((action = ANY (ARRAY['begin'::text, 'submit'::text, 'recall'::text, 'return'::text, 'publish'::text, 'revise'::text, 'withdraw'::text, 'reopen'::text]))),
  constraint publicity_steps_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500)))
);
comment on table publicity_steps is 'what was done to a article, by whom, when and why';
-- granted: delete, insert, select, update to wotu_app

create table publicity_versions (
  district integer not null,
  article_id bigint not null,
  number integer not null,
  content jsonb not null,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  constraint publicity_versions_pkey PRIMARY KEY (district, article_id, number)
);
comment on table publicity_versions is 'what was handed in for review, each time; never changed';
-- granted: delete, insert, select to wotu_app

create table record_pair_decisions (
  district integer not null,
  register text not null,
  one_id bigint not null,
  other_id bigint not null,
  decision text not null,
  decided_at timestamp with time zone not null,
  decided_by text not null,
  reason text,
  constraint record_pair_decisions_pkey PRIMARY KEY (district, register, one_id, other_id),
  constraint record_pair_decisions_check CHECK ((one_id < other_id)),
  constraint record_pair_decisions_decision_check CHECK ((decision = ANY (ARRAY['kept'::text, 'merged'::text])))
);
comment on table record_pair_decisions is 'likely duplicates somebody looked at: kept apart or merged; decided pairs are not offered again';
-- granted: delete, insert, select, update to wotu_app

create table record_versions (
  district integer not null,
  register text not null,
  record_id bigint not null,
  version integer not null,
  action text not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  changed_by_name text not null,
  reason text,
  import_batch_id bigint,
  before jsonb,
  after jsonb,
  constraint record_versions_pkey PRIMARY KEY (district, register, record_id, version),
  constraint record_versions_action_check CHECK ((action = ANY (ARRAY['created'::text, 'updated'::text, 'ended'::text, 'deleted'::text, 'undone'::text, 'merged'::text])))
);
comment on table record_versions is 'one row per change of a record: who, when, why, and the changed columns before and after';
CREATE INDEX record_versions_by_batch ON public.record_versions USING btree (import_batch_id, register) WHERE (import_batch_id IS NOT NULL);
CREATE INDEX record_versions_by_record ON public.record_versions USING btree (register, record_id);
-- granted: delete, insert, select, update to wotu_app

create table recovery_codes (
  account_id bigint not null,
  code_index text not null,
  made_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint recovery_codes_pkey PRIMARY KEY (account_id, code_index),
  constraint recovery_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
comment on table recovery_codes is 'codes that stand in for a lost second factor once each, as keyed digests';
-- granted: delete, insert, select, update to wotu_app

create table replica_head_marks (
  head boolean not null default true,
  mark bigint not null,
  constraint replica_head_marks_pkey PRIMARY KEY (head),
  constraint replica_head_marks_head_check CHECK (head)
);
comment on table replica_head_marks is 'the same for what is not distributed';
-- granted: delete, insert, select, update to wotu_app

create table replica_marks (
  district integer not null,
  mark bigint not null,
  constraint replica_marks_pkey PRIMARY KEY (district)
);
comment on table replica_marks is 'one row for each node with shards, at a district that lies there; each writing raises it, and a copy that shows it has everything committed there before';
-- granted: delete, insert, select, update to wotu_app

create table report_steps (
  district integer not null,
  report_id bigint not null,
  number integer not null,
  action text not null,
  at timestamp with time zone not null,
  on_day date not null,
  by_id text not null,
  by_name text not null,
  reason text,
  on_time boolean,
  constraint report_steps_pkey PRIMARY KEY (district, report_id, number),
  constraint report_steps_action_check CHECK ((action = ANY (ARRAY['drafted'::text, 'refreshed'::text, 'edited'::text, 'handedIn'::text, 'returned'::text, 'accepted'::text])))
);
comment on table report_steps is 'what was done to a report, by whom and when; hand-ins tell whether they were on time';
-- granted: delete, insert, select, update to wotu_app

create table report_texts (
  district integer not null,
  report_id bigint not null,
  part text not null,
  content text not null,
  edited boolean not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint report_texts_pkey PRIMARY KEY (district, report_id, part),
  constraint report_texts_part_check CHECK ((part = ANY (ARRAY['deployment'::text, 'progress'::text, 'problems'::text, 'suggestions'::text])))
);
comment on table report_texts is 'the four parts of a report: 工作部署, 进展成效, 问题困难, 意见建议; drafted by rule until somebody edits them';
-- granted: delete, insert, select, update to wotu_app

create table reports (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  plan_id text not null,
  plan_version integer not null,
  kind text not null,
  period text not null,
  as_of date not null,
  due_on date,
  state text not null,
  organ text not null,
  addressee text,
  document_number text,
  figures jsonb not null,
  frozen_at timestamp with time zone not null,
  handed_in_on date,
  on_time boolean,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint reports_pkey PRIMARY KEY (district, id),
  constraint reports_check CHECK (((period ~ '^\d{4}(Q[1-4])?$'::text) AND ((kind = '季度总结'::text) = (period ~ 'Q'::text)))),
  constraint reports_check1 CHECK ((district = (div / 1000000))),
  constraint reports_check2 CHECK (((state = 'draft'::text) OR (handed_in_on IS NOT NULL))),
  constraint reports_district_recorded_div_plan_id_period_key UNIQUE (district, recorded_div, plan_id, period),
  constraint reports_kind_check CHECK ((kind = ANY (ARRAY['季度总结'::text, '年度报告'::text]))),
  constraint reports_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'handedIn'::text, 'returned'::text, 'accepted'::text])))
);
comment on table reports is 'one report per unit, plan and period; frozen figures never change after it was handed in';
CREATE INDEX reports_by_id ON public.reports USING btree (id);
CREATE INDEX reports_by_place ON public.reports USING btree (district, div, plan_id, period);
-- granted: delete, insert, select, update to wotu_app

create table request_counts (
  subject text not null,
  requests integer not null,
  ends_at timestamp with time zone not null,
  constraint request_counts_pkey PRIMARY KEY (subject),
  constraint request_counts_requests_check CHECK ((requests > 0)),
  constraint request_counts_subject_check CHECK ((length(subject) = 24))
);
comment on table request_counts is 'requests in the present window by keyed digest of class and account or address; nobody can be read out of it';
CREATE INDEX request_counts_by_end ON public.request_counts USING btree (ends_at);
-- granted: delete, insert, select, update to wotu_app

create table restore_drills (
  id bigint not null,
  held_at timestamp with time zone not null,
  file_name text not null,
  rows bigint,
  seconds double precision,
  findings integer,
  refusal text,
  constraint restore_drills_pkey PRIMARY KEY (id),
  constraint restore_drills_check CHECK ((num_nonnulls(rows, seconds, findings) =
CASE
    WHEN (refusal IS NULL) THEN 3
    ELSE 0
END)),
  constraint restore_drills_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 255))),
  constraint restore_drills_findings_check CHECK ((findings >= 0)),
  constraint restore_drills_refusal_check CHECK (((length(refusal) >= 1) AND (length(refusal) <= 500))),
  constraint restore_drills_rows_check CHECK ((rows >= 0)),
  constraint restore_drills_seconds_check CHECK ((seconds >= (0)::double precision))
);
comment on table restore_drills is 'One row per restore on trial (wotu drill): what it came to, or why it came to nothing';
CREATE INDEX restore_drills_by_time ON public.restore_drills USING btree (held_at DESC, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table retention_runs (
  rule text not null,
  ran_at timestamp with time zone not null,
  erased integer not null,
  constraint retention_runs_pkey PRIMARY KEY (rule, ran_at),
  constraint retention_runs_erased_check CHECK ((erased >= 0))
);
comment on table retention_runs is 'how many rows each rule of the retention schedule erased, night by night';
-- granted: delete, insert, select, update to wotu_app

create table rule_set_versions (
  rule_set_id text not null,
  version integer not null,
  content json not null,
  reason text not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  constraint rule_set_versions_pkey PRIMARY KEY (rule_set_id, version),
  constraint rule_set_versions_reason_check CHECK ((reason <> ''::text))
);
comment on table rule_set_versions is 'every version of every rule set; a running application keeps the versions it began with; never updated';
-- granted: insert, select to wotu_app

create table rule_sets (
  rule_set_id text not null,
  version integer not null,
  div bigint not null,
  file_digest text,
  constraint rule_sets_pkey PRIMARY KEY (rule_set_id),
  constraint rule_sets_div_key UNIQUE (div),
  constraint rule_sets_rule_set_id_version_fkey FOREIGN KEY (rule_set_id, version) REFERENCES rule_set_versions(rule_set_id, version)
);
comment on table rule_sets is 'the version in force of each rule set; those of a division and of everything above it are laid over each other';
-- granted: delete, insert, select, update to wotu_app

create table second_factor_resets (
  account_id bigint not null,
  requested_by bigint not null,
  requested_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  reason text not null,
  constraint second_factor_resets_pkey PRIMARY KEY (account_id),
  constraint second_factor_resets_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint second_factor_resets_check CHECK ((requested_by <> account_id)),
  constraint second_factor_resets_reason_check CHECK (((length(reason) >= 2) AND (length(reason) <= 200))),
  constraint second_factor_resets_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES accounts(id) ON DELETE CASCADE
);
comment on table second_factor_resets is 'requests of a system administrator to take a lost second factor off, until a security administrator agrees';
CREATE INDEX second_factor_resets_by_requester ON public.second_factor_resets USING btree (requested_by);
-- granted: delete, insert, select, update to wotu_app

create table second_factors (
  account_id bigint not null,
  secret_cipher text not null,
  begun_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  constraint second_factors_pkey PRIMARY KEY (account_id),
  constraint second_factors_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
comment on table second_factors is 'TOTP secret of an account, encrypted; last_step is the newest time step used, so that no code works twice';
-- granted: delete, insert, select, update to wotu_app

create table selections (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null,
  kind text not null,
  year integer not null,
  completed_on date not null,
  candidates integer,
  winners integer,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint selections_pkey PRIMARY KEY (district, id),
  constraint selections_candidates_check CHECK ((candidates >= 0)),
  constraint selections_check CHECK ((district = (div / 1000000))),
  constraint selections_district_recorded_div_name_year_key UNIQUE (district, recorded_div, name, year),
  constraint selections_kind_check CHECK ((kind = ANY (ARRAY['优质项目'::text, '品牌组织'::text, '品牌项目'::text]))),
  constraint selections_name_check CHECK ((name <> ''::text)),
  constraint selections_winners_check CHECK ((winners >= 0)),
  constraint selections_year_check CHECK (((year >= 1900) AND (year <= 2199)))
);
comment on table selections is 'selection rounds; div is the division of the host office';
CREATE INDEX selections_by_id ON public.selections USING btree (id);
CREATE INDEX selections_by_place ON public.selections USING btree (district, div, completed_on DESC, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table sessions (
  id text not null,
  token_digest text not null,
  account_id bigint not null,
  post_id bigint,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  origin text not null,
  user_agent text not null,
  stand_in_id bigint,
  temporary_access_id bigint,
  awaits_code boolean not null default false,
  provider text,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint sessions_check CHECK (((stand_in_id IS NULL) OR (temporary_access_id IS NULL))),
  constraint sessions_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint sessions_provider_check CHECK ((provider ~ '^[a-z][a-z0-9-]{1,19}$'::text)),
  constraint sessions_stand_in_id_fkey FOREIGN KEY (stand_in_id) REFERENCES stand_ins(id) ON DELETE SET NULL,
  constraint sessions_temporary_access_id_fkey FOREIGN KEY (temporary_access_id) REFERENCES temporary_accesses(id) ON DELETE SET NULL,
  constraint sessions_token_digest_key UNIQUE (token_digest)
);
comment on table sessions is 'signed-in browsers; a session ends by removing its row, the audit trail keeps the story';
CREATE INDEX sessions_by_account ON public.sessions USING btree (account_id);
CREATE INDEX sessions_by_stand_in ON public.sessions USING btree (stand_in_id) WHERE (stand_in_id IS NOT NULL);
CREATE INDEX sessions_by_temporary_access ON public.sessions USING btree (temporary_access_id) WHERE (temporary_access_id IS NOT NULL);
-- granted: delete, insert, select, update to wotu_app

create table sign_in_attempts (
  subject text not null,
  attempts integer not null,
  ends_at timestamp with time zone not null,
  constraint sign_in_attempts_pkey PRIMARY KEY (subject)
);
comment on table sign_in_attempts is 'recent sign-in attempts by account name, address, telephone (as keyed digests), known browser and session, so that limits survive a restart';
CREATE INDEX sign_in_attempts_by_end ON public.sign_in_attempts USING btree (ends_at);
-- granted: delete, insert, select, update to wotu_app

create table sign_ons (
  state_digest text not null,
  browser_digest text not null,
  provider text not null,
  memory_cipher text not null,
  begun_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint sign_ons_pkey PRIMARY KEY (state_digest)
);
comment on table sign_ons is 'single sign-ons under way, between leaving for the provider and coming back; each comes back once, to the browser that left';
CREATE INDEX sign_ons_by_end ON public.sign_ons USING btree (expires_at);
-- granted: delete, insert, select, update to wotu_app

create table stand_ins (
  id bigint not null,
  post_id bigint not null,
  account_id bigint not null,
  kind text not null,
  verbs text[] not null,
  classes text[] not null,
  begins_on date not null,
  ends_on date not null,
  reason text not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  revoked_at timestamp with time zone,
  constraint stand_ins_pkey PRIMARY KEY (id),
  constraint stand_ins_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint stand_ins_check CHECK ((ends_on > begins_on)),
  constraint stand_ins_classes_check CHECK ((classes <@ ARRAY['general'::text, 'personal'::text, 'restricted'::text, 'financial'::text])),
  constraint stand_ins_kind_check CHECK ((kind = ANY (ARRAY['delegated'::text, 'acting'::text]))),
  constraint stand_ins_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint stand_ins_reason_check CHECK (((length(reason) >= 2) AND (length(reason) <= 200))),
  constraint stand_ins_verbs_check CHECK ((cardinality(verbs) > 0))
);
comment on table stand_ins is 'who acts in place of a post''s holder, from begins_on until before ends_on: delegated by the holder, or acting by appointment';
CREATE INDEX stand_ins_by_account ON public.stand_ins USING btree (account_id, id);
CREATE INDEX stand_ins_by_post ON public.stand_ins USING btree (post_id, id);
-- granted: delete, insert, select, update to wotu_app

create table station_former_names (
  district integer not null,
  record_id bigint not null,
  name text not null,
  until_on date not null,
  constraint station_former_names_pkey PRIMARY KEY (district, record_id, name)
);
comment on table station_former_names is 'names a station bore before; references in workbooks find it by them';
CREATE INDEX station_former_names_by_name ON public.station_former_names USING btree (district, name);
-- granted: delete, insert, select, update to wotu_app

create table station_workers (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  station_id bigint not null,
  name text not null,
  id_number_cipher text,
  id_number_index text,
  certificate text,
  started_on date not null,
  ended_on date,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint station_workers_pkey PRIMARY KEY (district, id),
  constraint station_workers_certificate_check CHECK ((certificate = ANY (ARRAY['无'::text, '助理社会工作师'::text, '社会工作师'::text, '高级社会工作师'::text]))),
  constraint station_workers_check CHECK ((district = (div / 1000000))),
  constraint station_workers_check1 CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
  constraint station_workers_district_station_id_name_started_on_key UNIQUE (district, station_id, name, started_on),
  constraint station_workers_name_check CHECK ((name <> ''::text))
);
comment on table station_workers is 'social workers posted at a station; they lie where the station lies';
CREATE INDEX station_workers_by_id ON public.station_workers USING btree (id);
CREATE INDEX station_workers_by_place ON public.station_workers USING btree (district, div, name);
CREATE INDEX station_workers_by_station ON public.station_workers USING btree (station_id);
-- granted: delete, insert, select, update to wotu_app

create table stations (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null,
  started_on date not null,
  ended_on date,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint stations_pkey PRIMARY KEY (district, id),
  constraint stations_check CHECK ((district = (div / 1000000))),
  constraint stations_check1 CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
  constraint stations_district_recorded_div_name_key UNIQUE (district, recorded_div, name),
  constraint stations_name_check CHECK ((name <> ''::text))
);
comment on table stations is 'social work stations of streets and townships';
CREATE INDEX stations_by_id ON public.stations USING btree (id);
CREATE INDEX stations_by_place ON public.stations USING btree (district, div, name);
-- granted: delete, insert, select, update to wotu_app

create table talents (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null,
  id_number_cipher text,
  id_number_index text,
  certificate text,
  post text,
  started_on date not null,
  ended_on date,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint talents_pkey PRIMARY KEY (district, id),
  constraint talents_certificate_check CHECK ((certificate = ANY (ARRAY['无'::text, '助理社会工作师'::text, '社会工作师'::text, '高级社会工作师'::text]))),
  constraint talents_check CHECK ((district = (div / 1000000))),
  constraint talents_check1 CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
  constraint talents_district_recorded_div_name_started_on_id_number_ind_key UNIQUE NULLS NOT DISTINCT (district, recorded_div, name, started_on, id_number_index),
  constraint talents_name_check CHECK ((name <> ''::text))
);
comment on table talents is 'social work talent of a community';
CREATE INDEX talents_by_id ON public.talents USING btree (id);
CREATE INDEX talents_by_place ON public.talents USING btree (district, div, name);
-- granted: delete, insert, select, update to wotu_app

create table target_measures (
  plan_id text not null,
  version integer not null,
  target_id text not null,
  part integer not null,
  measure_id integer not null,
  constraint target_measures_pkey PRIMARY KEY (plan_id, version, target_id, part),
  constraint target_measures_measure_id_fkey FOREIGN KEY (measure_id) REFERENCES measures(id),
  constraint target_measures_plan_id_version_fkey FOREIGN KEY (plan_id, version) REFERENCES plan_versions(plan_id, version)
);
comment on table target_measures is 'the measure of each figure of a target; targets of several figures have several parts';
-- granted: delete, insert, select, update to wotu_app

create table temporary_accesses (
  id bigint not null,
  district integer not null,
  div bigint not null,
  level text not null,
  account_id bigint not null,
  post_id bigint not null,
  verbs text[] not null,
  classes text[] not null,
  hours integer not null,
  reason text not null,
  requested_at timestamp with time zone not null,
  granted boolean,
  decided_at timestamp with time zone,
  decided_by text,
  decision_note text,
  ends_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint temporary_accesses_pkey PRIMARY KEY (id),
  constraint temporary_accesses_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint temporary_accesses_check CHECK ((district = (div / 1000000))),
  constraint temporary_accesses_check1 CHECK ((((granted IS NULL) = (decided_at IS NULL)) AND ((granted IS NULL) = (decided_by IS NULL)))),
  constraint temporary_accesses_check2 CHECK (((granted IS TRUE) = (ends_at IS NOT NULL))),
  constraint temporary_accesses_check3 CHECK (((ended_at IS NULL) OR (requested_at <= ended_at))),
  constraint temporary_accesses_classes_check CHECK ((classes <@ ARRAY['general'::text, 'personal'::text, 'restricted'::text, 'financial'::text])),
  constraint temporary_accesses_decision_note_check CHECK ((length(decision_note) <= 200)),
  constraint temporary_accesses_hours_check CHECK (((hours >= 1) AND (hours <= 168))),
  constraint temporary_accesses_level_check CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text, 'township'::text, 'community'::text]))),
  constraint temporary_accesses_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint temporary_accesses_reason_check CHECK (((length(reason) >= 2) AND (length(reason) <= 200))),
  constraint temporary_accesses_verbs_check CHECK ((cardinality(verbs) > 0))
);
comment on table temporary_accesses is 'a post''s rights over a division outside its jurisdiction: asked for with a reason, decided by the security administrator there, ending by itself';
CREATE INDEX temporary_accesses_by_account ON public.temporary_accesses USING btree (account_id, id);
CREATE INDEX temporary_accesses_by_division ON public.temporary_accesses USING btree (district, div, id);
CREATE INDEX temporary_accesses_by_post ON public.temporary_accesses USING btree (post_id);
CREATE UNIQUE INDEX temporary_accesses_open_request ON public.temporary_accesses USING btree (post_id, div) WHERE ((granted IS NULL) AND (ended_at IS NULL));
-- granted: delete, insert, select, update to wotu_app

create table trainings (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null,
  host_level text not null,
  started_on date not null,
  ended_on date,
  audiences text[] not null,
  content text,
  method text,
  participants integer not null,
  version integer not null default 1,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  import_batch_id bigint,
  constraint trainings_pkey PRIMARY KEY (district, id),
  constraint trainings_audiences_check CHECK (((cardinality(audiences) > 0) AND (audiences <@ ARRAY['民政工作人员'::text, '城乡社区工作者'::text, '儿童主任'::text, '社区社会组织负责人'::text, '社会工作者'::text, '志愿者'::text, '骨干'::text, '从业人员'::text]))),
  constraint trainings_check CHECK ((district = (div / 1000000))),
  constraint trainings_check1 CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
  constraint trainings_district_recorded_div_name_started_on_key UNIQUE (district, recorded_div, name, started_on),
  constraint trainings_host_level_check CHECK ((host_level = ANY (ARRAY['省'::text, '市'::text, '区'::text, '街道'::text, '社区'::text]))),
  constraint trainings_name_check CHECK ((name <> ''::text)),
  constraint trainings_participants_check CHECK ((participants >= 0))
);
comment on table trainings is 'trainings; div is the division of the host office, participants are person-times';
CREATE INDEX trainings_by_id ON public.trainings USING btree (id);
CREATE INDEX trainings_by_place ON public.trainings USING btree (district, div, started_on DESC, id DESC);
-- granted: delete, insert, select, update to wotu_app

create table volunteer_certificate_numbers (
  district integer not null,
  div bigint not null,
  year integer not null,
  last integer not null,
  constraint volunteer_certificate_numbers_pkey PRIMARY KEY (district, div, year),
  constraint volunteer_certificate_numbers_check CHECK ((district = (div / 1000000)))
);
comment on table volunteer_certificate_numbers is 'the last number an authority gave in a year';
-- granted: delete, insert, select, update to wotu_app

create table volunteer_certificates (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  volunteer_id bigint not null,
  volunteer_born_on date not null,
  authority_div bigint not null,
  year integer not null,
  ordinal integer not null,
  number text not null,
  organ text not null,
  from_on date not null,
  to_on date not null,
  services integer not null,
  minutes integer not null,
  content jsonb not null,
  masked_name text not null,
  check_code text not null,
  issued_on date not null,
  issued_by_name text not null,
  revoked_on date,
  revoke_reason text,
  demonstration boolean not null,
  constraint volunteer_certificates_pkey PRIMARY KEY (district, id),
  constraint volunteer_certificates_check CHECK ((district = (div / 1000000))),
  constraint volunteer_certificates_check1 CHECK ((from_on <= to_on)),
  constraint volunteer_certificates_check2 CHECK (((revoked_on IS NULL) = (revoke_reason IS NULL))),
  constraint volunteer_certificates_check_code_check CHECK ((check_code ~ '^[2-9A-HJ-NP-Z]{12}$'::text)),
  constraint volunteer_certificates_minutes_check CHECK ((minutes > 0)),
  constraint volunteer_certificates_ordinal_check CHECK ((ordinal > 0)),
  constraint volunteer_certificates_revoke_reason_check CHECK ((revoke_reason <> ''::text)),
  constraint volunteer_certificates_services_check CHECK ((services > 0))
);
comment on table volunteer_certificates is 'the register of certificates: every number of an authority and year, given or revoked with the reason';
CREATE INDEX volunteer_certificates_by_code ON public.volunteer_certificates USING btree (check_code);
CREATE INDEX volunteer_certificates_by_id ON public.volunteer_certificates USING btree (id);
CREATE UNIQUE INDEX volunteer_certificates_by_number ON public.volunteer_certificates USING btree (district, authority_div, year, ordinal);
CREATE INDEX volunteer_certificates_by_place ON public.volunteer_certificates USING btree (district, div, id);
CREATE INDEX volunteer_certificates_by_volunteer ON public.volunteer_certificates USING btree (volunteer_id, id);
-- granted: delete, insert, select, update to wotu_app

create table volunteer_disputes (
  id bigint not null,
  district integer not null,
  service_id bigint not null,
  content text not null,
  raised_on date not null,
  outcome text,
  answer text,
  answered_on date,
  answered_by_name text,
  constraint volunteer_disputes_pkey PRIMARY KEY (district, id),
  constraint volunteer_disputes_check CHECK ((((outcome IS NULL) = (answer IS NULL)) AND ((outcome IS NULL) = (answered_on IS NULL)))),
  constraint volunteer_disputes_content_check CHECK ((content <> ''::text)),
  constraint volunteer_disputes_outcome_check CHECK ((outcome = ANY (ARRAY['upheld'::text, 'rejected'::text])))
);
comment on table volunteer_disputes is 'what a volunteer says is wrong with a record of service, and the answer';
CREATE INDEX volunteer_disputes_by_service ON public.volunteer_disputes USING btree (service_id);
CREATE UNIQUE INDEX volunteer_disputes_open ON public.volunteer_disputes USING btree (district, service_id) WHERE (outcome IS NULL);
-- granted: delete, insert, select, update to wotu_app

create table volunteer_figures (
  district integer not null,
  div bigint not null,
  year integer not null,
  registered integer not null default 0,
  withdrawn integer not null default 0,
  served integer not null default 0,
  services integer not null default 0,
  minutes bigint not null default 0,
  constraint volunteer_figures_pkey PRIMARY KEY (district, div, year),
  constraint volunteer_figures_check CHECK ((district = (div / 1000000)))
);
comment on table volunteer_figures is 'counters by place and year, kept by the commands; persons and person-times apart';
-- granted: delete, insert, select, update to wotu_app

create table volunteer_memberships (
  id bigint not null,
  district integer not null,
  team_id bigint not null,
  volunteer_id bigint not null,
  volunteer_born_on date not null,
  role text not null,
  state text not null,
  asked_on date not null,
  decided_on date,
  decided_by_name text,
  ended_on date,
  end_reason text,
  demonstration boolean not null,
  constraint volunteer_memberships_pkey PRIMARY KEY (district, id),
  constraint volunteer_memberships_check CHECK (((role = 'member'::text) OR (state = ANY (ARRAY['member'::text, 'ended'::text])))),
  constraint volunteer_memberships_check1 CHECK (((state = 'asked'::text) = (decided_on IS NULL))),
  constraint volunteer_memberships_check2 CHECK (((state = 'ended'::text) = (ended_on IS NOT NULL))),
  constraint volunteer_memberships_role_check CHECK ((role = ANY (ARRAY['member'::text, 'leader'::text]))),
  constraint volunteer_memberships_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'member'::text, 'refused'::text, 'ended'::text])))
);
comment on table volunteer_memberships is 'who belongs to a team, or asked to';
CREATE INDEX volunteer_memberships_by_team ON public.volunteer_memberships USING btree (team_id, state, id);
CREATE INDEX volunteer_memberships_by_volunteer ON public.volunteer_memberships USING btree (volunteer_id, id);
CREATE UNIQUE INDEX volunteer_memberships_open ON public.volunteer_memberships USING btree (district, team_id, volunteer_id) WHERE (state = ANY (ARRAY['asked'::text, 'member'::text]));
-- granted: delete, insert, select, update to wotu_app

create table volunteer_service_changes (
  district integer not null,
  service_id bigint not null,
  number integer not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  changed_by_name text not null,
  reason text not null,
  before jsonb not null,
  after jsonb not null,
  constraint volunteer_service_changes_pkey PRIMARY KEY (district, service_id, number),
  constraint volunteer_service_changes_reason_check CHECK ((reason <> ''::text))
);
comment on table volunteer_service_changes is 'every correction of a service, with both values and the reason';
-- granted: delete, insert, select, update to wotu_app

create table volunteer_services (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  volunteer_id bigint not null,
  volunteer_born_on date not null,
  team_id bigint not null,
  check_in_id bigint,
  kind text not null,
  content text not null,
  place text not null,
  served_on date not null,
  began integer not null,
  ended integer not null,
  minutes integer not null,
  state text not null,
  recorded_on date not null,
  recorded_by text not null,
  recorded_by_name text not null,
  due_on date not null,
  confirmed_on date,
  confirmed_by_name text,
  demonstration boolean not null,
  version integer not null,
  constraint volunteer_services_pkey PRIMARY KEY (district, id),
  constraint volunteer_services_began_check CHECK ((began >= 0)),
  constraint volunteer_services_check CHECK ((district = (div / 1000000))),
  constraint volunteer_services_check1 CHECK (((minutes = (ended - began)) AND (minutes > 0))),
  constraint volunteer_services_check2 CHECK (((state <> 'confirmed'::text) OR (confirmed_on IS NOT NULL))),
  constraint volunteer_services_content_check CHECK ((content <> ''::text)),
  constraint volunteer_services_ended_check CHECK ((ended <= 1440)),
  constraint volunteer_services_state_check CHECK ((state = ANY (ARRAY['recorded'::text, 'confirmed'::text, 'voided'::text])))
);
comment on table volunteer_services is 'one service of one volunteer on one day, from and to the minute; a voided one counts nowhere';
CREATE INDEX volunteer_services_by_id ON public.volunteer_services USING btree (id);
CREATE INDEX volunteer_services_by_place ON public.volunteer_services USING btree (district, div, served_on, id);
CREATE INDEX volunteer_services_by_team ON public.volunteer_services USING btree (team_id, served_on) INCLUDE (minutes, state, volunteer_id);
CREATE INDEX volunteer_services_by_volunteer ON public.volunteer_services USING btree (volunteer_id, served_on) INCLUDE (minutes, state, team_id);
CREATE UNIQUE INDEX volunteer_services_once ON public.volunteer_services USING btree (district, volunteer_id, check_in_id) WHERE (check_in_id IS NOT NULL);
CREATE INDEX volunteer_services_open ON public.volunteer_services USING btree (district, div, due_on, id) WHERE (state = 'recorded'::text);
-- granted: delete, insert, select, update to wotu_app

create table volunteer_teams (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  name text not null,
  organization_id bigint,
  marked_on date,
  association_id bigint,
  association_since date,
  is_international boolean not null,
  about text not null,
  join_code text,
  founded_on date not null,
  closed_on date,
  demonstration boolean not null,
  version integer not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint volunteer_teams_pkey PRIMARY KEY (district, id),
  constraint volunteer_teams_check CHECK ((district = (div / 1000000))),
  constraint volunteer_teams_check1 CHECK (((association_id IS NULL) = (association_since IS NULL))),
  constraint volunteer_teams_join_code_check CHECK ((join_code ~ '^[2-9A-HJ-NP-Z]{8}$'::text)),
  constraint volunteer_teams_name_check CHECK ((name <> ''::text))
);
comment on table volunteer_teams is 'teams of volunteers, of an organization or of a community';
CREATE INDEX volunteer_teams_by_association ON public.volunteer_teams USING btree (association_id) WHERE (association_id IS NOT NULL);
CREATE INDEX volunteer_teams_by_code ON public.volunteer_teams USING btree (join_code) WHERE (join_code IS NOT NULL);
CREATE INDEX volunteer_teams_by_id ON public.volunteer_teams USING btree (id);
CREATE UNIQUE INDEX volunteer_teams_by_name ON public.volunteer_teams USING btree (district, div, name) WHERE (closed_on IS NULL);
CREATE INDEX volunteer_teams_by_organization ON public.volunteer_teams USING btree (organization_id) WHERE (organization_id IS NOT NULL);
CREATE INDEX volunteer_teams_by_place ON public.volunteer_teams USING btree (district, div, id);
-- granted: delete, insert, select, update to wotu_app

create table volunteers (
  id bigint not null,
  district integer not null,
  div bigint not null,
  recorded_div bigint not null,
  account_id bigint,
  name text not null,
  sex text not null,
  born_on date not null,
  id_kind text not null,
  id_number_cipher text not null,
  id_number_index text not null,
  nationality text,
  phone_cipher text,
  phone_index text,
  service_kinds text[] not null,
  skills text[] not null,
  languages text[] not null,
  availability text[] not null,
  insured_until date,
  guardian_name text,
  guardian_phone_cipher text,
  guardian_agreed_on date,
  consent text not null,
  consent_note text,
  registered_on date not null,
  registered_by text not null,
  registered_by_name text not null,
  withdrawn_on date,
  withdraw_reason text,
  search_text text not null,
  demonstration boolean not null,
  version integer not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint volunteers_pkey PRIMARY KEY (district, id),
  constraint volunteers_check CHECK ((district = (div / 1000000))),
  constraint volunteers_check1 CHECK (((nationality IS NULL) = (id_kind <> ALL (ARRAY['foreignResident'::text, 'passport'::text])))),
  constraint volunteers_check2 CHECK (((phone_cipher IS NULL) = (phone_index IS NULL))),
  constraint volunteers_check3 CHECK ((((guardian_name IS NULL) = (guardian_agreed_on IS NULL)) AND ((guardian_name IS NULL) = (guardian_phone_cipher IS NULL)))),
  constraint volunteers_check4 CHECK (((phone_cipher IS NOT NULL) OR (guardian_phone_cipher IS NOT NULL))),
  constraint volunteers_check5 CHECK (((consent = 'self'::text) OR (consent_note <> ''::text))),
  constraint volunteers_check6 CHECK (((withdrawn_on IS NULL) = (withdraw_reason IS NULL))),
  constraint volunteers_consent_check CHECK ((consent = ANY (ARRAY['self'::text, 'assisted'::text]))),
  constraint volunteers_guardian_name_check CHECK ((guardian_name <> ''::text)),
  constraint volunteers_id_kind_check CHECK ((id_kind = ANY (ARRAY['residentId'::text, 'residencePermit'::text, 'mainlandPass'::text, 'taiwanPass'::text, 'foreignResident'::text, 'passport'::text]))),
  constraint volunteers_name_check CHECK ((name <> ''::text)),
  constraint volunteers_nationality_check CHECK ((nationality <> ''::text)),
  constraint volunteers_sex_check CHECK ((sex = ANY (ARRAY['男'::text, '女'::text])))
);
comment on table volunteers is 'people who registered as volunteers; ID number and phones encrypted; the number of a volunteer is the code of the record';
CREATE UNIQUE INDEX volunteers_by_account ON public.volunteers USING btree (district, account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX volunteers_by_grams ON public.volunteers USING gin (search_grams(search_text, district));
CREATE INDEX volunteers_by_id ON public.volunteers USING btree (id);
CREATE INDEX volunteers_by_id_number ON public.volunteers USING btree (id_number_index);
CREATE INDEX volunteers_by_own_account ON public.volunteers USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX volunteers_by_phone ON public.volunteers USING btree (phone_index) WHERE (phone_index IS NOT NULL);
CREATE INDEX volunteers_by_place ON public.volunteers USING btree (district, div, id);
-- granted: delete, insert, select, update to wotu_app

create table whereabouts (
  subject text not null,
  district integer not null,
  constraint whereabouts_pkey PRIMARY KEY (subject, district),
  constraint whereabouts_subject_check CHECK ((subject ~ '^(account|record|phone|document|code) .'::text))
);
comment on table whereabouts is 'districts with rows about an account, a telephone, a document, a code or a record: those to ask, of which some may have none any more; for a record those beside the district of its birth';
-- granted: delete, insert, select, update to wotu_app

create view activities_published_occasions as
 SELECT district,
    id,
    div,
    organization_id,
    organization_name,
    co_hosts,
    title,
    theme,
    kind,
    about,
    guided_by,
    venue,
    starts_at,
    ends_at,
    sign_up_until,
    capacity,
    state,
    cancel_reason,
    moved_from,
    summary,
    participants,
    volunteers,
    demonstration
   FROM activity_occasions o;
comment on view activities_published_occasions is 'for the public pages: what is on, where and when; nothing of persons';

create view activities_published_places as
 SELECT district,
    occasion_id,
    state
   FROM activity_sign_ups
  WHERE state = ANY (ARRAY['confirmed'::text, 'waiting'::text]);
comment on view activities_published_places is 'for the public pages: places that are taken or waited for, to be counted; nothing of persons';

create view divisions_published_names as
 SELECT key,
    level,
    short_name,
    pinyin,
    pinyin_initials,
    official_codes,
    valid_to
   FROM divisions;
comment on view divisions_published_names is 'for the public pages: what divisions are searched by';

create view divisions_published_outlines as
 SELECT o.division,
    o.path,
    o.min_x,
    o.min_y,
    o.max_x,
    o.max_y,
    o.label_x,
    o.label_y,
    p.source,
    p.approval_number,
    p.edition
   FROM division_outlines o
     JOIN map_packs p ON p.id = o.pack_id
  WHERE p.approval_number IS NOT NULL;
comment on view divisions_published_outlines is 'for the public pages: outlines that were approved for publication (审图号)';

create view divisions_published_units as
 SELECT key,
    (key / 1000000)::integer AS district,
    level,
    parent,
    name,
    short_name,
    kind,
    counted,
    also_county,
    valid_from,
    valid_to
   FROM divisions;
comment on view divisions_published_units is 'for joins of other modules: today''s state of every division that is or was';

create view evidence_published_designations as
 SELECT district,
    id,
    organization_id,
    kind,
    object_name,
    issuer_div,
    designated_on,
    ended_on
   FROM designations
  WHERE organization_id IS NOT NULL;
comment on view evidence_published_designations is 'for the public pages: what organizations were honoured with, by whom and since when';

create view files_published as
 SELECT district,
    purpose,
    owner_id,
    id,
    kind,
    width,
    height,
    size,
    medium_size,
    small_size,
    name_cipher,
    object,
    key_cipher
   FROM files
  WHERE public_since IS NOT NULL AND scan <> 'infected'::text;
comment on view files_published is 'for the public pages: files that were made public with their record';

create view filings_published_announcements as
 SELECT n.district,
    n.id,
    n.div,
    n.authority_div,
    n.kind,
    n.subject_name,
    n.document_number,
    n.organ,
    n.lines,
    n.issued_on,
    n.objections_until,
    COALESCE(a.demonstration, false) AS demonstration
   FROM filing_notices n
     LEFT JOIN filing_applications a ON a.district = n.district AND a.id = n.application_id
  WHERE n.audience = 'public'::text AND n.lines IS NOT NULL;
comment on view filings_published_announcements is 'for the public pages: announcements with their text';

create view filings_published_annual_results as
 SELECT district,
    organization_id,
    year,
    submitted_on,
    result,
    reviewed_on,
    rectified_on
   FROM filing_annual_returns
  WHERE submitted_on IS NOT NULL;
comment on view filings_published_annual_results is 'for the public pages: yearly reports of registered organizations and their results, without notes';

create view filings_published_certificates as
 SELECT n.district,
    n.check_code,
    n.organization_id,
    n.kind,
    n.subject_name,
    n.document_number,
    n.organ,
    n.authority_div,
    n.issued_on,
    COALESCE(a.demonstration, false) AS demonstration
   FROM filing_notices n
     LEFT JOIN filing_applications a ON a.district = n.district AND a.id = n.application_id
  WHERE n.check_code IS NOT NULL AND n.organization_id IS NOT NULL;
comment on view filings_published_certificates is 'for the public pages: certificates by their check code';

create view filings_published_milestones as
 SELECT district,
    organization_id,
    procedure,
    decided_on
   FROM filing_applications
  WHERE state = 'granted'::text AND organization_id IS NOT NULL AND procedure <> 'outlawing'::text;
comment on view filings_published_milestones is 'for the public pages: what was decided about an organization and when, without what it said';

create view filings_published_objections as
 SELECT district,
    receipt_code,
    notice_id,
    received_on,
    outcome,
    answer,
    answered_on
   FROM filing_objections;
comment on view filings_published_objections is 'for the public pages: what became of an objection, by its receipt code; not who objected, nor to what end';

create view indicators_published_days as
 SELECT measure_id,
    district,
    day,
    numerator,
    denominator,
    failing
   FROM figure_days;
comment on view indicators_published_days is 'for the public pages: by how much a counter changes on a day';

create view indicators_published_months as
 SELECT measure_id,
    district,
    month,
    numerator,
    denominator,
    failing
   FROM figure_months;
comment on view indicators_published_months is 'for the public pages: by how much a counter changes in a month';

create view indicators_published_province_months as
 SELECT measure_id,
    district,
    month,
    numerator,
    denominator,
    failing
   FROM figure_province_months;
comment on view indicators_published_province_months is 'for the public pages: by how much the counters of a province change in a month';

create view indicators_published_revisions as
 SELECT district,
    revision
   FROM figure_districts;
comment on view indicators_published_revisions is 'for the public pages: tells whether counters of a district changed since they were last read';

create view indicators_published_totals as
 SELECT measure_id,
    district,
    numerator,
    denominator,
    failing
   FROM figure_totals;
comment on view indicators_published_totals is 'for the public pages: the counters of plans by district';

create view needs_published_outcomes as
 SELECT district,
    div,
    category,
    state,
    received_on,
    demonstration
   FROM needs
  WHERE state <> 'joined'::text;
comment on view needs_published_outcomes is 'for the public pages: kinds and outcomes of needs, to be counted by place; no words, nobody';

create view needs_published_progress as
 SELECT n.district,
    n.id,
    n.version,
    n.number,
    n.requester_phone_index,
    n.requester_id,
        CASE
            WHEN n.is_secret THEN NULL::text
            ELSE n.title
        END AS title,
    n.category,
    n.report_kind,
    n.state,
    COALESCE(l.state, n.state) AS shown_state,
    COALESCE(l.organization_name, n.organization_name) AS organization_name,
    n.received_on,
    COALESCE(l.due_on, n.due_on) AS due_on,
    COALESCE(l.due_whose, n.due_whose) AS due_whose,
    n.closed_on,
    n.close_ground,
    n.div,
    n.demonstration,
    COALESCE(l.id, n.id) AS lead_id
   FROM needs n
     LEFT JOIN needs l ON l.district = n.district AND l.id = n.joined_into;
comment on view needs_published_progress is 'for the public pages: how far a need has come, by its number and phone; not who asked';

create view needs_published_ratings as
 SELECT district,
    organization_id,
    count(*)::integer AS ratings,
    count(*) FILTER (WHERE stars >= 4)::integer AS good
   FROM need_ratings
  WHERE organization_id IS NOT NULL
  GROUP BY district, organization_id;
comment on view needs_published_ratings is 'for the public pages: how many residents judged an organization and how many were content; no words, nobody, no single need';

create view needs_published_reasons as
 SELECT district,
    need_id,
    number,
    reason
   FROM need_steps
  WHERE action = ANY (ARRAY['return'::text, 'close'::text, 'answer'::text]);
comment on view needs_published_reasons is 'for the public pages: why a need was returned or closed, for whoever follows it';

create view needs_published_services as
 SELECT district,
    need_id
   FROM need_services;
comment on view needs_published_services is 'for the public pages: services of a need, to be counted';

create view needs_published_stars as
 SELECT district,
    need_id,
    stars
   FROM need_ratings;
comment on view needs_published_stars is 'for the public pages: the stars that whoever stated a need gave';

create view organizations_published_candidates as
 SELECT o.district,
    o.id,
    o.div,
    o.name,
    o.tier,
    o.category,
    o.business_scopes,
    o.service_targets,
    o.member_count,
    o.is_hub,
    o.party_form,
    o.party_member_count,
    o.stage,
    o.established_on,
    o.ended_on,
    o.demonstration,
    p.tags
   FROM organizations o
     LEFT JOIN organization_profiles p ON p.district = o.district AND p.organization_id = o.id;
comment on view organizations_published_candidates is 'for matching: what an organization does, for whom, where, and how it is led by the party; no persons';

create view organizations_published_directory as
 SELECT district,
    id,
    div,
    name,
    tier,
    category,
    business_scopes,
    service_targets,
    venues,
    is_hub,
    filing_number,
    credit_code,
    established_on,
    filed_on,
    registered_on,
    ended_on,
    demonstration
   FROM organizations;
comment on view organizations_published_directory is 'for the public pages: what an organization does and where, without persons';

create view organizations_published_documents as
 SELECT district,
    id,
    organization_id,
    kind,
    title,
    adopted_on,
    ended_on,
    content
   FROM organization_documents
  WHERE is_public;
comment on view organizations_published_documents is 'for the public pages: charter, rules, fees and great events of an organization, where the record says that they are public';

create view organizations_published_former_names as
 SELECT district,
    record_id AS organization_id,
    name,
    until_on
   FROM organization_former_names;
comment on view organizations_published_former_names is 'for the public pages: names an organization bore before';

create view organizations_published_merges as
 SELECT district,
    removed_id,
    kept_id
   FROM organization_merges;
comment on view organizations_published_merges is 'for the public pages: which record stays for one that went, without who decided and why';

create view organizations_published_people as
 SELECT district,
    id,
    organization_id,
    role,
    name,
    post,
    started_on,
    ended_on
   FROM organization_people
  WHERE is_public;
comment on view organizations_published_people is 'for the public pages: names and posts of people in charge, where the record says that they are public; no numbers';

create view organizations_published_profiles as
 SELECT district,
    organization_id,
    purpose,
    activity_area,
    assessment_grade,
    assessed_on,
    assessed_until,
    credit_standing,
    credit_since,
    credit_reason
   FROM organization_profiles;
comment on view organizations_published_profiles is 'for the public pages: aim and area of an organization, its grade (X06) and credit standing; no staff, no funds';

create view organizations_published_standings as
 SELECT district,
    id,
    div,
    name,
    tier,
    category,
    filing_number,
    credit_code,
    established_on,
    filed_on,
    registered_on,
    ended_on,
    end_reason
   FROM organizations;
comment on view organizations_published_standings is 'for the public pages: where an organization stands today, without persons';

create view plans_published_measures as
 SELECT plan_id,
    version,
    target_id,
    part,
    measure_id
   FROM target_measures;
comment on view plans_published_measures is 'for the public pages: which counters belong to a target';

create view plans_published_plans as
 SELECT plan_id,
    version
   FROM plans;
comment on view plans_published_plans is 'for the public pages: which version of a plan is in force';

create view plans_published_versions as
 SELECT plan_id,
    version,
    content,
    created_at
   FROM plan_versions;
comment on view plans_published_versions is 'for the public pages: plans as issued and what is counted of them, without who entered a version and why';

create view publicity_published_articles as
 SELECT p.district,
    p.id,
    p.div,
    p.kind,
    p.live_from,
    p.live_until,
    p.pinned_until,
    p.demonstration,
    v.at AS version_at,
    v.content ->> 'title'::text AS title,
    v.content ->> 'summary'::text AS summary,
    v.content ->> 'organ'::text AS organ,
    v.content -> 'body'::text AS body,
    v.content -> 'fields'::text AS fields
   FROM publicity_articles p
     JOIN publicity_versions v ON v.district = p.district AND v.article_id = p.id AND v.number = p.live_version;
comment on view publicity_published_articles is 'for the public pages: the version of each article that was reviewed; whoever reads adds the days from and until which it is shown';

create view publicity_published_corrections as
 SELECT c.district,
    c.article_id,
    c.version,
    c.corrected_on,
    c.note
   FROM publicity_corrections c
     JOIN publicity_articles p ON p.district = c.district AND p.id = c.article_id
  WHERE p.live_version IS NOT NULL;
comment on view publicity_published_corrections is 'for the public pages: what was corrected in articles that are shown, and when';

create view publicity_published_links as
 SELECT l.district,
    l.article_id,
    p.div,
    p.kind AS article_kind,
    p.live_from,
    p.live_until,
    l.kind,
    l.target,
    l.name
   FROM publicity_links l
     JOIN publicity_articles p ON p.district = l.district AND p.id = l.article_id
  WHERE p.live_version IS NOT NULL;
comment on view publicity_published_links is 'for the public pages and for plans: what published articles are about';

create view volunteers_published_certificates as
 SELECT district,
    check_code,
    number,
    organ,
    masked_name,
    from_on,
    to_on,
    services,
    minutes,
    issued_on,
    revoked_on,
    demonstration
   FROM volunteer_certificates;
comment on view volunteers_published_certificates is 'for the public pages: certificates of service by their check code; the holder as 张**';
