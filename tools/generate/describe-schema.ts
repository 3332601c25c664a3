import pg from 'pg';
import type { Connection } from '#platform/db/database.ts';

const FUNCTIONS = `select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f' order by proname`;
const SEQUENCES = `select format('create sequence %I maxvalue %s', sequencename, max_value) as text from pg_sequences where schemaname = 'public' order by sequencename`;
const TABLES = `select c.relname as name, obj_description(c.oid) as comment,
    (select array_agg(format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        case when a.attgenerated <> '' then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid)) when d.oid is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end) order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select array_agg(format('constraint %I %s', conname, pg_get_constraintdef(k.oid)) order by contype <> 'p', conname) from pg_constraint k where k.conrelid = c.oid and contype <> 'n') as constraints,
    (select array_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid::regclass::text) from pg_index i
      where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)) as indexes,
    (select array_agg(format('%s to %s', rights, grantee) order by grantee) from (
      select grantee, string_agg(lower(privilege_type), ', ' order by privilege_type) as rights from information_schema.role_table_grants
      where table_schema = 'public' and table_name = c.relname and grantee in ('wotu_app', 'wotu_portal') group by grantee) granted) as grants
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migrations' order by c.relname`;
const VIEWS = `select c.relname as name, obj_description(c.oid) as comment, pg_get_viewdef(c.oid, true) as text from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm') order by c.relname`;

interface Table {
  name: string;
  comment: string | null;
  columns: string[];
  constraints: string[] | null;
  indexes: string[] | null;
  grants: string[] | null;
}

/** The structure of a migrated database as SQL, in an order that does not depend on how it came about. For reading, not for running. */
export async function describeSchema(connection: Connection): Promise<string> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const functions = await client.query<{ text: string }>(FUNCTIONS);
    const sequences = await client.query<{ text: string }>(SEQUENCES);
    const tables = await client.query<Table>(TABLES);
    const views = await client.query<{ name: string; comment: string | null; text: string }>(VIEWS);
    const parts = [
      '-- Written by `npm run generate` from the migrations; do not edit. For reviewers: a migration shows here as what it changes.',
      ...functions.rows.map(({ text }) => `${text.trim()};`),
      ...sequences.rows.map(({ text }) => `${text};`),
      ...tables.rows.map(describeTable),
      ...views.rows.map(({ name, comment, text }) => [`create view ${name} as\n${text}`, ...commentOn('view', name, comment)].join('\n')),
    ];
    return `${parts.join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

function describeTable({ name, comment, columns, constraints, indexes, grants }: Table): string {
  return [
    `create table ${name} (\n  ${[...columns, ...(constraints ?? [])].join(',\n  ')}\n);`,
    ...commentOn('table', name, comment),
    ...(indexes ?? []).map((index) => `${index};`),
    ...(grants ?? []).map((grant) => `-- granted: ${grant}`),
  ].join('\n');
}

function commentOn(kind: string, name: string, comment: string | null): string[] {
  return comment === null ? [] : [`comment on ${kind} ${name} is '${comment.replaceAll("'", "''")}';`];
}
