import { type Expectation, get, send } from './question.ts';

/** An agreement binds the whole installation; the seats are in a county, so its holder of the right is refused by place. */
const WHOLE = '403 EXCHANGE_WHOLE';
const NUMBER = 'aaaaaaaaaaaa';
const SIGNATURE = '0'.repeat(64);
const terms = { registers: [], plans: ['pingdingshan-2021'] };
const envelope = { agreement: NUMBER, at: '2023-11-20T04:00:00.000Z', nonce: 'a'.repeat(32), payload: '{}', signature: SIGNATURE };

const OF_ADMINISTRATORS: Record<string, Expectation['ask']> = {
  list: () => get('/exchange/agreements'),
  get: () => get('/exchange/agreements/1'),
  offer: () => send('POST', '/exchange/agreements', { name: '市平台', partner: '区平台', division: '410402', terms }),
  join: () => send('POST', '/exchange/joins', { address: 'https://city.example', code: 'x', name: '区平台' }),
  accept: () => send('POST', '/exchange/agreements/1/accept'),
  end: () => send('POST', '/exchange/agreements/1/end', { reason: '核对' }),
  send: () => send('POST', '/exchange/agreements/1/send'),
  mend: () => send('POST', '/exchange/agreements/1/mend'),
  workbook: () => get('/exchange/agreements/1/comparison.xlsx'),
};

export const exchangeAnswers: Record<string, Expectation> = {
  ...Object.fromEntries(
    Object.entries(OF_ADMINISTRATORS).map(([name, ask]) => [`exchange.${name}`, { right: 'operate', isPlaceless: true, ask, inside: WHOLE }]),
  ),
  // doors of other installations: whoever has no key of an agreement learns nothing
  'exchange.pair': {
    right: 'public',
    isPlaceless: true,
    ask: () => send('POST', '/exchange/pairings', { number: NUMBER, nonce: 'a'.repeat(32), name: '区平台', proof: SIGNATURE }),
    inside: '404 EXCHANGE_CODE_WRONG',
  },
  'exchange.receive': { right: 'public', isPlaceless: true, ask: () => send('POST', '/exchange/packets', envelope), inside: '401 EXCHANGE_SIGNATURE_WRONG' },
  'exchange.compare': {
    right: 'public',
    isPlaceless: true,
    ask: () => send('POST', '/exchange/comparisons', envelope),
    inside: '401 EXCHANGE_SIGNATURE_WRONG',
  },
};
