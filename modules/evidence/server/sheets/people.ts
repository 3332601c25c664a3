import type { CheckedRecord, Problem, SheetDefinition } from '#platform/imports/sheet.ts';

const CERTIFICATES = ['无', '助理社会工作师', '社会工作师', '高级社会工作师'];

export const stationWorkerSheet: SheetDefinition = {
  sheet: '驻站社工',
  register: 'station-workers',
  table: 'station_workers',
  columns: [
    { heading: '社工站名称', field: 'stationName', type: 'text', maxLength: 100, required: true, stored: false },
    { heading: '乡镇街道代码', field: 'stationDiv', type: 'division', required: true, stored: false, levels: ['township'] },
    { heading: '姓名', field: 'name', type: 'text', maxLength: 50, required: true, dataClass: 'personal' },
    { heading: '身份证号', field: 'idNumber', type: 'idNumber' },
    { heading: '证书', field: 'certificate', type: 'choice', choices: CERTIFICATES },
    { heading: '到岗日期', field: 'startedOn', type: 'date', required: true },
    { heading: '离岗日期', field: 'endedOn', type: 'date' },
  ],
  key: ['stationId', 'name', 'startedOn'],
  references: [{ register: 'stations', nameField: 'stationName', divisionField: 'stationDiv', store: 'stationId', required: true, within: 'division' }],
  homedBy: 'stationId',
  begins: 'startedOn',
  ends: 'endedOn',
  note: '先在“社工站”表中登记社工站（可以在同一个文件里）。',
  factSets: ['stationStaff'],
};

/** Two namesakes of one community cannot be told apart without their numbers. */
function idNumberTellsPeopleApart({ values }: CheckedRecord): Problem[] {
  if (values['idNumber'] !== null) return [];
  return [
    {
      severity: 'notice',
      field: 'idNumber',
      rule: 'id-number-missing',
      message: '没有身份证号，只按姓名区分人员，同名的人会算作一人。',
      suggestion: '请补填身份证号。',
    },
  ];
}

export const talentSheet: SheetDefinition = {
  sheet: '社会工作人才',
  register: 'talents',
  table: 'talents',
  columns: [
    { heading: '姓名', field: 'name', type: 'text', maxLength: 50, required: true, dataClass: 'personal' },
    { heading: '身份证号', field: 'idNumber', type: 'idNumber' },
    { heading: '所属社区代码', field: 'div', type: 'division', home: true, required: true, levels: ['community'] },
    { heading: '证书', field: 'certificate', type: 'choice', choices: CERTIFICATES },
    { heading: '岗位', field: 'post', type: 'text', maxLength: 50 },
    { heading: '起始日期', field: 'startedOn', type: 'date', required: true },
    { heading: '结束日期', field: 'endedOn', type: 'date' },
  ],
  key: ['name', 'idNumber', 'div', 'startedOn'],
  keyMayLack: 'idNumber',
  begins: 'startedOn',
  ends: 'endedOn',
  rules: [idNumberTellsPeopleApart],
  note: '请尽量填写身份证号，否则同名的人会算作一人。',
  factSets: ['talents'],
};

export const organizationSocialWorkerSheet: SheetDefinition = {
  sheet: '组织社工',
  register: 'organization-social-workers',
  table: 'organization_social_workers',
  columns: [
    { heading: '组织名称', field: 'organizationName', type: 'text', maxLength: 100, required: true, stored: false },
    { heading: '所属区划代码', field: 'organizationDiv', type: 'division', required: true, stored: false },
    { heading: '姓名', field: 'name', type: 'text', maxLength: 50, required: true, dataClass: 'personal' },
    { heading: '用工形式', field: 'employment', type: 'choice', choices: ['专职', '兼职'], required: true },
    { heading: '起始日期', field: 'startedOn', type: 'date', required: true },
    { heading: '结束日期', field: 'endedOn', type: 'date' },
  ],
  key: ['organizationId', 'name', 'startedOn'],
  references: [
    { register: 'organizations', nameField: 'organizationName', divisionField: 'organizationDiv', store: 'organizationId', required: true, within: 'division' },
  ],
  homedBy: 'organizationId',
  begins: 'startedOn',
  ends: 'endedOn',
  note: '先在“社区社会组织”表中登记组织（可以在同一个文件里）；区划代码填组织的所属区划代码。',
  factSets: ['organizationSocialWorkers'],
};
