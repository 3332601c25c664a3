import { shortNameOf } from './short-name.ts';

/** One word of a search: how it is looked up. */
export type SearchTerm = { by: 'name' | 'pinyin'; text: string };

const SEPARATORS = /[\s/／、，,>›·]+/;

/**
 * Splits what people type into words from above to below: “平顶山 新华 曙光”, “平顶山市/新华区”, “pds xh sg”.
 * Full-width letters become half-width; official endings (居委会, 街道办事处) become the spoken ones, as names are stored.
 */
export function searchTermsOf(query: string): SearchTerm[] {
  const words = query
    .normalize('NFKC')
    .toLowerCase()
    .split(SEPARATORS)
    .filter((word) => word !== '');
  return words.map((word) => (/^[a-z]+$/.test(word) ? { by: 'pinyin', text: word } : { by: 'name', text: spoken(word) }));
}

/** A code or the beginning of one. */
export function codePrefixOf(query: string): string | undefined {
  const text = query.normalize('NFKC').trim();
  return /^\d{2,12}$/.test(text) ? text : undefined;
}

function spoken(word: string): string {
  return shortNameOf(shortNameOf(word, 'township'), 'community');
}

/** Every pair of neighbouring characters; the index of names holds the same. */
export function gramsOf(text: string): string[] {
  const characters = [...text];
  return characters.slice(0, -1).map((character, place) => character + (characters[place + 1] ?? ''));
}

/** For LIKE: the signs that mean something there are taken literally. */
export function likeText(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
