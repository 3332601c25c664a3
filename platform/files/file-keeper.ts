import type { Context } from '../context.ts';
import type { FilePurpose } from './file-purpose.ts';
import type { FileRow } from './file-store.ts';

/** What a module is told of a file when it is asked who may read it. */
export type AskedFile = Pick<FileRow, 'id' | 'ownerId' | 'part' | 'district' | 'div'>;

/**
 * `none`: for this actor there is no such file. `reads`: whoever works with the record; what holds personal data needs a reason besides.
 * `owns`: a person whose own paper it is.
 */
export type FileReach = 'none' | 'reads' | 'owns';

/** A module's side of its files: it alone knows who may see the record, so it is asked for every reading. */
export interface FileKeeper {
  purpose: FilePurpose;
  reachOf(context: Context, file: AskedFile): Promise<FileReach>;
}
