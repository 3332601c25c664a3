import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';

const { db } = await createTestDatabase();

/** What an index holds of a text: each pair of neighbours and each character, once, and the place. */
function gramsOf(text: string): string[] {
  const characters = [...text];
  const words = characters.flatMap((character, place) => [character, character + (characters[place + 1] ?? '')]);
  return [...new Set([...words, '@31', '@3101', '@310115'])].sort();
}

it.each(['', '舞', '合唱', '夕阳红', '夕阳红合唱队 xyhhcd 张春 zc', '甲甲甲甲', '𠮷野家𠮷', 'a\nb  c', "it's 100% (a.b)\\1"])(
  '%j is found by every pair, every character and its place',
  async (text) => {
    const { rows } = await sql<{ grams: string[] }>`select search_grams(${text}, 310115) as grams`.execute(db);
    expect([...new Set(rows[0]?.grams)].sort()).toEqual(gramsOf(text));
  },
);
