import type { LocatedTable } from '#platform/facts/located-tables.ts';
import { aboutReferences } from '#platform/registers/about-references.ts';
import { evidenceSheets } from './sheets.ts';

const history = { table: 'record_versions', column: 'record_id' };

/**
 * Rows that follow when divisions change. Coverages and pairing sides lie at places of their own; other columns that
 * name a division keep the code as it was recorded, except the partner that formulas compare with today's units.
 */
export const evidenceTables: readonly LocatedTable[] = [
  ...evidenceSheets.map((definition): LocatedTable => {
    const { table, sheet, formerNamesTable } = definition;
    return {
      table,
      label: sheet,
      about: aboutReferences(definition),
      followers: formerNamesTable ? [history, { table: formerNamesTable, column: 'record_id' }] : [history],
    };
  }),
  { table: 'facility_coverages', label: '养老设施覆盖的社区', about: [{ column: 'facility_id', kind: 'record' }] },
  { table: 'pairing_sides', label: '结对的一方', about: [{ column: 'pairing_id', kind: 'record' }], references: [{ column: 'partner_div' }] },
];
