/** Attachments: read by whoever may see their record; papers with ID numbers on them for a reason. Only townships and communities have any. */
import { type Expectation, get, send, thingsAt, upload } from './question.ts';
import type { Things } from './fill-places.ts';

const of = (thing: 'file' | 'paper' | 'filing', ask: (id: number) => ReturnType<typeof get>): Expectation['ask'] => {
  return (house, place) => {
    const id: Things[typeof thing] = thingsAt(house, place)[thing];
    return id === undefined ? undefined : ask(id);
  };
};
const ABSENT = '404 FILE_NOT_FOUND';
const NO_FILE = Buffer.from('no picture');
const added = (id: number, door: string) => upload(`/filings/${door}/${id}/materials/charter/files`, 'a.txt', NO_FILE);
const removed = (id: number, door: string) => send('DELETE', `/filings/${door}/${id}/files/419999000000001`);

export const fileAnswers: Record<string, Expectation> = {
  'files.read': {
    right: 'session',
    alsoNeeds: { right: 'seeFilings', otherwise: ABSENT },
    ask: of('file', (id) => get(`/files/${id}`)),
    inside: '200',
    outside: ABSENT,
  },
  'files.reveal': {
    right: 'revealNumbers',
    ask: of('paper', (id) => send('POST', `/files/${id}/reveal`, { reason: '审核材料' })),
    inside: '200',
    outside: ABSENT,
  },
  'filings.addFile': {
    right: 'workFilings',
    ask: of('filing', (id) => added(id, 'applications')),
    inside: '415 FILE_KIND_UNKNOWN',
    outside: '404 FILING_NOT_FOUND',
  },
  'filings.removeFile': { right: 'workFilings', ask: of('filing', (id) => removed(id, 'applications')), inside: '200', outside: '404 FILING_NOT_FOUND' },
  'filings.addOwnFile': { right: 'applyForOwn', ask: of('filing', (id) => added(id, 'own')), inside: '404 FILING_NOT_FOUND', outside: '404 FILING_NOT_FOUND' },
  'filings.removeOwnFile': {
    right: 'applyForOwn',
    ask: of('filing', (id) => removed(id, 'own')),
    inside: '404 FILING_NOT_FOUND',
    outside: '404 FILING_NOT_FOUND',
  },
};
