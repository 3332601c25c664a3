import type { LocatedTable } from '#platform/facts/located-tables.ts';

/** Rows that follow when divisions change. */
export const publicityTables: readonly LocatedTable[] = [
  {
    table: 'publicity_articles',
    label: '宣传稿件',
    followers: [
      ...['publicity_versions', 'publicity_steps', 'publicity_reads', 'publicity_corrections'].map((table) => ({ table, column: 'article_id' })),
      {
        table: 'publicity_links',
        column: 'article_id',
        about: [{ column: 'target', kind: 'record', where: { column: 'kind', is: 'organization' } }],
      },
    ],
  },
];
