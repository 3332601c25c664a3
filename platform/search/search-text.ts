import { initialsOf } from './pinyin.ts';

/**
 * How records are found by what people type: a record keeps one text of everything it goes by, and an index of that
 * text's pairs of neighbouring characters. Two Chinese characters are then as quick as five, where a trigram index
 * reads the whole table. The pairs only preselect; the text itself decides.
 */

/** The text kept with a record: each name as written and by its pinyin initials, `夕阳红合唱队 xyhhcd`. */
export function searchTextOf(names: readonly string[]): string {
  const parts = new Set<string>();
  for (const written of names) {
    const name = fold(written);
    if (name !== '') parts.add(name).add(lettersOf(name));
  }
  return [...parts].join(' ');
}

/** The words of a query; each must be found. */
export function searchWordsOf(query: string): string[] {
  return fold(query)
    .split(/[\s、，,;；/]+/)
    .filter((word) => word !== '');
}

/** What the index is asked for: every pair of the word, a single character by itself. Characters as PostgreSQL counts them. */
export function gramsOf(word: string): string[] {
  const characters = [...word];
  if (characters.length < 2) return characters;
  return [...new Set(characters.slice(1).map((character, place) => `${characters[place]}${character}`))];
}

/** Nothing to fold. */
const PLAIN = /^[!-@[-~]*$/;

function lettersOf(name: string): string {
  const initials = initialsOf(name);
  return PLAIN.test(initials) ? initials : fold(initials).replaceAll(/\s+/g, '');
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
