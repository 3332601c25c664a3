import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT } from './project.mjs';

/**
 * @param places files and folders, relative to the product's folder
 * @param isWanted chooses among the files by their relative path
 * @returns one digest over names and contents
 */
export async function digestOf(places, isWanted) {
  const digest = createHash('sha256');
  const files = (await Promise.all(places.map(listFiles))).flat();
  const wanted = files.filter(isWanted).sort();
  const contents = await Promise.all(wanted.map((file) => readFile(path.join(PROJECT, file))));
  for (const [index, file] of wanted.entries()) digest.update(`${file}\0`).update(contents[index]).update('\0');
  return digest.digest('hex');
}

async function listFiles(place) {
  try {
    const entries = await readdir(path.join(PROJECT, place), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(PROJECT, path.join(entry.parentPath ?? entry.path, entry.name)));
  } catch (error) {
    if (error.code === 'ENOTDIR') return [place];
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
