import { type Expectation, get, send, thingsAt, upload } from './question.ts';

/** Something done with the need that lies at a place; only townships and communities have one. */
const need = (right: Expectation['right'], action: (id: number) => ReturnType<typeof get>, inside: string, more: Partial<Expectation> = {}): Expectation => ({
  right,
  ask: (house, place) => {
    const { need: id } = thingsAt(house, place);
    return id === undefined ? undefined : action(id);
  },
  inside,
  outside: '404 NEED_NOT_FOUND',
  ...more,
});

const STALE = { version: 99 };
const ofPlace = (path: string): Expectation => ({
  right: 'seeNeeds',
  ask: (_house, { code }) => get(`${path}division=${code}`),
  inside: '200',
  above: '200',
  outside: '404 RECORD_NOT_FOUND',
});
/** Figures are of the own place or one below; above means somebody else's. */
const ownOrBelow = (path: string): Expectation => ({
  right: 'seeNeeds',
  ask: (_house, { code }) => get(`${path}division=${code}`),
  inside: '200',
  above: '404 RECORD_NOT_FOUND',
  outside: '404 RECORD_NOT_FOUND',
});
/** The phone is none, so nothing is written. */
const UNREACHABLE = { title: '需要有人送餐', category: 'elderCare', channel: 'homeVisit', phone: '12', consent: { way: 'present' } };

export const needAnswers: Record<string, Expectation> = {
  'needs.list': ofPlace('/needs?withTotal=true&'),
  'needs.counts': ofPlace('/needs/counts?'),
  'need-programs.listPrograms': { right: 'manageAccounts', isPlaceless: true, ask: () => get('/need-programs'), inside: '200' },
  'need-programs.addProgram': {
    right: 'manageAccounts',
    isPlaceless: true,
    ask: () => send('POST', '/need-programs', { name: '智慧社区', channel: 'smartPlatform', division: '419999000000' }),
    inside: '404 RECORD_NOT_FOUND',
  },
  'need-programs.rotateKey': {
    right: 'manageAccounts',
    isPlaceless: true,
    ask: () => send('POST', '/need-programs/419999000000001/rotation'),
    inside: '404 PROGRAM_NOT_FOUND',
  },
  'need-programs.disableProgram': {
    right: 'manageAccounts',
    isPlaceless: true,
    ask: () => send('POST', '/need-programs/419999000000001/disabling'),
    inside: '404 PROGRAM_NOT_FOUND',
  },
  // a session is no signature
  'programs.passNeed': { right: 'public', isPlaceless: true, ask: () => send('POST', '/programs/needs', { number: '1' }), inside: '401 PROGRAM_UNSIGNED' },
  'programs.passedStanding': { right: 'public', isPlaceless: true, ask: () => get('/programs/needs/1'), inside: '401 PROGRAM_UNSIGNED' },
  'needs.photos': need('seeNeeds', (id) => get(`/needs/${id}/photos`), '200'),
  'needs.addPhoto': need('workNeeds', (id) => upload(`/needs/${id}/photos`, 'a.txt', Buffer.from('no picture')), '409 SERVICE_PHOTO_NOT_NOW'),
  'needs.removePhoto': need('workNeeds', (id) => send('DELETE', `/needs/${id}/photos/1`), '404 SERVICE_PHOTO_NOT_FOUND', { below: '403 NEED_NOT_YOURS' }),
  'needs.figures': ownOrBelow('/needs/figures?'),
  'needs.figuresFile': ownOrBelow('/needs/figures/file?format=csv&'),
  'needs.unmet': ownOrBelow('/needs/unmet?'),
  'needs.enter': {
    right: 'workNeeds',
    ask: (_house, { code }) => send('POST', '/needs', { ...UNREACHABLE, division: code }),
    inside: '422 NEED_INVALID',
    outside: '404 RECORD_NOT_FOUND',
  },
  // tried only; a row of elsewhere is a problem of the row
  'needs.importTickets': {
    right: 'workNeeds',
    ask: (_house, { code }) =>
      upload('/needs/imports?dryRun=true', 'a.csv', new TextEncoder().encode(`工单编号,主要内容,来电时间,区划代码\nT-9,灯不亮,2023-01-01,${code}`)),
    inside: '200',
    outside: '200',
    isPublicThing: true,
  },
  'needs.checkedTickets': {
    right: 'workNeeds',
    isPlaceless: true,
    ask: () => upload('/needs/imports/checked', 'a.csv', new TextEncoder().encode('工单编号,主要内容')),
    inside: '200',
  },
  'needs.ticketTemplate': { right: 'workNeeds', isPlaceless: true, ask: () => get('/needs/imports/template'), inside: '200' },
  'needs.ticketImports': { right: 'workNeeds', isPlaceless: true, ask: () => get('/needs/imports'), inside: '200' },
  'needs.undoTickets': {
    right: 'workNeeds',
    isPlaceless: true,
    ask: () => send('POST', '/needs/imports/419999000000001/undo', { reason: '选错了' }),
    inside: '404 TICKET_IMPORT_NOT_FOUND',
  },
  'needs.get': need('seeNeeds', (id) => get(`/needs/${id}`), '200'),
  'needs.act': need('seeNeeds', (id) => send('POST', `/needs/${id}/actions`, { ...STALE, action: 'sort' }), '409 NEED_CHANGED'),
  'needs.matches': need('workNeeds', (id) => get(`/needs/${id}/matches`), '200'),
  'needs.destinations': need('seeNeeds', (id) => get(`/needs/${id}/destinations`), '200'),
  'needs.similar': need('seeNeeds', (id) => get(`/needs/${id}/similar`), '200'),
  // only the office on whose desk it lies
  'needs.reveal': need('revealNumbers', (id) => send('POST', `/needs/${id}/reveal`, { reason: '联系居民' }), '200', { below: '403 NEED_NOT_YOURS' }),
};
