/**
 * Everything this process writes to files, terminals included, from now on: also what is deleted a moment later. Databases and other
 * processes write for themselves and are not seen.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

export interface RecordedWrites {
  /** what was written, piece by piece */
  text(): string;
  /** how many pieces */
  count(): number;
}

type Writer = (...args: unknown[]) => unknown;
const WAYS = ['writeFile', 'appendFile', 'write', 'writev'];

export async function recordWrites(): Promise<RecordedWrites> {
  const pieces: string[] = [];
  const note = (content: unknown): void => {
    if (Array.isArray(content)) for (const each of content) note(each);
    else if (typeof content === 'string') pieces.push(content);
    else if (ArrayBuffer.isView(content)) pieces.push(Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8'));
  };
  const watch = (owner: object, name: string, argument: number): void => {
    const methods = owner as Record<string, Writer>;
    const write = methods[name];
    if (!write) return;
    methods[name] = function recorded(this: unknown, ...args: unknown[]) {
      note(args[argument]);
      return write.apply(this, args);
    };
  };
  const handle = await fs.promises.open(import.meta.filename);
  const handles = Object.getPrototypeOf(handle) as object;
  await handle.close();
  for (const name of WAYS) {
    watch(handles, name, 0);
    watch(fs, name, 1);
    watch(fs, `${name}Sync`, 1);
    watch(fs.promises, name, 1);
  }
  watch(process.stdout, 'write', 0);
  watch(process.stderr, 'write', 0);
  syncBuiltinESMExports();
  return { text: () => pieces.join('\n'), count: () => pieces.length };
}
