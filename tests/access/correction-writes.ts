import { SHUGUANG } from './places.ts';
import { send, thingsAt } from './question.ts';
import type { Write } from './writes.ts';

/** What an office does with what people ask to be corrected. */
export const correctionWrites: Write[] = [
  {
    operation: 'corrections.revealCorrection',
    role: 'streetStaff',
    ask: (house) => send('POST', `/corrections/${thingsAt(house, SHUGUANG).correction}/reveal`, { reason: '核对身份' }),
  },
  {
    operation: 'corrections.answerCorrection',
    role: 'streetStaff',
    ask: (house) =>
      send('POST', `/corrections/${thingsAt(house, SHUGUANG).correction}/answer`, { version: 1, outcome: 'corrected', answer: '台账里的电话已经改好' }),
  },
];
