import type { LocatedTable } from '#platform/facts/located-tables.ts';
import { aboutReferences } from '#platform/registers/about-references.ts';
import { organizationParts } from './parts/organization-parts.ts';

const history = { table: 'record_versions', column: 'record_id' };

/** Rows that follow when divisions change. */
export const organizationTables: readonly LocatedTable[] = [
  {
    table: 'organizations',
    label: '社区社会组织',
    followers: [
      { table: 'organization_former_names', column: 'record_id' },
      history,
      {
        table: 'organization_merges',
        column: 'kept_id',
        about: [
          { column: 'removed_id', kind: 'record' },
          { column: 'kept_id', kind: 'record' },
        ],
      },
    ],
    about: [{ column: 'id', kind: 'record' }],
  },
  ...organizationParts.map((part) => ({ table: part.table, label: part.sheet, followers: [history], about: aboutReferences(part) })),
];
