import { expect, it } from 'vitest';
import { servedTime } from './check-in-service.ts';

const at = (time: string) => new Date(`${time}:00+08:00`);

it.each<[string, string, string, ReturnType<typeof servedTime>]>([
  ['a morning', '2023-11-17T09:00', '2023-11-17T11:00', { servedOn: '2023-11-17', began: 540, ended: 660 }],
  ['past midnight, cut there', '2023-11-17T22:30', '2023-11-18T00:30', { servedOn: '2023-11-17', began: 1350, ended: 1440 }],
  ['before eight, another day in UTC', '2023-11-17T06:00', '2023-11-17T07:00', { servedOn: '2023-11-17', began: 360, ended: 420 }],
  ['several days, left to the leader', '2023-11-17T09:00', '2023-11-19T17:00', undefined],
  ['less than a minute', '2023-11-17T09:00', '2023-11-17T09:00', undefined],
])('%s', (_what, from, until, served) => expect(servedTime(at(from), at(until))).toEqual(served));
