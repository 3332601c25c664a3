import { type Expectation, get, recordsAt, send, thingsAt, upload } from './question.ts';
import { NATION, PINGDINGSHAN } from './places.ts';

const STALE = { version: 99 };

/** Something done with the application that lies at a place; only townships and communities have one. */
const application = (right: Expectation['right'], action: (id: number) => ReturnType<typeof get>, inside: string): Expectation => ({
  right,
  ask: (house, place) => {
    const { filing } = thingsAt(house, place);
    return filing === undefined ? undefined : action(filing);
  },
  inside,
  outside: '404 FILING_NOT_FOUND',
});

/** Something about an organization that lies at a place. */
const organization = (right: Expectation['right'], action: (id: number) => ReturnType<typeof get>, inside: string): Expectation => ({
  right,
  ask: (house, place) => {
    const [id] = recordsAt(house, 'organizations', place) ?? [];
    return id === undefined ? undefined : action(id);
  },
  inside,
  outside: '404 RECORD_NOT_FOUND',
});

/** A procedure that no rule set of these places has: what lies outside is not even asked for. */
const starting = (right: Expectation['right'], path: string): Expectation => ({
  right,
  ask: (_house, { code }) => send('POST', path, { procedure: 'directRegistration', division: code }),
  inside: '422 FILING_DIVISION_LEVEL',
  insideLow: '422 FILING_PROCEDURE_OFF',
  outside: '404 RECORD_NOT_FOUND',
});

const rulesOf = (right: Expectation['right'], path: string): Expectation => ({
  right,
  ask: (_house, { code }) => get(`${path}?division=${code}`),
  inside: '200',
  outside: '404 RECORD_NOT_FOUND',
});

const offices: Record<string, Expectation> = {
  'filings.list': {
    right: 'seeFilings',
    ask: (_house, { code }) => get(`/filings/applications?withTotal=true&division=${code}`),
    inside: '200',
    above: '200',
    outside: '404 RECORD_NOT_FOUND',
  },
  'filings.start': starting('workFilings', '/filings/applications'),
  'filings.get': application('seeFilings', (id) => get(`/filings/applications/${id}`), '200'),
  'filings.edit': application('workFilings', (id) => send('PATCH', `/filings/applications/${id}`, STALE), '409 FILING_CHANGED'),
  'filings.act': application('workFilings', (id) => send('POST', `/filings/applications/${id}/actions`, { ...STALE, action: 'submit' }), '409 FILING_CHANGED'),
  // the answer is per application: outside it says the same as of what is not there
  'filings.actOnMany': {
    ...application('workFilings', (id) => send('POST', '/filings/batch', { action: 'submit', items: [{ id: String(id), ...STALE }] }), '200'),
    outside: '200',
  },
  'filings.handOver': {
    right: 'handOverDesks',
    isPlaceless: true,
    ask: () => send('POST', '/filings/hand-over', { to: 'nobody-at-all', from: '1', reason: '调离' }),
    inside: '422 FILING_HANDLER_UNKNOWN',
  },
  'filings.takers': { right: 'handOverDesks', isPlaceless: true, ask: () => get('/filings/hand-over/takers'), inside: '200' },
  'filings.timeline': organization('seeFilings', (id) => get(`/filings/organizations/${id}`), '200'),
  'filings.notices': { right: 'seeFilings', isPlaceless: true, ask: () => get('/filings/notices?withTotal=true'), inside: '200' },
  'filings.statistics': { right: 'seeFilings', isPlaceless: true, ask: () => get('/filings/statistics?from=2022-01-01&to=2023-12-31'), inside: '200' },
  'filings.rulesAt': rulesOf('seeFilings', '/filings/rules'),
  'filings.annualDuties': { right: 'seeFilings', isPlaceless: true, ask: () => get('/filings/annual-duties?year=2022'), inside: '200' },
  'filings.annualReport': organization('seeFilings', (id) => get(`/filings/annual-duties/${id}/2022/report`), '200'),
  'filings.recordAnnual': organization('decideRegistrations', (id) => send('POST', `/filings/annual-duties/${id}/2022`, STALE), '409 FILING_CHANGED'),
};

const leaders: Record<string, Expectation> = {
  'filings.getLeader': organization('seeFilings', (id) => get(`/filings/organizations/${id}/leader-account`), '200'),
  'filings.issueClaimCode': organization('workFilings', (id) => send('POST', `/filings/organizations/${id}/claim-codes`, STALE), '409 CLAIM_RECORD_CHANGED'),
  'filings.endClaim': organization(
    'workFilings',
    (id) => send('POST', `/filings/organizations/${id}/leader-account/end`, { ...STALE, reason: '换人' }),
    '409 CLAIM_RECORD_CHANGED',
  ),
};

/** An applicant reaches what it began itself, and nothing of others, wherever it lies. */
const own: Record<string, Expectation> = {
  'filings.listOwn': { right: 'applyForOwn', isPlaceless: true, ask: () => get('/filings/own?withTotal=true'), inside: '200' },
  'filings.startOwn': starting('applyForOwn', '/filings/own'),
  'filings.getOwn': application('applyForOwn', (id) => get(`/filings/own/${id}`), '404 FILING_NOT_FOUND'),
  'filings.editOwn': application('applyForOwn', (id) => send('PATCH', `/filings/own/${id}`, STALE), '404 FILING_NOT_FOUND'),
  'filings.actOwn': application('applyForOwn', (id) => send('POST', `/filings/own/${id}/actions`, { ...STALE, action: 'submit' }), '404 FILING_NOT_FOUND'),
  // a code of the wrong length is not even looked for
  'filings.claimOwn': {
    right: 'applyForOwn',
    isPlaceless: true,
    ask: () => send('POST', '/filings/own-claims', { code: '12' }),
    inside: '422 CLAIM_CODE_WRONG',
  },
  'filings.listOwnOrganizations': { right: 'applyForOwn', isPlaceless: true, ask: () => get('/filings/own-organizations'), inside: '200' },
  'filings.ownRules': rulesOf('applyForOwn', '/filings/own-rules'),
};

