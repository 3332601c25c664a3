import { readFile } from 'node:fs/promises';

/** Bytes of a process in memory: its own alone, and with its part of the pages that others have as well (program files). */
export interface Resident {
  own: number;
  proportional: number;
}

/** Not a number where the system does not tell. */
export async function residentOf(pid: number): Promise<Resident> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const bytesOf = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]) * 1024;
  return { own: bytesOf('Private_Clean') + bytesOf('Private_Dirty'), proportional: bytesOf('Pss') };
}
