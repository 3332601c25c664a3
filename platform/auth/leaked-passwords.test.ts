import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isLeakedPassword } from './leaked-passwords.ts';
import { PASSWORD_PROFILES, problemsOfPassword } from './password-policy.ts';

const list = readFileSync(new URL('./data/leaked-passwords.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const { dengbao, asvs } = PASSWORD_PROFILES;
const kinds = (text: string) => [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(text)).length;

describe('the commonest passwords', () => {
  it.each([
    ['dengbao', dengbao, (text: string) => text.length >= 10 && kinds(text) >= 3],
    ['asvs', asvs, (text: string) => text.length >= 15],
  ] as const)('are 3,000 that %s would let through by length and kinds, and all are refused', (_name, profile, matches) => {
    const matching = list.filter(matches);
    expect(matching.length).toBeGreaterThanOrEqual(3000);
    expect(matching.filter((password) => problemsOfPassword(profile, password, []).length === 0)).toEqual([]);
  });

  it('are refused however they are written in upper and lower case', () => {
    expect(isLeakedPassword('momsanaladventure'.toUpperCase())).toBe(true);
    expect(problemsOfPassword(asvs, '30SecondsToMars', []).join('')).toContain('最常见');
  });
});

describe('Chinese habits', () => {
  it.each([
    'Wangxiaoming-123456',
    'Weidongqu@20231120',
    '13800138000-Wang',
    'Zhangwei-5201314-888',
    '卫东区-20231120-666',
    '平顶山市卫东区街道123456',
    'xiaohong19900101520',
    '110101199003072316aa',
  ])('%s is refused', (password) => {
    expect(problemsOfPassword(asvs, password, []).join('')).toContain('太容易被猜到');
  });

  it.each(['xiaomingaichixiguahewangwang', '春江花月夜-海上明月共潮生-2', 'qT7-1990-horse-Kite-lamp', 'correcthorsebattery'])('%s is accepted', (password) => {
    expect(problemsOfPassword(asvs, password, [])).toEqual([]);
  });
});
