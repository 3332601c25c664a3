import type { AboutColumn } from '../facts/located-tables.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import { once, snakeCase } from './table-layout.ts';

/** What a record refers to: wherever that lies, its whereabouts lead to whoever refers to it. */
export const aboutReferences = once((definition: SheetDefinition): readonly AboutColumn[] =>
  (definition.references ?? []).map(({ store }) => ({ column: snakeCase(store), kind: 'record' })),
);
