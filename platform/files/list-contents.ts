import { objectOf } from './file-content.ts';
import type { FileRow } from './file-store.ts';

/** One content that rows refer to. */
export interface ListedContent {
  object: string;
  /** one of its files, with its district, for findings */
  file: number;
  digest: string;
  keyCipher: string;
  size: number;
  /** with their sizes in clear, in order of names */
  objects: { name: string; size: number }[];
}

const PAGE = 1000;
type Row = Pick<FileRow, 'object' | 'digest' | 'keyCipher' | 'size' | 'mediumSize' | 'smallSize'> & { file: string };

/** Sends one statement: the snapshot of a backup, or the application's own database. */
export type Query = (text: string, values: string[]) => Promise<{ rows: unknown[] }>;

/** Every content in order of its object's name, a page at a time. */
export async function* contentsOf(query: Query): AsyncGenerator<ListedContent> {
  let after = '';
  for (;;) {
    const { rows } = (await query(
      `select distinct on (object) object, id as file, digest, key_cipher as "keyCipher", size, medium_size as "mediumSize", small_size as "smallSize"
       from files where object > $1 order by object, id limit ${PAGE}`,
      [after],
    )) as { rows: Row[] };
    for (const { file, ...row } of rows) yield { ...row, file: Number(file), objects: objectsOf(row) };
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.object;
  }
}

function objectsOf(row: Omit<Row, 'file'>): ListedContent['objects'] {
  const whole = { name: row.object, size: row.size };
  return row.mediumSize === null ? [whole] : [whole, objectOf(row, 'medium'), objectOf(row, 'small')];
}