const SET_OF: Record<string, string> = { [NATION.code]: 'national', [PINGDINGSHAN.code]: 'pingdingshan', '440100000000': 'guangzhou' };

const ruleSets: Record<string, Expectation> = {
  'rule-sets.listRuleSets': { right: 'seeRules', isPlaceless: true, ask: () => get('/rule-sets'), inside: '200' },
  'rule-sets.getRuleSet': { right: 'seeRules', isPlaceless: true, ask: () => get('/rule-sets/national'), inside: '200' },
  'rule-sets.previewRuleSet': { right: 'changeRules', isPlaceless: true, ask: () => send('POST', '/rule-sets/preview', { content: {} }), inside: '200' },
  'rule-sets.publishRuleSet': {
    right: 'changeRules',
    ask: (_house, { code }) => {
      const id = SET_OF[code];
      return id === undefined ? undefined : send('POST', `/rule-sets/${id}/versions`, { content: {}, baseVersion: 99, reason: '测试' });
    },
    inside: '422 RULE_SET_INVALID',
    outside: '403 RULE_SET_OTHER_PLACE',
    isPublicThing: true,
  },
};

/** A notice handed out at a place. */
const notice = (right: Expectation['right'], path: string, inside: string): Expectation => ({
  right,
  ask: (house, place) => {
    const { notice: id } = thingsAt(house, place);
    return id === undefined ? undefined : get(`${path}/${id}/file`);
  },
  inside,
  outside: '404 NOTICE_NOT_FOUND',
});

/** An objection that lies at a place; only the office that announced may deal with it, and there that is the place's own. */
const objection = (right: Expectation['right'], action: (id: number) => ReturnType<typeof get>, inside: string): Expectation => ({
  right,
  ask: (house, place) => {
    const { objection: id } = thingsAt(house, place);
    return id === undefined ? undefined : action(id);
  },
  inside,
  below: '403 OBJECTION_NOT_YOURS',
  outside: '404 OBJECTION_NOT_FOUND',
});

const documents: Record<string, Expectation> = {
  'filings.objections': { right: 'seeFilings', isPlaceless: true, ask: () => get('/filings/objections?withTotal=true'), inside: '200' },
  'filings.answerObjection': objection(
    'manageNotices',
    (id) => send('POST', `/filings/objections/${id}/answer`, { ...STALE, outcome: 'rejected', answer: '经核实不属实' }),
    '409 OBJECTION_CHANGED',
  ),
  'filings.revealObjector': objection('revealNumbers', (id) => send('POST', `/filings/objections/${id}/reveal`, { reason: '核实' }), '200'),
  'filings.noticeFile': notice('seeFilings', '/filings/notices', '200'),
  'filings.ownNoticeFile': notice('applyForOwn', '/filings/own-notices', '404 NOTICE_NOT_FOUND'),
  'filings.numbers': {
    right: 'seeFilings',
    ask: (_house, { code }) => get(`/filings/numbers?series=filing&year=2023&division=${code}`),
    inside: '200',
    outside: '404 RECORD_NOT_FOUND',
  },
  'filings.skipNumbers': {
    right: 'manageNotices',
    isPlaceless: true,
    ask: () => send('POST', '/filings/numbers/skips', { series: 'filing', year: 2023, through: 99_999, reason: '测试' }),
    inside: '422 NUMBER_TOO_MANY',
  },
  'filings.voidNumber': {
    right: 'manageNotices',
    isPlaceless: true,
    ask: () => send('POST', '/filings/numbers/voids', { series: 'filing', year: 2001, serial: 1, reason: '测试' }),
    inside: '404 NUMBER_NOT_FOUND',
  },
  'filings.authority': { right: 'seeRules', isPlaceless: true, ask: () => get('/filings/authority'), inside: '200' },
  'filings.setAuthority': {
    right: 'manageNotices',
    isPlaceless: true,
    ask: () => send('PUT', '/filings/authority', { ...STALE, organ: null, code: null, filingFormat: null, noticeFormat: null }),
    inside: '409 AUTHORITY_CHANGED',
  },
  'filings.templates': { right: 'seeRules', isPlaceless: true, ask: () => get('/filings/templates'), inside: '200' },
  'filings.templateFile': { right: 'seeRules', isPlaceless: true, ask: () => get('/filings/templates/acceptance/file'), inside: '200' },
  'filings.uploadTemplate': {
    right: 'manageNotices',
    isPlaceless: true,
    ask: () => upload('/filings/templates/acceptance/versions', 'a.docx', Buffer.from('no Word file')),
    inside: '415 TEMPLATE_WRONG_TYPE',
  },
  'filings.useTemplate': {
    right: 'manageNotices',
    isPlaceless: true,
    ask: () => send('POST', '/filings/templates/acceptance/use', { version: 99, reason: '测试' }),
    inside: '404 TEMPLATE_NOT_FOUND',
  },
};

export const filingAnswers: Record<string, Expectation> = { ...offices, ...leaders, ...own, ...documents, ...ruleSets };
