import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gramsOf, searchTextOf, searchWordsOf } from './search-text.ts';

describe('the text a record is found by', () => {
  it.each([
    [['夕阳红合唱队', '张春'], '夕阳红合唱队 xyhhcd 张春 zc'],
    [['ＡＢ互助组'], 'ab互助组 abhzz'],
    [['夕阳红', '夕阳红'], '夕阳红 xyh'],
    [['', '  '], ''],
    // a character of two code units has no pinyin here and must not be cut in half
    [['𠮷野'], '𠮷野 𠮷y'],
  ])('of %j is %j', (names, text) => expect(searchTextOf(names)).toBe(text));
});

describe('the words of a query', () => {
  it.each([
    ['  张春　合唱 ', ['张春', '合唱']],
    ['ＸＹＨ', ['xyh']],
    ['、', []],
  ])('of %j are %j', (query, words) => expect(searchWordsOf(query)).toEqual(words));
});

describe('the pairs asked of the index', () => {
  it.each([
    ['合唱队', ['合唱', '唱队']],
    ['鼓', ['鼓']],
    ['哈哈哈', ['哈哈']],
    ['𠮷野家', ['𠮷野', '野家']],
    ['', []],
  ])('of %j are %j', (word, grams) => expect(gramsOf(word)).toEqual(grams));

  it('are all among the pairs of any text that holds the word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), (before, word, after) => {
        const held = new Set([...gramsOf(before + word + after), ...(before + word + after)]);
        expect(gramsOf(word).filter((gram) => !held.has(gram))).toEqual([]);
      }),
    );
  });
});
