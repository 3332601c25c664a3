-- Rights of the two roles that serve requests. Run after every migration; the owner alone may change tables.
grant usage on schema public to wotu_app, wotu_portal;
grant select, insert, update, delete on all tables in schema public to wotu_app;
grant usage, select on all sequences in schema public to wotu_app;
revoke insert, update, delete, truncate on schema_migrations from wotu_app;
revoke update, delete, truncate on master_key_checks from wotu_app;
-- The audit trail is append-only for the application.
revoke update, delete, truncate on audit_entries from wotu_app;
revoke update, delete, truncate on data_keys from wotu_app;
revoke update, delete, truncate on audit_roots from wotu_app;
revoke update, delete, truncate on personal_data_views from wotu_app;
revoke insert, update, delete, truncate on audit_checkpoints from wotu_app;
-- Plan versions are history.
revoke update, delete, truncate on plan_versions from wotu_app;
-- So are versions of rule sets.
revoke update, delete, truncate on rule_set_versions from wotu_app;
-- Versions of articles as they were reviewed, too.
revoke update, truncate on publicity_versions from wotu_app;
-- The public pages see what is published for them, and nothing else.
revoke all on all tables in schema public from wotu_portal;
grant select on divisions_published_units, divisions_published_names, divisions_published_outlines, organizations_published_directory, organizations_published_standings, organizations_published_former_names, organizations_published_documents, organizations_published_people, organizations_published_profiles, organizations_published_merges,
  indicators_published_totals, indicators_published_days, indicators_published_months, indicators_published_province_months, indicators_published_revisions,
  plans_published_plans, plans_published_versions, plans_published_measures,
  evidence_published_designations,
  filings_published_certificates, filings_published_milestones, filings_published_announcements, filings_published_objections, filings_published_annual_results,
  volunteers_published_certificates to wotu_portal;
-- Files that were made public with their record.
grant select on files_published to wotu_portal;
-- Articles that were reviewed.
grant select on publicity_published_articles, publicity_published_links, publicity_published_corrections to wotu_portal;
-- What is on, without persons.
grant select on activities_published_occasions, activities_published_places to wotu_portal;
-- How far needs are, without persons.
grant select on needs_published_progress, needs_published_reasons, needs_published_services, needs_published_stars, needs_published_outcomes, needs_published_ratings to wotu_portal;
-- In which district lies what somebody has the id or the code of; not where anything else lies.
grant execute on function where_it_moved(bigint), whereabouts_of_code(text), organizations_published_whereabouts(bigint) to wotu_portal;
-- A distributed engine (Citus) asks the shards behind a view in the name of whoever asks, not of the view's owner: there the role of the public
-- pages needs the columns that its views are made of. Which rows are published is then said by the views alone.
do $$
declare
  used record;
begin
  if not exists (select from pg_extension where extname = 'citus') then return; end if;
  for used in
    with recursive views as (
      select c.oid from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v' and has_table_privilege('wotu_portal', c.oid, 'select')
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      union
      select b.oid from views v join pg_rewrite r on r.ev_class = v.oid join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
        join pg_class b on d.refclassid = 'pg_class'::regclass and b.oid = d.refobjid and b.relkind = 'v'
    )
    select b.oid::regclass as relation, string_agg(distinct quote_ident(a.attname), ', ') as columns
    from views v join pg_rewrite r on r.ev_class = v.oid join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refobjsubid > 0
      join pg_class b on d.refclassid = 'pg_class'::regclass and b.oid = d.refobjid and b.relkind in ('r', 'p')
      join pg_attribute a on a.attrelid = b.oid and a.attnum = d.refobjsubid
    group by b.oid
  loop
    execute format('grant select (%s) on %s to wotu_portal', used.columns, used.relation);
  end loop;
end $$;
