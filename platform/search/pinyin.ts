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

/** A character's first letter when all its readings share it; '' when a word decides: 长 is `c` or `z`. */
const letters = new Map<string, string>();

function letterOf(character: string): string {
  const known = letters.get(character);
  if (known !== undefined) return known;
  const readings = new Set(pinyin(character, { type: 'array', multiple: true }).map(firstLetter));
  const [only = ''] = readings.size === 1 ? readings : [];
  letters.set(character, only);
  return only;
}

const LATIN = 0x80;

/** Tones stay on a syllable and fall off its letter. */
function firstLetter(syllable: string): string {
  if (syllable.charCodeAt(0) < LATIN) return syllable.charAt(0).toLowerCase();
  const [letter = ''] = syllable.normalize('NFD');
  return letter.toLowerCase();
}

/** Only the first letters. Few names hold a character with several: only those are looked through for words. */
export function initialsOf(name: string): string {
  let initials = '';
  for (const character of name) {
    const letter = letterOf(character);
    if (letter === '') return pinyin(name, { type: 'array' }).map(firstLetter).join('');
    initials += letter;
  }
  return initials;
}
