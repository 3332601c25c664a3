import { expect, it } from 'vitest';
import { failureInWords } from './failure-words.ts';

const failed = (message: string, code?: string) => failureInWords(Object.assign(new Error(message), { code }));

it('says what the numbers of the database mean, and nothing that it quotes', () => {
  expect(failed('canceling statement due to statement timeout', '57014')).toBe('数据库错误 57014：一条语句超过了规定的时间，被数据库结束');
  expect(failed('Key (phone)=(13800138000) already exists', '23505')).toBe('数据库错误 23505：数据不符合数据库的约束');
  expect(failed('13800138000', 'XX000')).toBe('数据库错误 XX000');
});

it('says what failed at the machine or on the way, EPIPE among them, which looks like a number of the database', () => {
  expect(failed('connect ECONNREFUSED 10.0.0.3:5432', 'ECONNREFUSED')).toBe('对方没有应答（ECONNREFUSED）');
  expect(failed('write EPIPE', 'EPIPE')).toBe('连接断开了（EPIPE）');
  expect(failed('Connection terminated unexpectedly')).toBe('与数据库的连接断开了，或者等不到连接');
});

it('leaves our own words as they are, within bounds', () => {
  expect(failed('查毒服务没有应答')).toBe('查毒服务没有应答');
  expect(failed('x'.repeat(2000))).toHaveLength(500);
  expect([failed(''), failureInWords(undefined), failureInWords('text')]).toEqual(['没有说明原因', 'undefined', 'text']);
});
