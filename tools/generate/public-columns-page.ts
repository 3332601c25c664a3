import pg from 'pg';

interface PublicView {
  name: string;
  comment: string | null;
  columns: string[];
}

interface PublicFunction {
  name: string;
  comment: string;
}

/** What the role of the public pages may read, view by view and column by column, and ask, as the database itself says. */
export async function generatePublicColumnsPage(connection: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query<PublicView>(`
      select c.relname as name, obj_description(c.oid) as comment, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and has_column_privilege('wotu_portal', c.oid, a.attnum, 'select')
      group by c.oid, c.relname order by c.relname`);
    const functions = await client.query<PublicFunction>(`
      select p.oid::regprocedure::text as name, obj_description(p.oid) as comment from pg_proc p
      where p.pronamespace = 'public'::regnamespace and has_function_privilege('wotu_portal', p.oid, 'execute') and not has_function_privilege('public', p.oid, 'execute')
      order by p.proname`);
    return [
      '# What is public',
      '',
      'Written by `npm run generate` from the rights of the role `wotu_portal` ([ADR 0060](../adr/0060-public-pages-have-a-database-role.md)): pages for anybody can read these columns, ask the questions at the end, and nothing else. A view names its columns one by one in its migration; `database/roles.sql` lets the role see it.',
      '',
      ...rows.flatMap(({ name, comment, columns }) => [
        `## ${name}`,
        '',
        ...(comment ? [`${comment}.`, ''] : []),
        columns.map((column) => `\`${column}\``).join(', '),
        '',
      ]),
      '## Questions',
      '',
      'Where one thing lies, for whoever has its id or its code ([ADR 0158](../adr/0158-public-pages-ask-one-shard.md)):',
      '',
      ...functions.rows.map(({ name, comment }) => `- \`${name}\`: ${comment}`),
      '',
    ].join('\n');
  } finally {
    await client.end();
  }
}
