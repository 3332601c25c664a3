import type { EncryptedColumn } from '../crypto/encrypted-columns.ts';
import { FILE_NAME } from './attach-file.ts';
import { FILE_KEY } from './receive-file.ts';

/** Names and keys of files, for a new key to reach; so the content itself need not be written anew. */
export const fileEncryptedColumns: readonly EncryptedColumn[] = [
  { table: 'files', id: 'id', column: 'name_cipher', purpose: FILE_NAME },
  { table: 'files', id: 'id', column: 'key_cipher', purpose: FILE_KEY },
];
