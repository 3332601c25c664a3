import type { CheckedRecord, Problem, SheetDefinition } from '#platform/imports/sheet.ts';

export const platformSheet: SheetDefinition = {
  sheet: '支持平台',
  register: 'platforms',
  table: 'platforms',
  columns: [
    { heading: '名称', field: 'name', type: 'text', maxLength: 100, required: true },
    { heading: '所属区划代码', field: 'div', type: 'division', home: true, required: true },
    { heading: '层级', field: 'level', type: 'choice', choices: ['市', '区', '街道', '社区'], required: true },
    { heading: '类型', field: 'kind', type: 'choice', choices: ['支持平台', '孵化基地', '服务中心', '联合会', '活动场所'], required: true },
    { heading: '启用日期', field: 'startedOn', type: 'date', required: true },
    { heading: '停用日期', field: 'endedOn', type: 'date' },
    { heading: '运营方', field: 'operator', type: 'text', maxLength: 100 },
    { heading: '面积', field: 'area', type: 'decimal', min: 0, max: 9_999_999, note: '平方米。' },
  ],
  key: ['name', 'div'],
  nameField: 'name',
  begins: 'startedOn',
  ends: 'endedOn',
  note: '市、区、街道、社区各级的支持平台、孵化基地和活动场所。',
  factSets: ['platforms'],
};

export const stationSheet: SheetDefinition = {
  sheet: '社工站',
  register: 'stations',
  table: 'stations',
  columns: [
    { heading: '名称', field: 'name', type: 'text', maxLength: 100, required: true },
    { heading: '乡镇街道代码', field: 'div', type: 'division', home: true, required: true, levels: ['township'] },
    { heading: '启用日期', field: 'startedOn', type: 'date', required: true },
    { heading: '停用日期', field: 'endedOn', type: 'date' },
  ],
  key: ['name', 'div'],
  nameField: 'name',
  formerNamesTable: 'station_former_names',
  begins: 'startedOn',
  ends: 'endedOn',
  note: '乡镇（街道）社会工作服务站。',
  factSets: ['stations'],
};

/** The communities a facility covers: the listed ones and its own. */
function coverageOf(values: Parameters<NonNullable<SheetDefinition['children']>[number]['rowsOf']>[0], todayOf: (key: number) => number) {
  const home = { div: Number(values['div']), recordedDiv: Number(values['recordedDiv']) };
  const listed = ((values['coveredDivs'] ?? []) as readonly number[]).map((key) => ({ div: todayOf(key), recordedDiv: key }));
  const places = new Map([home, ...listed].map((place) => [place.recordedDiv, place]));
  const own = { kind: values['kind'] ?? null, started_on: values['startedOn'] ?? null, ended_on: values['endedOn'] ?? null };
  return [...places.values()].map((place) => ({ ...place, values: own }));
}

export const careFacilitySheet: SheetDefinition = {
  sheet: '养老设施',
  register: 'care-facilities',
  table: 'care_facilities',
  columns: [
    { heading: '名称', field: 'name', type: 'text', maxLength: 100, required: true },
    { heading: '类型', field: 'kind', type: 'choice', choices: ['城市社区老年人日间照料中心', '农村养老设施'], required: true },
    { heading: '所属区划代码', field: 'div', type: 'division', home: true, required: true },
    {
      heading: '覆盖社区代码',
      field: 'coveredDivs',
      type: 'divisionList',
      levels: ['community'],
      required: true,
      note: '多个代码用顿号分开；设施所在社区自动计入。',
    },
    { heading: '启用日期', field: 'startedOn', type: 'date', required: true },
    { heading: '停用日期', field: 'endedOn', type: 'date' },
  ],
  key: ['name', 'div'],
  nameField: 'name',
  begins: 'startedOn',
  ends: 'endedOn',
  children: [{ table: 'facility_coverages', parentColumn: 'facility_id', columns: { kind: 'text', started_on: 'date', ended_on: 'date' }, rowsOf: coverageOf }],
  note: '日间照料中心只覆盖城市社区，农村养老设施只覆盖村。',
  factSets: ['facilityCoverage'],
};

