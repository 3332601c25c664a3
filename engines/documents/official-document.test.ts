import { describe, expect, it } from 'vitest';
import { chineseNumeral, numberHeadings, titleLines, widthInCharacters } from './official-document.ts';

describe('chineseNumeral', () => {
  it('counts as people write', () => {
    expect([1, 9, 10, 11, 20, 21, 99].map(chineseNumeral)).toEqual(['一', '九', '十', '十一', '二十', '二十一', '九十九']);
  });
});

describe('numberHeadings', () => {
  it('starts lower levels anew below each higher one', () => {
    const levels = [1, 2, 3, 3, 4, 2, 3, 1, 2] as const;
    const texts = numberHeadings(levels.map((level) => ({ kind: 'heading', level, text: '' }))).map((block) => (block.kind === 'heading' ? block.text : ''));
    expect(texts).toEqual(['一、', '（一）', '1. ', '2. ', '（1）', '（二）', '1. ', '二、', '（一）']);
  });
});

describe('titleLines', () => {
  it('leaves a short title whole', () => {
    expect(titleLines('关于2023年工作的报告', 19)).toEqual(['关于2023年工作的报告']);
  });

  it('never exceeds the width nor loses a character', () => {
    const title = '平顶山市民政局关于培育发展社区社会组织专项行动2023年第二季度工作情况的报告';
    const lines = titleLines(title, 19);
    expect(lines.join('')).toBe(title);
    expect(Math.max(...lines.map(widthInCharacters))).toBeLessThanOrEqual(19);
  });
});
