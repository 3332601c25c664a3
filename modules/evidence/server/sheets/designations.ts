import type { SheetDefinition } from '#platform/imports/sheet.ts';

const KINDS = ['品牌组织', '品牌项目', '农村典型', '示范型组织', '观察点', '示范乡镇街道', '示范点', '农村试点', '试点市县', '全省示范点试点单位', '优质项目'];

export const designationSheet: SheetDefinition = {
  sheet: '认定',
  register: 'designations',
  table: 'designations',
  columns: [
    { heading: '认定类型', field: 'kind', type: 'choice', choices: KINDS, required: true },
    { heading: '对象名称', field: 'objectName', type: 'text', maxLength: 100, required: true },
    { heading: '对象区划代码', field: 'div', type: 'division', home: true, required: true },
    { heading: '所属组织名称', field: 'ownerName', type: 'text', maxLength: 100, note: '品牌项目填运营它的组织。' },
    { heading: '认定单位区划代码', field: 'issuerDiv', type: 'division', required: true },
    { heading: '认定日期', field: 'designatedOn', type: 'date', required: true },
    { heading: '失效日期', field: 'endedOn', type: 'date' },
    { heading: '文号', field: 'documentNumber', type: 'text', maxLength: 100 },
  ],
  key: ['kind', 'objectName', 'div', 'designatedOn'],
  nameField: 'objectName',
  references: [{ register: 'organizations', nameField: 'ownerName', divisionField: 'div', store: 'organizationId', required: false, within: 'district' }],
  begins: 'designatedOn',
  ends: 'endedOn',
  note: '品牌、示范、试点等认定；同一对象多次认定各占一行。',
  factSets: ['designations', 'designationGrants'],
};