/** A pairing as each of its sides sees it. */
function sidesOf(values: Parameters<NonNullable<SheetDefinition['children']>[number]['rowsOf']>[0], todayOf: (key: number) => number) {
  const one = { div: Number(values['div']), recordedDiv: Number(values['recordedDiv']) };
  const other = { div: todayOf(Number(values['partyBDiv'])), recordedDiv: Number(values['partyBDiv']) };
  const common = { kind: values['kind'] ?? null, started_on: values['startedOn'] ?? null, ended_on: values['endedOn'] ?? null };
  return [
    { ...one, values: { ...common, side: 'a', partner_div: other.div } },
    { ...other, values: { ...common, side: 'b', partner_div: one.div } },
  ];
}

function pairsWithAnother({ values }: CheckedRecord): Problem[] {
  if (values['partyA'] === undefined || values['partyA'] !== values['partyB'] || values['div'] !== values['partyBDiv']) return [];
  return [{ severity: 'finding', field: 'partyB', rule: 'pairing-with-itself', message: '甲方和乙方是同一个单位。', suggestion: '请填写结对的另一方。' }];
}

export const pairingSheet: SheetDefinition = {
  sheet: '结对',
  register: 'pairings',
  table: 'pairings',
  columns: [
    { heading: '结对类型', field: 'kind', type: 'choice', choices: ['区域结对', '组织结对'], required: true },
    {
      heading: '甲方',
      field: 'partyA',
      type: 'divisionOrName',
      maxLength: 100,
      required: true,
      codeWhen: { field: 'kind', is: '区域结对' },
      divisionField: 'div',
      note: '区域结对填区划代码，组织结对填组织名称。',
    },
    { heading: '甲方区划代码', field: 'div', type: 'division', home: true, note: '组织结对必填；区域结对留空。' },
    {
      heading: '乙方',
      field: 'partyB',
      type: 'divisionOrName',
      maxLength: 100,
      required: true,
      codeWhen: { field: 'kind', is: '区域结对' },
      divisionField: 'partyBDiv',
    },
    { heading: '乙方区划代码', field: 'partyBDiv', type: 'division', note: '组织结对必填；区域结对留空。' },
    { heading: '结对日期', field: 'startedOn', type: 'date', required: true },
    { heading: '结束日期', field: 'endedOn', type: 'date' },
  ],
  key: ['kind', 'partyA', 'partyB', 'startedOn'],
  begins: 'startedOn',
  ends: 'endedOn',
  rules: [pairsWithAnother],
  children: [
    {
      table: 'pairing_sides',
      parentColumn: 'pairing_id',
      columns: { side: 'text', kind: 'text', partner_div: 'bigint', started_on: 'date', ended_on: 'date' },
      rowsOf: sidesOf,
    },
  ],
  note: '区域结对的两方填区划代码；组织结对的两方填名称，并填各自的区划代码。',
  factSets: ['regionPairings'],
};

export const partyOrganizationSheet: SheetDefinition = {
  sheet: '党组织',
  register: 'party-organizations',
  table: 'party_organizations',
  columns: [
    { heading: '名称', field: 'name', type: 'text', maxLength: 100, required: true },
    { heading: '类型', field: 'kind', type: 'choice', choices: ['独立支部', '联合支部', '总支'], required: true },
    { heading: '所属区划代码', field: 'div', type: 'division', home: true, required: true },
    { heading: '成立日期', field: 'establishedOn', type: 'date', required: true },
    { heading: '撤销日期', field: 'endedOn', type: 'date' },
    { heading: '覆盖组织', field: 'coveredOrganizations', type: 'list', maxLength: 100 },
  ],
  key: ['name', 'div'],
  nameField: 'name',
  begins: 'establishedOn',
  ends: 'endedOn',
  note: '社区社会组织中的党组织；多个覆盖组织用顿号分开。',
  factSets: ['partyOrganizations'],
};
