import { readFile, writeFile } from 'node:fs/promises';

const FILE = new URL('../docs/performance.md', import.meta.url);
const BEGIN = '<!-- nation: written by bench/run-nation.ts -->';
const END = '<!-- end of nation -->';

/** Replaces the measured part of docs/performance.md. */
export async function writeResults(sections: readonly string[]): Promise<void> {
  const text = await readFile(FILE, 'utf8');
  const [head, rest] = text.split(BEGIN);
  const tail = rest?.split(END)[1];
  if (head === undefined || tail === undefined) throw new Error('docs/performance.md has no place for the results');
  await writeFile(FILE, `${head}${BEGIN}\n\n${sections.join('\n')}\n${END}${tail}`);
}
