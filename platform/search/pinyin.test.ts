import { expect, it } from 'vitest';
import { initialsOf, pinyinOf } from './pinyin.ts';

it('finds the same first letters with the tones as without, for every character', () => {
  const characters = Array.from({ length: 0x9fff - 0x4e00 }, (_, index) => String.fromCodePoint(0x4e00 + index));
  const differing = characters.filter((character) => initialsOf(character) !== pinyinOf(character).initials);
  expect(differing).toEqual([]);
});

it.each(['重庆银行', '长乐音乐队', '𠮷野A1', '绿女嗯', 'Ｅ战队 2'])('and in words: %s', (name) => expect(initialsOf(name)).toBe(pinyinOf(name).initials));
