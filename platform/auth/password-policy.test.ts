import { describe, expect, it } from 'vitest';
import { PASSWORD_PROFILES, problemsOfPassword } from './password-policy.ts';

const { dengbao, asvs } = PASSWORD_PROFILES;

describe('the profile dengbao', () => {
  it.each(['Shan7-Shui', '山水Abc-2758', 'xK9!mQ2z&bW', `${'aB3-'.repeat(8)}qT7`])('accepts %s', (password) => {
    expect(problemsOfPassword(dengbao, password, ['wangfang', '王芳'])).toEqual([]);
  });

  it.each([
    ['Ab3-xyZ', '至少要 10 个字符'],
    ['abcxyzmnopq', '至少使用'],
    ['P@ssw0rd2024', '太容易被猜到'],
    ['Password123!', '太容易被猜到'],
    ['Minzheng@2024', '太容易被猜到'],
    ['Qwerty!2345', '太容易被猜到'],
    ['Wangfang#1990', '太容易被猜到'],
    ['Aa1!Aa1!Aa1!', '太容易被猜到'],
    ['Aaaaaaaaaa1!', '太容易被猜到'],
    ['Abcdefgh1234!', '太容易被猜到'],
  ])('refuses %s', (password, reason) => {
    expect(problemsOfPassword(dengbao, password, ['wangfang', '王芳']).join('')).toContain(reason);
  });
});

describe('the profile asvs', () => {
  it('asks for length and no kinds of characters', () => {
    expect(problemsOfPassword(asvs, 'correcthorsebattery', [])).toEqual([]);
    expect(problemsOfPassword(asvs, 'Shan7-Shui', [])).toHaveLength(1);
  });
});

it('accepts 64 characters of any script and refuses more than 128', () => {
  const long = '春江花月夜x7K-'.repeat(20);
  expect(problemsOfPassword(dengbao, [...long].slice(0, 64).join(''), [])).toEqual([]);
  expect(problemsOfPassword(dengbao, [...long].slice(0, 129).join(''), []).join('')).toContain('最多 128');
});
