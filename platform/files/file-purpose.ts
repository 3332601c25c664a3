import type { DataClass } from '#shared/data-class.ts';
import type { FileKind } from '#shared/file-kind.ts';

/** What a module keeps files for. Declared once by the module, beside the record that they belong to. */
export interface FilePurpose {
  /** module and kind of record, `filings.material`; stored with each file */
  name: string;
  kinds: readonly FileKind[];
  /** of one file as sent, at most `MOST_FILE_BYTES` */
  maxBytes: number;
  /** at one place of one record */
  maxFiles: number;
  /** unless said otherwise for a single file; whatever is not `general` is read for a stated reason only */
  dataClass: DataClass;
}
