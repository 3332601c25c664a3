/** Kinds of files that the product keeps. Browser-safe: forms say what they take, the server judges by content. */
export type FileKind = 'jpeg' | 'png' | 'webp' | 'pdf' | 'word' | 'excel';

/** Photographs and scans. */
export const IMAGE_KINDS = ['jpeg', 'png', 'webp'] as const satisfies readonly FileKind[];
/** What papers of a record come as. */
export const PAPER_KINDS = [...IMAGE_KINDS, 'pdf', 'word', 'excel'] as const satisfies readonly FileKind[];

/** Of one upload, which the server holds in memory: a photograph of a newer phone is 3 to 12 MB. */
export const MOST_FILE_BYTES = 20 * 1_048_576;

export const FILE_KIND_WORDS: Readonly<Record<FileKind, { name: string; contentType: string; extension: string }>> = {
  jpeg: { name: 'JPEG 照片', contentType: 'image/jpeg', extension: 'jpg' },
  png: { name: 'PNG 图片', contentType: 'image/png', extension: 'png' },
  webp: { name: 'WebP 图片', contentType: 'image/webp', extension: 'webp' },
  pdf: { name: 'PDF', contentType: 'application/pdf', extension: 'pdf' },
  word: { name: 'Word 文档（docx）', contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extension: 'docx' },
  excel: { name: 'Excel 工作簿（xlsx）', contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
};

/** What they are kept as: every image is drawn anew as JPEG, without what the camera wrote into it. */
export const KEPT_KINDS = ['jpeg', 'pdf', 'word', 'excel'] as const satisfies readonly FileKind[];
export type KeptKind = (typeof KEPT_KINDS)[number];

/** For the `accept` of a file input: a phone that is asked for JPEG turns its own formats into it. */
export function acceptedBy(kinds: readonly FileKind[]): string {
  return kinds.map((kind) => FILE_KIND_WORDS[kind].contentType).join(',');
}
