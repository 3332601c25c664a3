import { readFile, writeFile } from 'node:fs/promises';

const FILE = new URL('../docs/performance.md', import.meta.url);
/** Replaces a measured part of docs/performance.md. @param part as it is called between the two marks there */
export async function writeResults(sections: readonly string[], part: 'nation' | 'requests' | 'people' | 'sizes' | 'import'): Promise<void> {
  const begin = `<!-- ${part}: written by bench/run-${part}.ts -->`;
  const end = `<!-- end of ${part} -->`;
  const text = await readFile(FILE, 'utf8');
  const [head, rest] = text.split(begin);
  const tail = rest?.split(end)[1];
  if (head === undefined || tail === undefined) throw new Error('docs/performance.md has no place for the results');
  await writeFile(FILE, `${head}${begin}\n\n${sections.join('\n')}\n${end}${tail}`);
}
