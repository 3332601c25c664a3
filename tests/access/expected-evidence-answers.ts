import { evidenceWorkbook } from '#tests/support/evidence-workbook.ts';
import { markOf } from './canaries.ts';
import { type Expectation, get, recordsAt, send, thingsAt, upload } from './question.ts';

const REASON = { reason: '核对' };
const training = (house: Parameters<typeof recordsAt>[0], place: Parameters<typeof recordsAt>[2]) => recordsAt(house, 'trainings', place)?.[0];
const values = (code: string) => ({ name: `${markOf(code)}培训`, div: code, hostLevel: '区', startedOn: '2022-06-01', audiences: ['骨干'], participants: 1 });

/** Without the mark of the place: whoever sends a file is shown its own rows again. */
function workbookWith(code: string): Promise<Uint8Array> {
  const row = { 名称: '导入的培训', 主办单位区划代码: code, 主办层级: '区', 开始日期: '2022-06-01', 培训对象: '骨干', 参训人次: 40 };
  return evidenceWorkbook({ 培训: [row] });
}

const registers: Record<string, Expectation> = {
  'registers.registers': { right: 'seeRecords', isPlaceless: true, ask: () => get('/registers'), inside: '200' },
  'registers.list': {
    right: 'seeRecords',
    ask: (_house, { code }) => get(`/registers/trainings/records?withTotal=true&limit=200&division=${code}`),
    inside: '200',
    above: '200',
    outside: '404 RECORD_NOT_FOUND',
  },
  'registers.places': {
    right: 'seeRecords',
    ask: (_house, { code }) => get(`/registers/trainings/places?division=${code}`),
    inside: '200',
    above: '200',
    outside: '404 RECORD_NOT_FOUND',
  },
  'registers.exportList': {
    right: 'exportRecords',
    ask: (_house, { code }) => get(`/registers/trainings/list-file?division=${code}`),
    inside: '200',
    above: '200',
    outside: '404 RECORD_NOT_FOUND',
  },
  'registers.views': { right: 'seeRecords', isPlaceless: true, ask: () => get('/registers/trainings/views'), inside: '200' },
  'registers.saveView': {
    right: 'seeRecords',
    isPlaceless: true,
    ask: () => send('POST', '/registers/nothing/views', { name: '常用', search: '', isShared: true }),
    inside: '404 REGISTER_UNKNOWN',
  },
  'registers.removeView': { right: 'seeRecords', isPlaceless: true, ask: () => send('DELETE', '/registers/trainings/views/1'), inside: '404 VIEW_NOT_FOUND' },
  'registers.findByNumber': {
    right: 'seeRecords',
    isPlaceless: true,
    ask: () => send('POST', '/registers/organizations/records/by-number', { number: '13900000000' }),
    inside: '200',
  },
  // trainings hold no numbers: refused after the right and the place were asked, before anything is shown
  'registers.reveal': {
    right: 'revealNumbers',
    ask: (house, place) => send('POST', `/registers/trainings/records/${training(house, place)}/reveal`, REASON),
    inside: '422 REVEAL_NOTHING',
    outside: '404 RECORD_NOT_FOUND',
  },
  'personal-data.personalDataViews': { right: 'seeAudit', isPlaceless: true, ask: () => send('POST', '/personal-data/views', {}), inside: '200' },
  'registers.get': {
    right: 'seeRecords',
    ask: (house, place) => get(`/registers/trainings/records/${training(house, place)}`),
    inside: '200',
    outside: '404 RECORD_NOT_FOUND',
  },
  'registers.create': {
    right: 'changeRecords',
    ask: (_house, { code }) => send('POST', '/registers/trainings/records', { values: values(code) }),
    inside: '409 RECORD_KEY_TAKEN',
    outside: '422 RECORD_INVALID',
    // an unknown code is a mistake in the form, a known one outside is not for the caller: both are findings on the field
    isPublicThing: true,
  },
  'registers.update': {
    right: 'changeRecords',
    ask: (house, place) => send('PATCH', `/registers/trainings/records/${training(house, place)}`, { version: 99, values: { participants: 2 } }),
    inside: '409 RECORD_VERSION_STALE',
    outside: '404 RECORD_NOT_FOUND',
  },
  'registers.end': {
    right: 'changeRecords',
    ask: (house, place) => send('POST', `/registers/trainings/records/${training(house, place)}/end`, { version: 99, endsOn: '2023-01-01', ...REASON }),
    inside: '409 RECORD_VERSION_STALE',
    outside: '404 RECORD_NOT_FOUND',
  },
  'registers.remove': {
    right: 'changeRecords',
    ask: (house, place) => send('DELETE', `/registers/trainings/records/${training(house, place)}`, { version: 99, ...REASON }),
    inside: '409 RECORD_VERSION_STALE',
    outside: '404 RECORD_NOT_FOUND',
  },
};

const workbooks: Record<string, Expectation> = {
  'imports.importWorkbook': {
    right: 'importRecords',
    ask: async (_house, { code }) => upload('/imports?dryRun=true', 'a.xlsx', await workbookWith(code)),
    inside: '200',
    outside: '200 WORKBOOK_HAS_FINDINGS',
    isPublicThing: true,
  },
  'imports.checkedWorkbook': {
    right: 'importRecords',
    isPlaceless: true,
    ask: async (_house, { code }) => upload('/imports/checked', 'a.xlsx', await workbookWith(code)),
    inside: '200',
  },
  'imports.workUnderWay': { right: 'importRecords', isPlaceless: true, ask: () => get('/imports/under-way'), inside: '200' },
  'imports.imports': { right: 'importRecords', isPlaceless: true, ask: () => get('/imports?limit=100'), inside: '200' },
  'imports.undoImport': {
    right: 'importRecords',
    ask: (house, place) => send('POST', `/imports/${thingsAt(house, place).undoneBatch}/undo`, REASON),
    inside: '409 BATCH_ALREADY_UNDONE',
    outside: '404 BATCH_NOT_FOUND',
  },
  'exports.exportWorkbook': {
    right: 'exportRecords',
    ask: (_house, { code }) => get(`/exports/evidence?reason=check&division=${code}`),
    inside: '200',
    above: '200',
    outside: '422 EXPORT_DIVISION_UNKNOWN',
  },
  'templates.template': { right: 'seeRecords', isPlaceless: true, ask: () => get('/templates/evidence'), inside: '200' },
};

const duplicates: Record<string, Expectation> = {
  'organizations.duplicates': {
    right: 'seeRecords',
    ask: (_house, { code }) => get(`/organizations/duplicates?division=${code}`),
    inside: '200',
    above: '200',
    outside: '404 RECORD_NOT_FOUND',
  },
  'organizations.keepApart': {
    right: 'changeRecords',
    ask: (house, place) => {
      const [one, other] = recordsAt(house, 'organizations', place) ?? [];
      return one === undefined ? undefined : send('POST', '/organizations/duplicates/keep', { one: String(one), other: String(other) });
    },
    inside: '200',
    outside: '404 RECORD_NOT_FOUND',
  },
  'organizations.merge': {
    right: 'changeRecords',
    ask: (house, place) => {
      const [one, other] = recordsAt(house, 'organizations', place) ?? [];
      const body = { keep: String(one), keepVersion: 99, remove: String(other), removeVersion: 99, ...REASON };
      return one === undefined ? undefined : send('POST', '/organizations/duplicates/merge', body);
    },
    inside: '409 RECORD_VERSION_STALE',
    outside: '404 RECORD_NOT_FOUND',
  },
};

export const evidenceAnswers: Record<string, Expectation> = { ...registers, ...workbooks, ...duplicates };
