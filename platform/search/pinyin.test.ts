import fc from 'fast-check';
import { expect, it } from 'vitest';
import { initialsOf, pinyinOf } from './pinyin.ts';

it('finds the same first letters with the tones as without, for every character', () => {
  const characters = Array.from({ length: 0x9fff - 0x4e00 }, (_, index) => String.fromCodePoint(0x4e00 + index));
  const differing = characters.filter((character) => initialsOf(character) !== pinyinOf(character).initials);
  expect(differing).toEqual([]);
});

it.each(['重庆银行', '长乐音乐队', '𠮷野A1', '绿女嗯', 'Ｅ战队 2'])('and in words: %s', (name) => expect(initialsOf(name)).toBe(pinyinOf(name).initials));

it('and in names of any characters, those of several letters among them', () => {
  const severalLetters = [...'合和长乐行朝单解仇区查盖曾尉盛调会便都得地校省系藏降'];
  const character = fc.oneof(
    fc.constantFrom(...severalLetters),
    fc.constantFrom(...'王张志愿服务社一不0Ａ '),
    fc.nat({ max: 0x51fe }).map((offset) => String.fromCodePoint(0x4e00 + offset)),
  );
  const name = fc.array(character, { minLength: 1, maxLength: 8 }).map((characters) => characters.join(''));
  fc.assert(
    fc.property(name, (each) => {
      expect(initialsOf(each)).toBe(pinyinOf(each).initials);
    }),
    { numRuns: 2000 },
  );
});
