import type { ColumnDefinition, ReferenceDefinition, SheetDefinition } from '#platform/imports/sheet.ts';

/** A part of an organization's dossier, kept apart from the evidence workbook: it lies where the organization lies. */
export interface PartDefinition extends Omit<SheetDefinition, 'references' | 'homedBy' | 'factSets'> {
  /** further references beside the organization itself */
  alsoRefers?: readonly ReferenceDefinition[];
}

const OWNER: readonly ColumnDefinition[] = [
  { heading: '组织名称', field: 'organizationName', type: 'text', maxLength: 100, required: true, stored: false },
  { heading: '所属区划代码', field: 'organizationDiv', type: 'division', required: true, stored: false },
];

/** The columns that say whose part it is; a screen about one organization knows. */
export const OWNER_FIELDS: readonly string[] = OWNER.map(({ field }) => field);

const OWNED: ReferenceDefinition = {
  register: 'organizations',
  nameField: 'organizationName',
  divisionField: 'organizationDiv',
  store: 'organizationId',
  required: true,
  within: 'division',
};

export function partSheet({ columns, alsoRefers = [], ...rest }: PartDefinition): SheetDefinition {
  return { ...rest, columns: [...OWNER, ...columns], references: [OWNED, ...alsoRefers], homedBy: OWNED.store, factSets: [] };
}
