import { workbookBytes } from '#engines/documents/excel/write-workbook.ts';
import { markOf } from './canaries.ts';
import { type Expectation, get, type Question, recordsAt, send, upload } from './question.ts';

const REASON = { reason: '核对' };

/** Something about an organization that lies at a place. */
const organization = (path: string): Expectation => ({
  right: 'seeRecords',
  ask: (house, place) => {
    const [id] = recordsAt(house, 'organizations', place) ?? [];
    return id === undefined ? undefined : get(`/organizations/${id}${path}`);
  },
  inside: '200',
  outside: '404 RECORD_NOT_FOUND',
});

const organizations: Record<string, Expectation> = {
  'organizations.page': organization(''),
  'organizations.happenings': organization('/happenings'),
  'organizations.matters': organization('/matters'),
  'organizations.related': organization('/related'),
  'organizations.likelyOf': organization('/likely'),
  'organizations.likely': {
    right: 'seeRecords',
    ask: (_house, { code }) => send('POST', '/organizations/likely', { name: `${markOf(code)}组织`, division: code }),
    inside: '200',
    above: '200',
    outside: '404 RECORD_NOT_FOUND',
  },
};

/** Something done with the venue in the dossier of an organization. */
const venue = (right: Expectation['right'], action: (path: string, code: string) => Question, inside: string): Expectation => ({
  right,
  ask: (house, place) => {
    const [id] = recordsAt(house, 'organizations', place) ?? [];
    const [record] = recordsAt(house, 'organization-venues', place) ?? [];
    return id === undefined ? undefined : action(`/organizations/${id}/parts/venues/${record}`, place.code);
  },
  inside,
  outside: '404 RECORD_NOT_FOUND',
});
/** Something done with the files of the charter in the dossier of an organization. */
const charter = (action: (path: string) => Question, inside: string): Expectation => ({
  right: 'changeRecords',
  ask: (house, place) => {
    const [id] = recordsAt(house, 'organizations', place) ?? [];
    const [record] = recordsAt(house, 'organization-documents', place) ?? [];
    return id === undefined ? undefined : action(`/organizations/${id}/documents/${record}`);
  },
  inside,
  outside: '404 RECORD_NOT_FOUND',
});
const allOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

const dossiers: Record<string, Expectation> = {
  'organizations.part': venue('seeRecords', (path) => get(allOf(path)), '200'),
  'organizations.addPart': venue(
    'changeRecords',
    (path, code) => send('POST', allOf(path), { values: { name: `${markOf(code)}场所`, address: '路', startedOn: '2022-03-01' } }),
    '409 RECORD_KEY_TAKEN',
  ),
  'organizations.changePart': venue('changeRecords', (path) => send('PATCH', path, { version: 99, values: { area: 5 } }), '409 RECORD_VERSION_STALE'),
  'organizations.removePart': venue('changeRecords', (path) => send('DELETE', path, { version: 99, ...REASON }), '409 RECORD_VERSION_STALE'),
  'organizations.revealPart': venue('revealNumbers', (path) => send('POST', `${path}/reveal`, REASON), '422 REVEAL_NOTHING'),
  'organizations.addDocumentFile': charter((path) => upload(`${path}/files`, 'a.txt', Buffer.from('no picture')), '415 FILE_KIND_UNKNOWN'),
  'organizations.documentText': { ...charter((path) => get(`${path}/word`), '422 DOCUMENT_WITHOUT_TEXT'), right: 'seeRecords' },
  'organizations.removeDocumentFile': charter((path) => send('DELETE', `${path}/files/419999000000001`), '200'),
  'organizations.importRoster': {
    ...venue('changeRecords', (path) => get(path), '200'),
    ask: async (house, place) => {
      const [id] = recordsAt(house, 'organizations', place) ?? [];
      return id === undefined ? undefined : upload(`/organizations/${id}/roster?dryRun=true`, 'a.xlsx', await rosterOf('成员'));
    },
  },
  'templates.rosterTemplate': { right: 'seeRecords', isPlaceless: true, ask: () => get('/templates/roster'), inside: '200' },
};

export function rosterOf(name: string): Promise<Uint8Array> {
  const headings = ['姓名', '成员类型', '加入日期'].map((heading) => ({ heading }));
  return workbookBytes([{ name: '名册', columns: headings, rows: [[name, '个人', '2022-03-01']] }]);
}

export const organizationAnswers: Record<string, Expectation> = { ...organizations, ...dossiers };
