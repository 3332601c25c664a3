/** The one way into an Excel file: inspected first, then sheet by sheet and row by row in bounded memory. */
import { Refusal, refuse } from '#shared/errors.ts';
import { type Archive, decodeText, openArchive } from './archive.ts';
import type { WorkbookSheet } from './cell.ts';
import { checkExtension, checkIsWorkbook, collectInput, containerKind } from './container.ts';
import { workbookErrors } from './errors.ts';
import { readLegacyWorkbook } from './legacy-workbook.ts';
import { DEFAULT_WORKBOOK_LIMITS, type WorkbookLimits } from './limits.ts';
import { readSharedStrings } from './shared-strings.ts';
import { createSheetParser, type SheetContext } from './sheet-rows.ts';
import { readWorkbookParts } from './workbook-parts.ts';

export interface ReadWorkbookOptions {
  /** when given, its ending must fit the content */
  fileName?: string;
  limits?: Partial<WorkbookLimits>;
}

/** Errors of the inflater on broken data become refusals like any other; refusals pass. */
function asRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  if (error instanceof Error && ('code' in error || /invalid|unexpected|too many|not enough/i.test(error.message))) {
    return refuse(workbookErrors.WORKBOOK_DAMAGED, { what: '内部数据无法解压' });
  }
  return error;
}

async function* readRows(archive: Archive, path: string, context: SheetContext) {
  const parser = createSheetParser(context);
  for await (const xml of decodeText(archive.stream(path))) {
    parser.push(xml);
    yield* parser.take();
  }
  parser.end();
  yield* parser.take();
}

async function readModernWorkbook(bytes: Uint8Array, limits: WorkbookLimits): Promise<WorkbookSheet[]> {
  const archive = await openArchive(bytes, limits);
  checkIsWorkbook(archive);
  const parts = await readWorkbookParts(archive, limits);
  const path = parts.sharedStringsPath;
  const sharedStrings = path !== undefined && archive.has(path) ? await readSharedStrings(archive, path) : [];
  return parts.sheets.map((sheet) => ({
    name: sheet.name,
    hidden: sheet.hidden,
    rows: () => readRows(archive, sheet.path, { sheet: sheet.name, dateSystem: parts.dateSystem, dateStyles: parts.dateStyles, sharedStrings, limits }),
  }));
}

/**
 * Opens an .xlsx (or legacy .xls) workbook. Everything that can be known without reading rows is checked here, before
 * the first row: type, size, zip and entity bombs, passwords, damage. Row numbers, widths and text lengths are checked
 * while rows are read, so `rows()` may refuse too.
 * @throws Refusal of `workbookErrors`
 */
export async function readWorkbook(input: Uint8Array | AsyncIterable<Uint8Array>, options: ReadWorkbookOptions = {}): Promise<WorkbookSheet[]> {
  const limits = { ...DEFAULT_WORKBOOK_LIMITS, ...options.limits };
  try {
    const bytes = await collectInput(input, limits);
    const kind = containerKind(bytes);
    const sheets = kind === 'zip' ? await readModernWorkbook(bytes, limits) : await readLegacyWorkbook(bytes, limits);
    checkExtension(options.fileName, kind);
    return sheets;
  } catch (error) {
    throw asRefusal(error);
  }
}
