import { refuse } from '#shared/errors.ts';
import type { FileContent } from '#shared/route.ts';
import type { FileSize } from '#shared/stored-file.ts';
import type { Platform } from '../context.ts';
import { fileErrors } from './errors.ts';
import type { FileRow } from './file-store.ts';
import { FILE_KEY } from './receive-file.ts';
import { openObject, SealedObjectError } from './sealed-object.ts';

export type SealedFile = Pick<FileRow, 'kind' | 'size' | 'mediumSize' | 'smallSize' | 'nameCipher' | 'object' | 'keyCipher'>;

/** Name and length of one size; files without sizes have one for all. */
export function objectOf(file: Pick<SealedFile, 'object' | 'size' | 'mediumSize' | 'smallSize'>, size: FileSize): { name: string; size: number } {
  if (size === 'small' && file.smallSize !== null) return { name: `${file.object}.small`, size: file.smallSize };
  if (size === 'medium' && file.mediumSize !== null) return { name: `${file.object}.medium`, size: file.mediumSize };
  return { name: file.object, size: file.size };
}

/** What was kept, read piece by piece and proved while it is read. @throws FILE_DAMAGED, FILE_STORAGE_UNAVAILABLE */
export function contentOf({ cipher, files }: Pick<Platform, 'cipher' | 'files'>, file: SealedFile, size: FileSize): FileContent {
  const object = objectOf(file, size);
  return {
    size: object.size,
    async *read(from, to) {
      try {
        const fileKey = Buffer.from(cipher.decrypt(file.keyCipher, FILE_KEY), 'base64');
        yield* openObject({ ...object, fileKey, take: (start, end) => files.storage.get(object.name, start, end) }, from, to);
      } catch (error) {
        throw error instanceof SealedObjectError ? refuse(fileErrors.FILE_DAMAGED) : error;
      }
    },
  };
}
