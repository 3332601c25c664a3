import { createHash } from 'node:crypto';
import type pg from 'pg';
import { contentsOf } from '../files/list-contents.ts';
import type { FileStorage } from '../files/file-storage.ts';
import { sealedSize } from '../files/sealed-object.ts';
import { encodeFrame, encodeJsonFrame, type Totals } from './archive-format.ts';

const PIECE = 4 * 1_048_576;

/**
 * The attachments that the rows of this snapshot refer to, sealed as they lie: objects never change, and what loses its row stays a
 * month. @param missing takes the names of those that are gone
 */
export async function* objectFrames(client: pg.ClientBase, storage: FileStorage, totals: Totals, missing: string[]): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  let count = 0;
  for await (const { objects } of contentsOf((text, values) => client.query(text, values))) {
    for (const object of objects) {
      const bytes = await whole(storage, object);
      if (!bytes) {
        missing.push(object.name);
        continue;
      }
      digest.update(object.name).update(bytes);
      count += 1;
      yield encodeJsonFrame('F', { name: object.name });
      for (let from = 0; from < bytes.length; from += PIECE) yield encodeFrame('B', bytes.subarray(from, from + PIECE));
    }
  }
  totals.objects = { count, digest: digest.digest('hex') };
}

/** At most 20 MiB. @returns undefined when it is gone or cut off */
async function whole(storage: FileStorage, { name, size }: { name: string; size: number }): Promise<Buffer | undefined> {
  const bytes = await storage.get(name, 0, sealedSize(size));
  return bytes?.length === sealedSize(size) ? bytes : undefined;
}
