import { pinyin } from 'pinyin-pro';

export interface Pinyin {
  /** without spaces and tones: `xinhuaqu` */
  full: string;
  /** first letters: `xhq` */
  initials: string;
}

/** Pinyin of a name for search; digits and Latin letters stay. About 15 µs a name. */
export function pinyinOf(name: string): Pinyin {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true }).map((syllable) => syllable.toLowerCase());
  return { full: syllables.join(''), initials: syllables.map(([first = '']) => first).join('') };
}

/** Only the first letters, for half the time: the tones stay on the syllables and fall off the letters. */
export function initialsOf(name: string): string {
  return pinyin(name, { type: 'array' })
    .map((syllable) => {
      const [letter = ''] = syllable.normalize('NFD');
      return letter.toLowerCase();
    })
    .join('');
}
