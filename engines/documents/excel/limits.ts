/** What one workbook may cost. Sizes are bytes; every limit is checked against what is really read, not what headers claim. */
export interface WorkbookLimits {
  fileBytes: number;
  /** legacy .xls has no streaming reader and is held in memory whole */
  legacyFileBytes: number;
  unzippedBytes: number;
  /** a part that is held in memory whole: the list of sheets, the styles, the table of texts */
  heldBytes: number;
  /** unzipped size ÷ packed size, judged from `ratioFromBytes` unzipped on: small files of blanks pack very well */
  ratio: number;
  ratioFromBytes: number;
  entries: number;
  sheets: number;
  /** highest row number, as Excel has it */
  rows: number;
  /** highest column that may hold a value */
  columns: number;
  cellCharacters: number;
}

const MIB = 1024 * 1024;

export const DEFAULT_WORKBOOK_LIMITS: WorkbookLimits = {
  fileBytes: 50 * MIB,
  legacyFileBytes: 20 * MIB,
  // 100,000 organizations with every column filled are 220 MB of XML, which pass through row by row
  unzippedBytes: 1024 * MIB,
  heldBytes: 200 * MIB,
  ratio: 200,
  ratioFromBytes: 4 * MIB,
  entries: 2_000,
  sheets: 200,
  rows: 1_048_576,
  columns: 200,
  cellCharacters: 32_767,
};

/** 52428800 → "50 MB" */
export function sizeInWords(bytes: number): string {
  return bytes >= MIB ? `${Math.round(bytes / MIB)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
