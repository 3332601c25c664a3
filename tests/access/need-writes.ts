import { SHUBEI, SHUGUANG } from './places.ts';
import { send, thingsAt } from './question.ts';
import type { Write } from './writes.ts';

const STREET = 'streetStaff';

export const needWrites: Write[] = [
  {
    operation: 'needs.enter',
    role: STREET,
    ask: () => send('POST', '/needs', { title: '楼道灯不亮', category: 'safety', channel: 'reception', division: SHUBEI.code }),
  },
  {
    operation: 'needs.act',
    role: STREET,
    ask: (house) => send('POST', `/needs/${thingsAt(house, SHUGUANG).need}/actions`, { version: 1, action: 'sort' }),
  },
  {
    operation: 'needs.reveal',
    role: STREET,
    ask: (house) => send('POST', `/needs/${thingsAt(house, SHUGUANG).need}/reveal`, { reason: '约上门时间' }),
  },
];
